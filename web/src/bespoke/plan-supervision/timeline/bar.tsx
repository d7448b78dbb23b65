import { Link } from 'react-router'
import { Light } from '../../../look/light.tsx'
import { useManifest, useNames } from '../../../shell/reader.ts'
import { linePath, percentOf } from '../line-facts.ts'
import { Origin } from '../origin.tsx'
import type { Line, Reading } from '../plan-data.ts'
import { startOf, type Span } from './span.ts'

/** One row of the breakdown table in time; where bars do not fit, its dates in words. */
export function Bar(props: { line: Line; reading: Reading; span: Span; today: string; row: number; chosen: boolean }) {
  const { line, reading, span, today, row, chosen } = props
  const manifest = useManifest()
  const names = useNames()
  const start = startOf(line, reading)
  const { dueOn } = line
  const percent = percentOf(line)
  const from = span.at(start)
  const until = dueOn ? span.at(dueOn) : 100
  const over = dueOn && line.light?.shape === 'late' && dueOn < today ? span.at(today) : null
  return (
    <li className="tlr" data-row={row} data-chosen={chosen ? '' : undefined}>
      <div className="wo">
        <p>
          <span className="no">
            {line.number}
            {Number(line.part) > 1 ? `.${line.part}` : ''}
          </span>
          <Link to={linePath(manifest, line)}>{line.title}</Link>
        </p>
        <p className="cap ct1">
          <span className="n">{line.lead ? names.agency(line.lead) : '未定牵头'}</span>
          <span>{line.content}</span>
        </p>
        <Origin line={line} reading={reading} />
      </div>
      <p className="wh">
        {start} 至 {dueOn ?? '持续推进'}
        {percent === null ? '，未报进度' : `，进度 ${percent}%`}
        {percent === null ? null : (
          <span className="pg" aria-hidden="true">
            <i style={{ width: `${Math.min(100, percent)}%` }} />
          </span>
        )}
      </p>
      <div className="tk1">
        {dueOn ? (
          <span
            className="br"
            aria-hidden="true"
            style={{ left: `${from}%`, width: `${Math.max(0.6, until - from)}%` }}
          >
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
          {line.light ? <Light face={line.light} /> : <span className="cap">未交办</span>}
          {percent === null ? null : (
            <span className="pc" aria-hidden="true">
              {percent}%
            </span>
          )}
        </span>
      </div>
    </li>
  )
}
