import { Link } from 'react-router'
import { DeadlineChip } from '../../look/deadline-chip.tsx'
import { DoubtNote } from '../../look/doubt.tsx'
import { Light } from '../../look/light.tsx'
import { ComposeBulletin } from '../../render/compose-bulletin.tsx'
import { casesPath } from '../../shell/navigation.ts'
import { useManifest, useNames } from '../../shell/reader.ts'
import { usePlanAddress } from './address.ts'
import { linePath } from './line-facts.ts'
import { isUrgent } from '../../look/lights.ts'
import { bulletinIssue, supervision, type Reading } from './plan-data.ts'

/** Beside the plan before anything is chosen: what presses, and what is in doubt. */
export function Overview({ reading }: { reading: Reading }) {
  const manifest = useManifest()
  const names = useNames()
  const { to } = usePlanAddress()
  const pressing = reading.lines
    .filter((line) => isUrgent(line.light))
    .toSorted((a, b) => (a.case?.workingDaysLeft ?? 9999) - (b.case?.workingDaysLeft ?? 9999))
  const bulletins = Object.values(manifest.bulletins).filter((one) => one.about === 'plan')
  const open = reading.doubts.filter((one) => one.standing === 'open')
  return (
    <aside className="pan rest no-print" aria-label="要紧的事">
      <header>
        <h2>要紧的事</h2>
        <p className="cap">选正文中的一条，这里换成它的目标、任务、存疑和系统。</p>
      </header>
      <section>
        <h3>
          <span>逾期和临期</span>
          <span>{pressing.length} 件</span>
        </h3>
        {pressing.length === 0 ? (
          <p className="cap">
            {reading.lit
              ? '没有逾期或临期的任务。'
              : manifest.cases[supervision]
                ? '还没有交办的任务。'
                : '登录后可看督办。'}
          </p>
        ) : (
          <ul className="lns">
            {pressing.slice(0, 8).map((line) => (
              <li key={line.id}>
                <Link to={linePath(manifest, line)}>
                  <span className="a">
                    {line.light ? <Light face={line.light} /> : null}
                    <span className="grow" />
                    <DeadlineChip
                      dueOn={line.dueOn}
                      left={line.case?.workingDaysLeft ?? null}
                      withDate={false}
                      tone={line.light?.shape === 'near' ? 'near' : undefined}
                    />
                  </span>
                  <span className="c">
                    {line.number} {line.title}
                  </span>
                  <span className="cap">{names.agency(line.lead)}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      {open.length > 0 ? (
        <section>
          <h3>
            <span>待处理的存疑</span>
            <Link to={to({ view: 'compare', item: null })}>全部 {open.length} 处</Link>
          </h3>
          <ul className="dbs">
            {open.slice(0, 3).map((doubt) => {
              const entry = reading.entries.find((one) => one.doubts.includes(doubt))
              return (
                <li key={doubt.id}>
                  <DoubtNote says={doubt.says} />
                  {entry ? (
                    <Link className="cap" to={to({ view: null, item: String(entry.number) })} preventScrollReset>
                      第 {entry.number} 条
                    </Link>
                  ) : null}
                </li>
              )
            })}
          </ul>
        </section>
      ) : null}
      {bulletins.length > 0 && reading.plan.standing === 'adopted' ? (
        <section>
          <h3>
            <span>月度通报</span>
            <Link to={casesPath(manifest, bulletinIssue)}>历期通报</Link>
          </h3>
          {bulletins.map((bulletin) => (
            <ComposeBulletin key={bulletin.name} bulletin={bulletin} about={reading.plan.id} />
          ))}
        </section>
      ) : null}
    </aside>
  )
}
