import { lazy, Suspense } from 'react'
import { Navigate, useLocation } from 'react-router'
import { Loading } from '../look/loading.tsx'
import { declaredAt } from '../shell/navigation.ts'
import { useManifest } from '../shell/reader.ts'
import { Within } from './frame.tsx'
import { guidesOf } from './guide.ts'
import { isOwn } from './mine.ts'
import { onGround } from './on-ground.ts'

const MatterPage = lazy(async () => ({ default: (await import('./matter-page.tsx')).MatterPage }))
const GuidePage = lazy(async () => ({ default: (await import('./guide-page.tsx')).GuidePage }))
const RecordPage = lazy(async () => ({ default: (await import('./record-page.tsx')).RecordPage }))
const Whole = lazy(() =>
  onGround(async () => ({ default: (await import('../render/declared-page.tsx')).DeclaredPage })),
)

/** Whatever is declared at this address: one's own as it is drawn for oneself, the rest as officials see it. */
export function Declared() {
  const manifest = useManifest()
  const { pathname } = useLocation()
  const found = declaredAt(manifest, pathname)
  const own = found && isOwn(manifest, found.kind === 'list' ? 'register' : 'case', found.of)
  const guide = found?.kind === 'list' ? guidesOf(manifest).find(({ of }) => of.name === found.of) : undefined
  if (guide && found?.rest && found.rest !== 'new')
    return (
      <Suspense fallback={<Loading whole />}>
        <GuidePage key={found.rest} guide={guide} id={found.rest} />
      </Suspense>
    )
  if (!found || !own)
    return (
      <Within>
        <Suspense fallback={<Loading whole />}>
          <Whole />
        </Suspense>
      </Within>
    )
  const { kind, of, rest } = found
  if (rest === null) return <Navigate to={kind === 'list' ? '/records' : '/mine'} replace />
  if (rest === 'new') return <Navigate to={`/start/${of}`} replace />
  return (
    <Suspense fallback={<Loading whole />}>
      {kind === 'list' ? <RecordPage key={rest} name={of} id={rest} /> : <MatterPage key={rest} kind={of} id={rest} />}
    </Suspense>
  )
}
