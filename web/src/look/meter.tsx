import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Light } from './light.tsx'
import './marks.css'

/** How far a promise is. A live number is teal; a reported one never is. */
export interface Current {
  text: string
  /** Of the target; above 1 the notch moves left. Null where the two cannot be compared. */
  ratio: number | null
  reported?: boolean
  /** Where the number is opened. */
  to?: string
}

/** A tide gauge for one promise: the notch is the target; an empty gauge says that nobody counts it yet. */
export function Meter(props: {
  name: string
  kind: string
  recurring?: boolean
  target: string
  current?: Current | undefined
  /** The twelve months of a promise that comes again every month: kept, missed, or not counted. */
  months?: (boolean | null)[]
  note?: ReactNode
}) {
  const { name, kind, recurring, target, current, months = [], note } = props
  const ratio = current?.ratio ?? null
  return (
    <div className="mt">
      <div className="h">
        <span className="nm">
          {name}
          <em>{kind}</em>
        </span>
        <span className="v">
          {ratio !== null && ratio >= 1 && !current?.reported ? (
            <Light face={{ title: '达成', shape: 'done' }} />
          ) : null}
          {current ? (
            <>
              {current.to ? (
                <Link to={current.to} aria-label={`${name} ${current.text}`}>
                  <b>{current.text}</b>
                </Link>
              ) : (
                <b>{current.text}</b>
              )}{' '}
              / {target}
            </>
          ) : (
            <>目标 {target}</>
          )}
        </span>
      </div>
      {recurring ? (
        <div className="mo" aria-hidden="true">
          {Array.from({ length: 12 }, (_, month) => (
            <i key={month} className={months[month] ? 'kept' : months[month] === false ? 'short' : undefined} />
          ))}
        </div>
      ) : (
        <div className="g" aria-hidden="true">
          {ratio === null ? null : (
            <i className={current?.reported ? 'rep' : undefined} style={{ width: `${Math.min(100, ratio * 100)}%` }} />
          )}
          <u style={ratio !== null && ratio > 1 ? { right: `${100 - 100 / ratio}%` } : undefined} />
        </div>
      )}
      {note ? <div className="k">{note}</div> : null}
    </div>
  )
}
