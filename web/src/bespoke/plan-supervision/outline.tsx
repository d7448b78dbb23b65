import { Link } from 'react-router'
import { Light } from '../../look/light.tsx'
import { useManifest } from '../../shell/reader.ts'
import { usePlanAddress, type View } from './address.ts'
import { worst } from '../../look/lights.ts'
import { Places, usePages, useReadings } from './places.tsx'
import type { Reading } from './plan-data.ts'

/** The plan's table of contents with each chapter's most urgent light, and the other ways to read it. */
export function Outline({ reading }: { reading: Reading }) {
  const { view, chosen, to } = usePlanAddress()
  const open = reading.doubts.filter((one) => one.standing === 'open').length
  const tasks = new Set(reading.lines.map((line) => line.number)).size
  const told = useManifest().registers['plan-doubt'] !== undefined
  const titles: Record<View, string> = {
    read: `正文 · ${reading.entries.length} 条`,
    table: `任务分解表 · ${tasks} 项`,
    compare: told ? `正文对照分解表 · ${open} 疑` : '正文对照分解表',
    years: '与另一年对照',
    agency: '按部门读',
    date: '按完成时间读',
  }
  return (
    <nav className="out no-print" aria-label="计划目录">
      <h2>
        目录 · {reading.chapters.length} 章 {reading.entries.length} 条
      </h2>
      <ol>
        {reading.chapters.map((chapter) => {
          const here = view === 'read' && chapter.entries.some((entry) => Number(entry.number) === chosen)
          const light = worst(chapter.entries.map((entry) => entry.light))
          return (
            <li key={chapter.number}>
              <Link
                to={to({ view: null, item: String(chapter.entries[0]?.number) })}
                aria-current={here ? 'true' : undefined}
                preventScrollReset
              >
                <span>{chapter.title}</span>
                {light ? <Light face={light} bare /> : null}
                <em>
                  {chapter.entries.length}
                  <span className="sr"> 条</span>
                </em>
              </Link>
              {here ? (
                <ol>
                  {chapter.entries.map((entry) => (
                    <li key={entry.id}>
                      <Link
                        to={to({ view: null, item: String(entry.number) })}
                        aria-current={Number(entry.number) === chosen ? 'true' : undefined}
                        preventScrollReset
                      >
                        <span>
                          {entry.number} {entry.title}
                        </span>
                      </Link>
                    </li>
                  ))}
                </ol>
              ) : null}
            </li>
          )
        })}
      </ol>
      <div className="vw">
        <h2>同一份计划的读法</h2>
        {useReadings(reading.plan).map(([name]) => (
          <Link
            key={name}
            to={to({ view: name === 'read' ? null : name, item: null })}
            aria-current={view === name ? 'page' : undefined}
          >
            {titles[name]}
          </Link>
        ))}
        {usePages(reading.plan).map(({ title, to: path }) => (
          <Link key={path} to={path}>
            {title}
          </Link>
        ))}
      </div>
    </nav>
  )
}

/** The other ways to read the plan, as one line above the document where the outline has no room. */
export function Readings({ reading }: { reading: Reading }) {
  const { view, to } = usePlanAddress()
  return (
    <div className="rds">
      <Places plan={reading.plan} here={view} to={(name) => to({ view: name === 'read' ? null : name, item: null })} />
    </div>
  )
}
