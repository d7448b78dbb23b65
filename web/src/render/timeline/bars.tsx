import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { longDate, wall } from '../../look/dates.ts'
import { PercentBar } from '../../look/percent.tsx'
import { useNow } from '../../shell/reader.ts'
import { useRowKeys } from '../row-keys.ts'
import { spanOf, type Span } from './span.ts'
import './timeline.css'

/** What is drawn as one bar: from when until when, how far, and how it stands. */
export interface Bar {
  id: string
  to: string
  /** What it is counted as, before its title. */
  number?: string
  title: string
  /** Who has it, and what it is in more words. */
  who: string
  says?: string | undefined
  more?: ReactNode
  from: string
  /** The day that it must end by; null where there is none. */
  until: string | null
  /** How far it is in percent, in words too; null where nobody has said. Undefined where nothing is measured. */
  done?: { label: string; percent: number | null } | undefined
  /** Whether it is past its day and not done. */
  late: boolean
  standing: ReactNode
}

/** Bars under their months, with a line for today; where bars do not fit, their dates in words. */
export function Bars(props: {
  groups: { title: string | null; bars: Bar[] }[]
  /** Days that the drawing reaches at least. */
  reaches?: string[]
  /** What is said of something without a last day. */
  endless: string
}) {
  const { groups, reaches = [], endless } = props
  const navigate = useNavigate()
  const today = wall(useNow()).date
  const flat = groups.flatMap(({ bars }) => bars)
  const span = spanOf([...reaches, ...flat.flatMap(({ from, until }) => (until ? [from, until] : [from]))])
  const chosen = useRowKeys(flat.length, (at) => void navigate(flat[at]?.to ?? ''))
  return (
    <div className="tl">
      <svg className="sr" width="0" height="0" aria-hidden="true">
        <pattern id="tide" width="12" height="8" patternUnits="userSpaceOnUse">
          <path d="M0 2.4q3-3 6 0t6 0M0 6.4q3-3 6 0t6 0" fill="none" stroke="var(--ink-3)" strokeWidth="1" />
        </pattern>
      </svg>
      <Axis span={span} today={today} />
      {groups.map(({ title, bars }) => (
        <section key={title}>
          {title ? (
            <h2>
              {title}
              <span className="cap">{bars.length} 行</span>
            </h2>
          ) : null}
          <ol>
            {bars.map((bar) => {
              const row = flat.indexOf(bar)
              return (
                <li key={bar.id} className="tlr" data-row={row} data-chosen={chosen === row ? '' : undefined}>
                  <Words bar={bar} endless={endless} />
                  <Track bar={bar} span={span} today={today} />
                </li>
              )
            })}
          </ol>
        </section>
      ))}
    </div>
  )
}

function Words({ bar, endless }: { bar: Bar; endless: string }) {
  const { to, number, title, who, says, more, from, until, done } = bar
  const percent = done?.percent ?? null
  return (
    <>
      <div className={number ? 'wo' : 'wo bare'}>
        <p>
          {number ? <span className="no">{number}</span> : null}
          <Link to={to}>{title}</Link>
        </p>
        <p className="cap ct1">
          <span className="n">{who}</span>
          <span>{says}</span>
        </p>
        {more}
      </div>
      <p className="wh">
        {from} 至 {until ?? endless}
        {done ? (percent === null ? `，未报${done.label}` : `，${done.label} ${percent}%`) : ''}
        {percent === null ? null : <PercentBar value={percent} />}
      </p>
    </>
  )
}

function Track({ bar, span, today }: { bar: Bar; span: Span; today: string }) {
  const from = span.at(bar.from)
  const until = bar.until ? span.at(bar.until) : 100
  const over = bar.until && bar.late && bar.until < today ? span.at(today) : null
  const percent = bar.done?.percent ?? null
  return (
    <div className="tk1">
      {bar.until ? (
        <span className="br" aria-hidden="true" style={{ left: `${from}%`, width: `${Math.max(0.6, until - from)}%` }}>
          <i style={{ width: `${Math.min(100, percent ?? 0)}%` }} />
        </span>
      ) : (
        <svg className="td" aria-hidden="true" style={{ left: `${from}%`, width: `${until - from}%` }}>
          <rect width="100%" height="100%" fill="url(#tide)" />
        </svg>
      )}
      {over === null ? null : (
        <span className="ov" aria-hidden="true" style={{ left: `${until}%`, width: `${over - until}%` }} />
      )}
      <span className="en" style={{ left: `${over ?? until}%` }}>
        {bar.standing}
        {percent === null ? null : (
          <span className="pc" aria-hidden="true">
            {percent}%
          </span>
        )}
      </span>
    </div>
  )
}

/** Months above, their lines and today's through the whole height. */
function Axis({ span, today }: { span: Span; today: string }) {
  const now = today >= span.from && today <= span.until ? { left: `${span.at(today)}%` } : null
  return (
    <>
      <div className="ax" aria-hidden="true">
        <div>
          {span.months.map(({ month, at }, index) => (
            <span key={month} style={{ left: `${at}%` }}>
              {index === 0 || month.endsWith('-01') ? `${month.slice(0, 4)}年` : ''}
              {Number(month.slice(5))}月
            </span>
          ))}
          {now ? <b style={now}>今天 {today.slice(5)}</b> : null}
        </div>
      </div>
      <div className="gr" aria-hidden="true">
        {span.months.map(({ month, at }) => (
          <i key={month} style={{ left: `${at}%` }} />
        ))}
        {now ? <b style={now} /> : null}
      </div>
    </>
  )
}

/** What a timeline is, above its bars. */
export function TimelineHead({ title, says }: { title: string; says: string }) {
  const today = wall(useNow()).date
  return (
    <header className="tlh">
      <h1>{title}</h1>
      <p>
        截至{longDate(today)}。<span className="how">{says}</span>
      </p>
    </header>
  )
}
