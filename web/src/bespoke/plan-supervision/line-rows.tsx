import { Link } from 'react-router'
import { AgencyChip } from '../../look/agency-chip.tsx'
import { shortDate, wall } from '../../look/dates.ts'
import { Light } from '../../look/light.tsx'
import { useManifest, useNames, useNow } from '../../shell/reader.ts'
import { linePath, percentOf } from './line-facts.ts'
import { Origin } from './origin.tsx'
import type { Line, Reading } from './plan-data.ts'

/** Breakdown rows of one sentence: who leads, how far, which light; each opens its case. */
export function LineRows({ lines, reading }: { lines: Line[]; reading: Reading }) {
  const manifest = useManifest()
  const names = useNames()
  const now = useNow()
  if (lines.length === 0) return <p className="cap">这一条没有分解到任务，请在对照视图中核对。</p>
  return (
    <ul className="lns">
      {lines.map((line) => (
        <li key={line.id}>
          <Link to={linePath(manifest, line)}>
            <span className="a">
              {line.lead ? (
                <AgencyChip name={names.agency(line.lead)} as="牵头" />
              ) : (
                <span className="m">未定牵头</span>
              )}
              {line.leadStanding === 'inferred' ? <span className="cap">推定</span> : null}
              <span className="grow" />
              {percentOf(line) === null ? null : <span className="pc">{percentOf(line)}%</span>}
              {line.light ? <Light face={line.light} /> : null}
            </span>
            <span className="b">
              {line.number}
              {lines.length > 1 ? `.${line.part}` : ''} {line.content}
            </span>
            {line.case?.lastStep ? (
              <span className="cap">
                {shortDate(wall(line.case.lastStep.at).date, now)} {line.case.lastStep.title}
              </span>
            ) : null}
          </Link>
          <Origin line={line} reading={reading} />
        </li>
      ))}
    </ul>
  )
}
