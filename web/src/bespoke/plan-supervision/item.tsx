import { useEffect, useRef } from 'react'
import { Link, useNavigate } from 'react-router'
import { DeadlineChip } from '../../look/deadline-chip.tsx'
import { DoubtNote } from '../../look/doubt.tsx'
import { Light } from '../../look/light.tsx'
import { useManifest } from '../../shell/reader.ts'
import { usePlanAddress } from './address.ts'
import { MarkedText } from './marked-text.tsx'
import { systemsOf, type Entry, type Plan } from './plan-data.ts'
import { TargetMeter } from './targets/target-meter.tsx'
import { NoLight } from './no-light.tsx'

/** One numbered sentence of the plan, alive: numbers, doubts, who and by when; margin notes beside it. */
export function Item({ plan, entry, chosen }: { plan: Plan; entry: Entry; chosen: boolean }) {
  const { to } = usePlanAddress()
  const navigate = useNavigate()
  const here = to({ item: String(entry.number) })
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!chosen || !frame.current) return
    const { top } = frame.current.getBoundingClientRect()
    if (top < 56 || top > innerHeight - 160) frame.current.scrollIntoView({ block: 'start' })
  }, [chosen])
  return (
    <article
      ref={frame}
      id={`item-${entry.number}`}
      className={chosen ? 'row it sel' : 'row it'}
      aria-current={chosen ? 'true' : undefined}
      onClick={(event) => {
        if ((event.target as HTMLElement).closest('a, button') || getSelection()?.toString()) return
        void navigate(here, { preventScrollReset: true })
      }}
    >
      <div>
        <h3>
          <Link to={here} preventScrollReset>
            {entry.number}. {entry.title}
          </Link>
        </h3>
        <p>
          <MarkedText text={entry.text ?? ''} targets={entry.targets} doubts={entry.doubts} to={here} />
        </p>
        <p className="by">
          责任部门：
          <MarkedText text={entry.agenciesText ?? ''} doubts={entry.doubts} to={here} />
          <span className="due">
            完成时间：
            <MarkedText text={entry.dueText ?? ''} doubts={entry.doubts} to={here} />
          </span>
        </p>
      </div>
      <Margin plan={plan} entry={entry} here={here} />
    </article>
  )
}

function Margin({ plan, entry, here }: { plan: Plan; entry: Entry; here: string }) {
  const manifest = useManifest()
  const left = entry.lines.find((line) => line.case && line.dueOn === entry.dueOn)?.case?.workingDaysLeft ?? null
  const shown = entry.targets.slice(0, 3)
  const open = entry.doubts.filter((one) => one.standing === 'open')
  const systems = systemsOf(manifest, plan, entry)
  return (
    <aside className="mg" aria-label={`第 ${entry.number} 条的旁注`}>
      <div className="st">
        {entry.light ? <Light face={entry.light} /> : <NoLight className="lt" />}
        <DeadlineChip
          dueOn={entry.dueOn}
          left={left}
          ongoing={entry.ongoing}
          closed={entry.light?.shape === 'done'}
          withDate={left === null}
          tone={entry.light?.shape === 'near' ? 'near' : undefined}
        />
      </div>
      {shown.map((target) => (
        <TargetMeter key={target.id} target={target} plan={plan} />
      ))}
      {entry.targets.length > shown.length ? (
        <p className="cap">
          <Link to={here} preventScrollReset>
            全部 {entry.targets.length} 个目标
          </Link>
        </p>
      ) : null}
      {systems.length > 0 ? (
        <p className="sy">
          <Link to={`/systems?item=${entry.number}`}>
            {systems
              .slice(0, 2)
              .map((one) => one.title)
              .join('、')}
            {systems.length > 2 ? `等 ${systems.length} 个系统` : ''}
          </Link>
        </p>
      ) : null}
      {open.slice(0, 1).map((doubt) => (
        <DoubtNote key={doubt.id} says={doubt.says} />
      ))}
      {open.length > 1 ? (
        <p className="cap">
          <Link to={here} preventScrollReset>
            另有 {open.length - 1} 处存疑
          </Link>
        </p>
      ) : null}
    </aside>
  )
}
