import { Link, Navigate, useParams, useSearchParams } from 'react-router'
import { Empty } from '../../look/empty.tsx'
import { Forbidden } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { CaseBoard } from '../../render/board/case-board.tsx'
import { useWays } from '../../render/board/ways.ts'
import { conditionsIn } from '../../render/list-address.ts'
import { casesPath } from '../../shell/navigation.ts'
import { useManifest, useTitle } from '../../shell/reader.ts'
import { BesidePlans } from './beside-plans.tsx'
import { useChapters } from './board-chapters.ts'
import { useExtras } from './board-extras.tsx'
import { NoPlan } from './no-plan.tsx'
import { Places } from './places.tsx'
import { countySupervision, supervision, usePlan, type Plan } from './plan-data.ts'
import { Years } from './years.tsx'

/** The plan at a glance: its tasks by agency, county, chapter or month; no number without its cases. */
export function BoardPage() {
  const { id } = useParams()
  const { cases } = useManifest()
  const { plan, plans, fault, retry } = usePlan(id)
  const [other] = Object.values(cases)
  useTitle('看板')
  if (!cases[supervision] && !cases[countySupervision])
    return other ? (
      <Other kind={other.name} />
    ) : (
      <Forbidden what="看板" says="看板给承担、督办任务的部门看。请先登录。" />
    )
  if (fault || (plans && !plan))
    return (
      <NoPlan
        title="看板"
        {...{ id, fault, retry }}
        says="还没有计划。计划确认以后，这里按部门、县区、章和月份列出督办情况。"
      />
    )
  if (!plan) return <Loading lines={10} whole />
  return <Open plan={plan} plans={plans ?? []} />
}

/** Whoever sees no task, but other cases, has a board of those. */
function Other({ kind }: { kind: string }) {
  return <Navigate to={`${casesPath(useManifest(), kind)}/board`} replace />
}

function Open({ plan, plans }: { plan: Plan; plans: Plan[] }) {
  const [query] = useSearchParams()
  const { cases } = useManifest()
  const tasks = useWays(cases[supervision], query).filter(({ name }) => !['region', 'item', 'origin'].includes(name))
  const counties = useWays(cases[countySupervision], query).filter(({ name }) => name === 'region')
  const by = query.get('by') ?? tasks[0]?.name ?? 'region'
  const chapters = useChapters(plan, by === 'chapter')
  const [first, ...rest] = tasks
  const ways = [first, ...counties, chapters.way, ...rest].filter((way) => way !== undefined)
  const always = { 'filter.plan': plan.id }
  const extras = useExtras(plan, by, conditionsIn(query, always), chapters.ofTask)
  return (
    <main id="main" tabIndex={-1} className="page brd">
      <Places plan={plan} here="board" />
      <Years plans={plans} plan={plan} to={({ id: one }) => `/plan/${one}/board?by=${by}`} />
      <CaseBoard
        ways={ways}
        title={`《${plan.title}》`}
        always={always}
        extras={extras}
        none={
          plan.standing === 'draft' ? (
            <Empty says="这份计划还没有确认，确认后才逐行督办。">
              <Link className="bt" to={`/plan/${plan.id}`}>
                看计划
              </Link>
            </Empty>
          ) : undefined
        }
      />
      <BesidePlans />
    </main>
  )
}
