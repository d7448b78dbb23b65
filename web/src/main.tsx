import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import './look/tokens.css'
import './look/ground.css'
import { faceOf } from './shell/face.ts'
import { queryClient, session, signedOut } from './shell/queries.ts'
import { told } from './shell/told.ts'

signedOut.act = () => {
  location.assign(`/sign-in?from=${encodeURIComponent(location.pathname + location.search)}`)
}

// Whoever cannot be told what stands here meets the light face, which says so.
await told().catch(() => null)
const face = faceOf(queryClient.getQueryData(session.queryKey) ?? null, location.pathname)
const router =
  face === 'kiosk'
    ? (await import('./kiosk/router.tsx')).router
    : face === 'citizen'
      ? (await import('./citizen/router.tsx')).router
      : (await import('./shell/router.tsx')).router

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
