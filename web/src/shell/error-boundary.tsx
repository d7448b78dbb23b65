import { isRouteErrorResponse, useRouteError } from 'react-router'
import { Failed } from '../look/failed.tsx'
import { NotFound } from './not-found.tsx'

/** Anything a page threw: what failed, that nothing saved is lost, and the way on. */
export function ErrorBoundary() {
  const error = useRouteError()
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />
  return <Failed what="这个页面" error={error} retry={() => location.reload()} />
}
