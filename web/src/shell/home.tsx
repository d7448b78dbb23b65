import { lazy, Suspense } from 'react'
import { Loading } from '../look/loading.tsx'
import { useSession } from './reader.ts'

const Workbench = lazy(async () => ({ default: (await import('./workbench/workbench.tsx')).Workbench }))
const PlanPage = lazy(async () => ({ default: (await import('../bespoke/plan-supervision/plan-page.tsx')).PlanPage }))

/** Officials come to their workbench; visitors come to the plan. */
export function Home() {
  return <Suspense fallback={<Loading />}>{useSession() ? <Workbench /> : <PlanPage />}</Suspense>
}
