import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { DeadlineChip } from '../../look/deadline-chip.tsx'
import { Icon } from '../../look/icon.tsx'
import { Light } from '../../look/light.tsx'
import { useManifest } from '../../shell/reader.ts'
import { usePlanAddress } from './address.ts'
import { CountyLines } from './county-lines.tsx'
import { DoubtList } from './doubt-list.tsx'
import { LineRows } from './line-rows.tsx'
import { systemsOf, type Entry, type Reading } from './plan-data.ts'
import { Targets } from './targets/targets.tsx'
import { NoLight } from './no-light.tsx'

/** Everything behind the chosen sentence: targets, breakdown rows, counties, doubts, systems, latest acts. */
export function Panel({ entry, reading }: { entry: Entry; reading: Reading }) {
  const { entries: siblings, plan } = reading
  const manifest = useManifest()
  const { to } = usePlanAddress()
  const frame = useRef<HTMLElement>(null)
  const at = siblings.indexOf(entry)
  const systems = systemsOf(manifest, plan, entry)
  const numbers = [...new Set(entry.lines.map((line) => line.number))]
  const left = entry.lines.find((line) => line.case && line.dueOn === entry.dueOn)?.case?.workingDaysLeft ?? null
  useEffect(() => frame.current?.scrollTo(0, 0), [entry.id])
  return (
    <aside className="pan no-print" ref={frame} aria-label={`第 ${entry.number} 条`}>
      <span className="grab" aria-hidden="true" />
      <header>
        <div className="top2">
          {entry.light ? <Light face={entry.light} /> : <NoLight className="lt" />}
          <DeadlineChip
            dueOn={entry.dueOn}
            left={left}
            ongoing={entry.ongoing}
            closed={entry.light?.shape === 'done'}
          />
          <Link className="shut" to={to({ item: null })} preventScrollReset aria-label="收起">
            <Icon name="close" />
          </Link>
        </div>
        <h2>
          第 {entry.number} 条 {entry.title}
        </h2>
        <p className="cap">
          {numbers.length > 0 ? `对应分解表第 ${numbers.join('、')} 项` : '分解表中没有对应的任务'}
          {entry.lines[0] ? ` · ${entry.lines[0].group}` : ''}
        </p>
        <p className="turn">
          {siblings[at - 1] ? (
            <Link to={to({ item: String(siblings[at - 1]?.number) })} preventScrollReset>
              上一条
            </Link>
          ) : null}
          {siblings[at + 1] ? (
            <Link to={to({ item: String(siblings[at + 1]?.number) })} preventScrollReset>
              下一条
            </Link>
          ) : null}
        </p>
      </header>
      <Targets entry={entry} plan={plan} />
      <section>
        <h3>
          <span>分解表任务 {entry.lines.length} 行</span>
          <Link to={to({ view: 'table', item: null })}>整张表</Link>
        </h3>
        <LineRows lines={entry.lines} reading={reading} />
      </section>
      <CountyLines lines={entry.lines} />
      {entry.doubts.length > 0 ? (
        <section>
          <h3>
            <span>存疑 {entry.doubts.length} 处</span>
            <Link to={to({ view: 'compare', item: null })}>全部存疑</Link>
          </h3>
          <DoubtList doubts={entry.doubts} />
        </section>
      ) : null}
      {systems.length > 0 ? (
        <section>
          <h3>
            <span>系统 {systems.length} 个</span>
            <Link to={`/systems?item=${entry.number}`}>各要证明什么</Link>
          </h3>
          <ul className="sys">
            {systems.map((one) => (
              <li key={one.id}>
                <span>{one.title}</span>
                <span className={one.runs ? '' : 'm'}>{one.runs ? '已运行' : '未建'}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </aside>
  )
}
