import { Link } from 'react-router'
import { DeadlineChip } from '../../look/deadline-chip.tsx'
import { Light } from '../../look/light.tsx'
import { tally } from '../../look/lights.ts'
import { useManifest } from '../../shell/reader.ts'
import { linePath, numberOf } from './line-facts.ts'
import type { Line } from './plan-data.ts'
import { NoLight } from './no-light.tsx'

/** Breakdown rows that something brings together, under their lights; each in one line with a word of its own beside. */
export function ReadingRows(props: {
  id?: string
  title: string
  cap?: string
  lines: Line[]
  /** Those whose lights stand in the heading. */
  lit?: Line[]
  says: (line: Line) => string
}) {
  const { id, title, cap, lines, lit = [], says } = props
  const manifest = useManifest()
  return (
    <section id={id}>
      <h2>
        {title}
        {cap ? <span className="cap">{cap}</span> : null}
        {tally(lit.map((line) => line.light)).map(({ light, count }) => (
          <Light key={light.title} face={light} count={count} />
        ))}
      </h2>
      <ul className="rd">
        {lines.map((line) => (
          <li key={line.id}>
            <Link to={linePath(manifest, line)}>
              <span className="no">{numberOf(line)}</span>
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
              {line.light ? <Light face={line.light} /> : <NoLight />}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
