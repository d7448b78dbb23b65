import { lazy, Suspense } from 'react'
import { useLocation } from 'react-router'
import { Loading } from '../look/loading.tsx'
import { declaredAt } from '../shell/navigation.ts'
import { NotFound } from '../shell/not-found.tsx'
import { useManifest } from '../shell/reader.ts'
import { shownAt } from './shown-at.ts'

const RegisterPage = lazy(async () => ({ default: (await import('./register-page.tsx')).RegisterPage }))
const RecordPage = lazy(async () => ({ default: (await import('./record-page.tsx')).RecordPage }))
const NewRecordPage = lazy(async () => ({ default: (await import('./new-record-page.tsx')).NewRecordPage }))
const CasesPage = lazy(async () => ({ default: (await import('./cases-page.tsx')).CasesPage }))
const ShownPage = lazy(async () => ({ default: (await import('./shown-page.tsx')).ShownPage }))
const CasePage = lazy(async () => ({ default: (await import('./case-page.tsx')).CasePage }))

/** Whatever the manifest declares at this address: a list, a record, cases, one case, the rows of a route. */
export function DeclaredPage() {
  const manifest = useManifest()
  const { pathname } = useLocation()
  const found = declaredAt(manifest, pathname)
  const shown = shownAt(manifest, pathname)
  if (shown)
    return (
      <Suspense fallback={<Loading whole />}>
        <ShownPage key={pathname} {...shown} />
      </Suspense>
    )
  if (!found) return <NotFound />
  const { rest } = found
  return (
    <Suspense fallback={<Loading whole />}>
      {found.kind === 'list' ? (
        rest === null ? (
          <RegisterPage key={found.of} name={found.of} />
        ) : rest === 'new' ? (
          <NewRecordPage key={found.of} name={found.of} />
        ) : (
          <RecordPage key={rest} name={found.of} id={rest} />
        )
      ) : rest === null ? (
        <CasesPage key={`${found.of} ${found.view}`} kind={found.of} view={found.view} />
      ) : (
        <CasePage key={rest} kind={found.of} id={rest} />
      )}
    </Suspense>
  )
}
