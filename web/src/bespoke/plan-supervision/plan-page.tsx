import { lazy, Suspense } from 'react'
import { Link, useParams } from 'react-router'
import { Empty } from '../../look/empty.tsx'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { casesPath } from '../../shell/navigation.ts'
import { useManifest, useTitle } from '../../shell/reader.ts'
import { AdoptionBar } from './adoption-bar.tsx'
import { usePlanAddress } from './address.ts'
import { Chapter } from './chapter.tsx'
import { isUrgent } from './lights.ts'
import { Outline, Readings } from './outline.tsx'
import { Overview } from './overview.tsx'
import { Panel } from './panel.tsx'
import { bulletinIssue, frontPlan, usePlans, useReading, type Plan, type Reading } from './plan-data.ts'
import { Summary } from './summary.tsx'
import './plan.css'
import './plan-narrow.css'

const Views = lazy(async () => ({ default: (await import('./views.tsx')).Views }))

/** The front door: the plan as a document, each sentence alive. */
export function PlanPage() {
  const { id } = useParams()
  const manifest = useManifest()
  const plans = usePlans()
  const plan = plans.data ? (id ? plans.data.find((one) => one.id === id) : frontPlan(plans.data)) : undefined
  const { reading, fault, retry } = useReading(plan)
  useTitle(plan?.title ?? '计划')
  if (plans.error) return <Failed what="计划" error={plans.error} retry={() => void plans.refetch()} />
  if (fault) return <Failed what="计划" error={fault} retry={retry} />
  if (plans.data && !plan) {
    return (
      <main id="main" tabIndex={-1} className="page">
        <h1>计划</h1>
        <Empty says={id ? '没有这份计划，或者当前身份看不到它。' : '还没有计划。导入印发的文件，正文和任务分解表会一起读进来。'}>
          {Object.keys(manifest.readings).length > 0 ? (
            <Link className="bt p" to="/plan/import">
              导入计划
            </Link>
          ) : null}
        </Empty>
      </main>
    )
  }
  if (!reading) return <Loading lines={10} />
  return <Open reading={reading} plans={plans.data ?? []} />
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
          <Readings />
          {view === 'read' ? (
            <Document reading={reading} plans={plans} />
          ) : (
            <Suspense fallback={<Loading />}>
              <Views reading={reading} view={view} />
            </Suspense>
          )}
        </main>
        {view !== 'read' ? null : entry ? (
          <Panel entry={entry} siblings={reading.entries} />
        ) : (
          <Overview reading={reading} />
        )}
      </div>
    </>
  )
}

function Document({ reading, plans }: { reading: Reading; plans: Plan[] }) {
  const { whole, to } = usePlanAddress()
  const { plan, chapters } = reading
  const first = chapters.find((chapter) => chapter.entries.some((entry) => isUrgent(entry.light))) ?? chapters[0]
  const others = plans.filter((one) => one.id !== plan.id)
  return (
    <>
      <Summary reading={reading} />
      {plan.lead ? (
        <details className="lead">
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
          <Chapter key={chapter.number} chapter={chapter} opened={whole || chapter === first} />
        ))}
      </div>
      <Elsewhere others={others} />
    </>
  )
}

function Elsewhere({ others }: { others: Plan[] }) {
  const manifest = useManifest()
  const { readings, registers, bulletins } = manifest
  const standings = registers['plan']?.fields['standing']?.options ?? {}
  const imports = Object.keys(readings).length > 0
  const tells = Object.keys(bulletins).length > 0
  if (others.length === 0 && !imports && !tells) return null
  return (
    <div className="else no-print">
      {others.map((one) => (
        <Link key={one.id} to={`/plan/${one.id}`}>
          {one.title}（{standings[one.standing] ?? one.standing}）
        </Link>
      ))}
      {imports ? <Link to="/plan/import">导入计划</Link> : null}
      {tells ? <Link to={casesPath(manifest, bulletinIssue)}>月度通报</Link> : null}
    </div>
  )
}
