import { shortInstant } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { useNow } from '../../shell/reader.ts'
import { number, size, verbs, type Application } from './custody-data.ts'

/** What each day came to: a bar with its figures. */
export function ApplicationDays({ of }: { of: Application }) {
  const days = [...Map.groupBy(of.days, (row) => row.day)].toReversed()
  const most = Math.max(1, ...days.map(([, rows]) => rows.reduce((sum, row) => sum + row.calls, 0)))
  return (
    <>
      <h2>按日使用</h2>
      {days.length === 0 ? <Empty says={`${of.since}以来没有使用。`} /> : null}
      <ul className="days">
        {days.map(([day, rows]) => {
          const calls = rows.reduce((sum, row) => sum + row.calls, 0)
          const refused = rows.reduce((sum, row) => sum + row.refused, 0)
          return (
            <li key={day}>
              <time>{day}</time>
              <span className="used" aria-hidden="true">
                <i style={{ width: `${(calls / most) * 100}%` }} />
              </span>
              <span>
                {number(calls)} 次{refused > 0 ? `，其中被拒 ${number(refused)} 次` : ''}
                <span className="cap">
                  {' '}
                  {[...new Set(rows.map((row) => verbs[row.verb] ?? row.verb))].join('、')} ·{' '}
                  {size(rows.reduce((sum, row) => sum + row.bytes, 0))}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** The last uses, refused ones with why. */
export function ApplicationUses({ of }: { of: Application }) {
  const now = useNow()
  if (of.uses.length === 0) return null
  return (
    <>
      <h2>最近使用</h2>
      <ul className="uses">
        {of.uses.map((use) => (
          <li key={use.id}>
            <time className="cap">{shortInstant(use.at, now)}</time> {verbs[use.verb] ?? use.verb}
            {use.version ? ` 第 ${use.version} 版` : ''} {size(use.bytes)}
            {use.outcome === 'done' ? null : <span className="wrong"> 被拒：{use.why ?? use.outcome}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
