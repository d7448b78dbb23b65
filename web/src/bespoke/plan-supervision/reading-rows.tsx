import { Link } from 'react-router'
import { DeadlineChip } from '../../look/deadline-chip.tsx'
import { Light } from '../../look/light.tsx'
import { useManifest } from '../../shell/reader.ts'
import { linePath } from './line-facts.ts'
import type { Line } from './plan-data.ts'

/** Breakdown rows in one line each, with a word of their own beside. */
export function ReadingRows({ lines, says }: { lines: Line[]; says: (line: Line) => string }) {
  const manifest = useManifest()
  return (
    <ul className="rd">
      {lines.map((line) => (
        <li key={line.id}>
          <Link to={linePath(manifest, line)}>
            <span className="no">
              {line.number}
              {Number(line.part) > 1 ? `.${line.part}` : ''}
            </span>
            <span className="mn">
              {line.title}
              <small>{says(line)}</small>
            </span>
            <DeadlineChip
              dueOn={line.dueOn}
              left={line.case?.workingDaysLeft ?? null}
              ongoing={line.ongoing}
              closed={line.light?.shape === 'done'}
              tone={line.light?.shape === 'near' ? 'near' : undefined}
            />
            {line.light ? <Light face={line.light} /> : <span className="cap">未交办</span>}
          </Link>
        </li>
      ))}
    </ul>
  )
}
