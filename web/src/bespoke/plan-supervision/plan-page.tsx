import { lazy, Suspense } from 'react'
import { Link, useParams } from 'react-router'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { casesPath } from '../../shell/navigation.ts'
import { useManifest, useTitle } from '../../shell/reader.ts'
import { AdoptionBar } from './adoption-bar.tsx'
import { usePlanAddress } from './address.ts'
import { Chapter } from './chapter.tsx'
import { isUrgent } from '../../look/lights.ts'
import { NoPlan } from './no-plan.tsx'
import { Outline, Readings } from './outline.tsx'
import { Overview } from './overview.tsx'
import { Panel } from './panel.tsx'
import { bulletinIssue, usePlan, useReading, type Plan, type Reading } from './plan-data.ts'
import { Summary } from './summary.tsx'
import { Years } from './years.tsx'
import './plan.css'
import './plan-narrow.css'

const Views = lazy(async () => ({ default: (await import('./views.tsx')).Views }))

/** The front door: the plan as a document, each sentence alive. */
export function PlanPage() {
  const { id } = useParams()
  const manifest = useManifest()
  const { plan, plans, fault: planFault, retry: again } = usePlan(id)
  const { reading, fault, retry } = useReading(plan)
  useTitle(plan?.title ?? '计划')
  if (planFault || (plans && !plan))
    return (
      <NoPlan
        title="计划"
        {...{ id, fault: planFault, retry: again }}
        says="还没有计划。导入印发的文件，正文和任务分解表会一起读进来。"
      >
        {Object.keys(manifest.readings).length > 0 ? (
          <Link className="bt p" to="/plan/import">
            导入计划
          </Link>
        ) : null}
      </NoPlan>
    )
  if (fault) return <Failed what="计划" error={fault} retry={retry} />
  if (!reading) return <Loading lines={10} whole />
  return <Open reading={reading} plans={plans ?? []} />
}

function Open({ reading, plans }: { reading: Reading; plans: Plan[] }) {
  const { view, chosen } = usePlanAddress()
  const entry = view === 'read' ? reading.entries.find((one) => Number(one.number) === chosen) : undefined
  return (
    <>
      <AdoptionBar reading={reading} />
      <div className={view === 'read' ? 'lay' : 'lay wide'}>
        <Outline reading={reading} />
        <main id="main" tabIndex={-1} className="sheet">
          <Readings reading={reading} />
          {view === 'read' ? (
            <Document reading={reading} plans={plans} />
          ) : (
            <Suspense fallback={<Loading />}>
              <Views reading={reading} view={view} />
            </Suspense>
          )}
        </main>
        {view !== 'read' ? null : entry ? <Panel entry={entry} reading={reading} /> : <Overview reading={reading} />}
      </div>
    </>
  )
}

function Document({ reading, plans }: { reading: Reading; plans: Plan[] }) {
  const manifest = useManifest()
  const imports = Object.keys(manifest.readings).length > 0
  const tells = Object.keys(manifest.bulletins).length > 0
  const { whole, to } = usePlanAddress()
  const { plan, chapters } = reading
  const first = chapters.find((chapter) => chapter.entries.some((entry) => isUrgent(entry.light))) ?? chapters[0]
  return (
    <>
      <Years plans={plans} plan={plan} />
      <Summary reading={reading} />
      {plan.lead ? (
        <details className="fore">
          <summary>引言</summary>
          {plan.lead.split(/\n+/).map((words, at) => (
            <p key={at}>{words}</p>
          ))}
        </details>
      ) : null}
      <div className="tools no-print">
        <Link to={to({ open: whole ? null : 'all' })} preventScrollReset>
          {whole ? '收起各章' : '展开全文'}
        </Link>
        <button type="button" className="bt q" onClick={() => window.print()}>
          打印
        </button>
      </div>
      <div className="chs">
        {chapters.map((chapter) => (
          <Chapter key={chapter.number} plan={plan} chapter={chapter} opened={whole || chapter === first} />
        ))}
      </div>
      {imports || tells ? (
        <div className="else no-print">
          {imports ? <Link to="/plan/import">导入计划</Link> : null}
          {tells ? <Link to={casesPath(manifest, bulletinIssue)}>月度通报</Link> : null}
        </div>
      ) : null}
    </>
  )
}
