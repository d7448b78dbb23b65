import { Link, useSearchParams } from 'react-router'
import { Light } from '../../look/light.tsx'
import { useManifest } from '../../shell/reader.ts'
import { usePlanAddress } from './address.ts'
import { DoubtList } from './doubt-list.tsx'
import { linePath } from './line-facts.ts'
import type { Reading } from './plan-data.ts'

/** Prose and breakdown table side by side: which sentence became which rows, and where the two differ. */
export function Comparison({ reading }: { reading: Reading }) {
  const manifest = useManifest()
  const { to } = usePlanAddress()
  const [query] = useSearchParams()
  const onlyDoubts = query.get('only') === 'doubts'
  const open = reading.doubts.filter((one) => one.standing === 'open').length
  const loose = reading.doubts.filter((one) => !reading.entries.some((entry) => entry.doubts.includes(one)))
  const lost = reading.lines.filter((line) => !reading.entries.some((entry) => entry.lines.includes(line)))
  const shown = onlyDoubts ? reading.entries.filter((entry) => entry.doubts.length > 0) : reading.entries
  return (
    <div className="vwp">
      <h1>正文对照分解表</h1>
      <p>
        左边是正文，右边是它分到的任务。两边不一致、没写明的地方列为存疑，共 {reading.doubts.length} 处，{open} 处待处理。
      </p>
      <p className="only no-print">
        <Link to={to({ only: null })} aria-current={onlyDoubts ? undefined : 'true'} className={onlyDoubts ? '' : 'm'}>
          全部 {reading.entries.length} 条
        </Link>
        <Link to={to({ only: 'doubts' })} aria-current={onlyDoubts ? 'true' : undefined} className={onlyDoubts ? 'm' : ''}>
          只看有存疑的
        </Link>
      </p>
      {loose.length > 0 ? (
        <section>
          <h2>对整份计划的存疑</h2>
          <DoubtList doubts={loose} />
        </section>
      ) : null}
      {lost.length > 0 && !onlyDoubts ? (
        <section>
          <h2>正文中没有对应条目的任务</h2>
          <ul className="to">
            {lost.map((line) => (
              <li key={line.id}>
                <Link to={linePath(manifest, line)}>
                  {line.number}.{line.part} {line.title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <ul className="cmp">
        {shown.map((entry) => (
          <li key={entry.id}>
            <div>
              <h2>
                <Link to={to({ view: null, only: null, item: String(entry.number) })}>
                  {entry.number}. {entry.title}
                </Link>
              </h2>
              <p className="who">{entry.agenciesText}</p>
              <p className="who">{entry.dueText}</p>
            </div>
            <ul className="to">
              {entry.lines.map((line) => (
                <li key={line.id}>
                  <Link to={linePath(manifest, line)}>
                    {line.number}
                    {reading.lines.filter((one) => one.number === line.number).length > 1 ? `.${line.part}` : ''} {line.title}
                  </Link>{' '}
                  {line.light ? <Light face={line.light} /> : null}
                  <p className="who">{line.agenciesText}</p>
                  <p className="who">{line.dueText}</p>
                </li>
              ))}
              {entry.lines.length === 0 ? <li className="m">分解表中没有</li> : null}
            </ul>
            {entry.doubts.length > 0 ? <DoubtList doubts={entry.doubts} /> : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
