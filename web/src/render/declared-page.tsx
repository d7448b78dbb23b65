import { lazy, Suspense } from 'react'
import { useLocation } from 'react-router'
import { Loading } from '../look/loading.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { useManifest } from '../shell/reader.ts'

const RegisterPage = lazy(async () => ({ default: (await import('./register-page.tsx')).RegisterPage }))
const RecordPage = lazy(async () => ({ default: (await import('./record-page.tsx')).RecordPage }))
const NewRecordPage = lazy(async () => ({ default: (await import('./new-record-page.tsx')).NewRecordPage }))
const CasesPage = lazy(async () => ({ default: (await import('./cases-page.tsx')).CasesPage }))
const ShownPage = lazy(async () => ({ default: (await import('./shown-page.tsx')).ShownPage }))
const CasePage = lazy(async () => ({ default: (await import('./case-page.tsx')).CasePage }))

/** Whatever the manifest declares at this address: a list, a record, cases, one case, the rows of a route. */
export function DeclaredPage() {
  const manifest = useManifest()
  const path = decodeURIComponent(useLocation().pathname).replace(/^\/|\/$/g, '')
  const cut = path.lastIndexOf('/')
  const found = declared(path) ?? declared(path.slice(0, cut))
  const rest = found?.path === path ? null : path.slice(cut + 1)

  function declared(at: string) {
    const page = manifest.pages.find((one) => one.path === at && one.kind !== 'bespoke')
    if (page) return { path: at, kind: page.kind, of: page.of }
    const [folder, name = '', more] = at.split('/')
    if (more !== undefined) return undefined
    if (folder === 'lists' && manifest.registers[name]) return { path: at, kind: 'list' as const, of: name }
    if (folder === 'cases' && manifest.cases[name]) return { path: at, kind: 'cases' as const, of: name }
    return undefined
  }

  const shown = manifest.shown.find((one) => one.path === path)
  if (shown)
    return (
      <Suspense fallback={<Loading />}>
        <ShownPage key={path} {...shown} />
      </Suspense>
    )
  if (!found) return <NotFound />
  return (
    <Suspense fallback={<Loading />}>
      {found.kind === 'list' ? (
        rest === null ? (
          <RegisterPage key={found.of} name={found.of} />
        ) : rest === 'new' ? (
          <NewRecordPage key={found.of} name={found.of} />
        ) : (
          <RecordPage key={rest} name={found.of} id={rest} />
        )
      ) : rest === null ? (
        <CasesPage key={found.of} kind={found.of} />
      ) : (
        <CasePage key={rest} kind={found.of} id={rest} />
      )}
    </Suspense>
  )
}
