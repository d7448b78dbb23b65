import './marks.css'

/** A tide gauge for one promise: the notch is the target; an empty gauge says that nobody counts it yet. */
export function Meter(props: {
  name: string
  kind: string
  recurring?: boolean
  target: string
  current?: { text: string; ratio: number }
  note?: string
}) {
  const { name, kind, recurring, target, current, note } = props
  return (
    <div className="mt">
      <div className="h">
        <span className="nm">
          {name}
          <em>{kind}</em>
        </span>
        <span className="v">
          {current ? (
            <>
              <b>{current.text}</b> / {target}
            </>
          ) : (
            <>目标 {target}</>
          )}
        </span>
      </div>
      {recurring ? (
        <div className="mo" aria-hidden="true">
          {Array.from({ length: 12 }, (_, month) => (
            <i key={month} />
          ))}
        </div>
      ) : (
        <div className="g" aria-hidden="true">
          {current ? <i style={{ width: `${Math.min(100, current.ratio * 100)}%` }} /> : null}
          <u />
        </div>
      )}
      {note ? <div className="k">{note}</div> : null}
    </div>
  )
}
