import { useEffect, useState } from 'react'
import { Light } from '../../look/light.tsx'
import { usePlanAddress } from './address.ts'
import { Item } from './item.tsx'
import { tally } from '../../look/lights.ts'
import type { Chapter as ChapterOf, Plan } from './plan-data.ts'

/** One chapter: closed it is a line with its lights, open it is the text. */
export function Chapter({ plan, chapter, opened }: { plan: Plan; chapter: ChapterOf; opened: boolean }) {
  const { chosen } = usePlanAddress()
  const has = chapter.entries.some((entry) => Number(entry.number) === chosen)
  const [open, setOpen] = useState(opened || has)
  useEffect(() => setOpen(opened || has), [opened, has])
  const first = chapter.entries[0]?.number
  const last = chapter.entries.at(-1)?.number
  const lights = tally(chapter.entries.flatMap((entry) => entry.lines.map((line) => line.light)))
  return (
    <section className={open ? 'chap open' : 'chap'}>
      <h2>
        <button type="button" className="ch" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span className="nm">
            <b>{chapter.title}</b>
            <span className="m">第 {first === last ? first : `${first}–${last}`} 条</span>
          </span>
          <span className="ls">
            {lights.map(({ light, count }) => (
              <Light key={light.title} face={light} count={count} />
            ))}
          </span>
        </button>
      </h2>
      <div className="body" hidden={!open}>
        {chapter.entries.map((entry) => (
          <Item key={entry.id} plan={plan} entry={entry} chosen={Number(entry.number) === chosen} />
        ))}
      </div>
    </section>
  )
}
