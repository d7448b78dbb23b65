import { Link } from 'react-router'
import { AgencyChip } from '../../look/agency-chip.tsx'
import { shortDate, wall } from '../../look/dates.ts'
import { Light } from '../../look/light.tsx'
import { casesPath, listPath } from '../../shell/navigation.ts'
import { useManifest, useNames, useNow } from '../../shell/reader.ts'
import { supervision, type Line } from './plan-data.ts'

/** Breakdown rows of one sentence: who leads, how far, which light; each opens its case. */
export function LineRows({ lines }: { lines: Line[] }) {
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
              {line.lead ? <AgencyChip name={names.agency(line.lead)} lead /> : <span className="m">未定牵头</span>}
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
        </li>
      ))}
    </ul>
  )
}

/** The case of a row when it has one, or else the row itself. */
export function linePath(manifest: Parameters<typeof casesPath>[0], line: Line): string {
  return line.case
    ? `${casesPath(manifest, supervision)}/${line.case.id}`
    : `${listPath(manifest, 'plan-task')}/${line.id}`
}

/** Percent as last reported; null when nobody has reported. */
export function percentOf(line: Line): number | null {
  return factOf(line, 'percent')
}

/** The mean of what the counties reported on a row; null when none has. */
export function countyPercentOf(line: Line): number | null {
  return factOf(line, 'countyPercent')
}

function factOf(line: Line, name: string): number | null {
  const fact = line.case?.facts[name]
  return typeof fact === 'number' ? fact : null
}
