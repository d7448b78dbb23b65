import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { shortInstant } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { useNow, useTitle } from '../../shell/reader.ts'
import {
  application,
  number,
  purposes,
  size,
  states,
  verbs,
  type Application,
  type CustodyKey,
} from './custody-data.ts'
import { Rotate } from './rotate.tsx'
import '../../look/table.css'
import './custody.css'

/** One application as its owner looks after it: keys with their versions, what each day came to, the last uses. */
export function ApplicationPage() {
  const { id = '' } = useParams()
  const found = useQuery(application(id))
  const one = found.data
  useTitle(one?.name ?? '密码应用')
  if (found.error) return <Failed what="应用" error={found.error} retry={() => void found.refetch()} />
  return (
    <main id="main" tabIndex={-1} className="page cst">
      <p className="cap no-print">
        <Link to="/crypto">全部应用</Link>
      </p>
      {!one ? (
        <Loading />
      ) : (
        <>
          <h1>{one.name}</h1>
          <p className="as">
            {one.stoppedAt ? '已停用。' : ''}每日可用 {number(one.dailyCalls)} 次、{size(one.dailyBytes)}。
          </p>
          <h2>密钥</h2>
          {one.keys.length === 0 ? <Empty says="还没有密钥。" /> : null}
          <ul className="keys">
            {one.keys.map((key) => (
              <Key key={key.id} of={key} may={one.may} />
            ))}
          </ul>
          <Days of={one} />
          <Uses of={one} />
        </>
      )}
    </main>
  )
}

function Key({ of, may }: { of: CustodyKey; may: readonly string[] }) {
  const now = useNow()
  return (
    <li>
      <div className="head">
        <b>{of.name}</b>
        <span>
          {purposes[of.purpose]} · {of.algorithm}
        </span>
        {may.includes('rotate') ? <Rotate of={of} /> : null}
      </div>
      <ol>
        {of.versions.map((version) => (
          <li key={version.version} data-state={version.state}>
            第 {version.version} 版 <span>{states[version.state]}</span>{' '}
            <span className="cap">
              {shortInstant(version.at, now)} 生成{version.doomedBy ? '，已提出销毁，待另一人确认' : ''}
            </span>
          </li>
        ))}
      </ol>
      <code className="cap">{of.id}</code>
    </li>
  )
}

function Days({ of }: { of: Application }) {
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

function Uses({ of }: { of: Application }) {
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
