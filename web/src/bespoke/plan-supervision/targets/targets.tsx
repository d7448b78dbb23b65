import { lazy, Suspense, useState } from 'react'
import { useManifest, useSession } from '../../../shell/reader.ts'
import type { Entry, Plan } from '../plan-data.ts'
import { TargetMeter } from './target-meter.tsx'

const BindForm = lazy(async () => ({ default: (await import('./bind-form.tsx')).BindForm }))
const ReportForm = lazy(async () => ({ default: (await import('./report-form.tsx')).ReportForm }))
const InterpretForm = lazy(async () => ({ default: (await import('./interpret-form.tsx')).InterpretForm }))

/** The promises of one sentence, each with its number; those who may bind them, report them, or read more out of the words. */
export function Targets({ entry, plan }: { entry: Entry; plan: Plan }) {
  const may = useManifest().registers['plan-target']?.may ?? []
  const session = useSession()
  const [opened, setOpened] = useState<string | null>(null)
  const close = () => setOpened(null)
  const amends = session !== null && may.includes('amend')
  const adds = session !== null && may.includes('create')
  if (entry.targets.length === 0 && !adds) return null
  const bound = entry.targets.filter((target) => target.indicator).length
  const toggle = (name: string, title: string) => (
    <button
      type="button"
      className="bt q"
      aria-expanded={opened === name}
      onClick={() => setOpened(opened === name ? null : name)}
    >
      {title}
    </button>
  )
  return (
    <section className="tgs">
      <h3>
        <span>目标 {entry.targets.length} 个</span>
        {entry.targets.length > 0 ? <span>{bound} 个由指标计数</span> : null}
      </h3>
      <ul className="ms">
        {entry.targets.map((target) => (
          <li key={target.id}>
            <TargetMeter target={target} plan={plan} />
            {target.rule || target.dueOn ? (
              <p className="cap">
                {target.rule ? `计数规则：${target.rule}` : ''}
                {target.rule && target.dueOn ? '；' : ''}
                {target.dueOn ? `目标日期 ${target.dueOn}` : ''}
              </p>
            ) : null}
            {amends ? (
              <p className="dos">
                {toggle(`bind:${target.id}`, target.indicator ? '改绑指标' : '绑定指标')}
                {target.indicator ? null : toggle(`report:${target.id}`, '报送数')}
              </p>
            ) : null}
            <Suspense fallback={<p className="cap">正在打开</p>}>
              {opened === `bind:${target.id}` ? <BindForm target={target} plan={plan} done={close} /> : null}
              {opened === `report:${target.id}` ? <ReportForm target={target} done={close} /> : null}
            </Suspense>
          </li>
        ))}
      </ul>
      {adds ? (
        <>
          <p className="dos">{toggle('add', '补一个目标')}</p>
          {opened === 'add' ? (
            <Suspense fallback={<p className="cap">正在打开</p>}>
              <InterpretForm entry={entry} plan={plan} done={close} />
            </Suspense>
          ) : null}
        </>
      ) : null}
    </section>
  )
}
