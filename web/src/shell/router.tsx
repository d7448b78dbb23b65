import { createBrowserRouter, redirectDocument } from 'react-router'
import { ErrorBoundary } from './error-boundary.tsx'
import { Frame } from './frame.tsx'
import { pages } from './pages.ts'
import { told } from './told.ts'
import './ground.ts'

/** The addresses of the workbench; signing in stands in the citizens' face, which is another document. */
export const router = createBrowserRouter([
  {
    loader: told,
    shouldRevalidate: () => false,
    Component: Frame,
    HydrateFallback: () => null,
    ErrorBoundary,
    children: [
      {
        ErrorBoundary,
        children: [
          { path: '/', lazy: async () => ({ Component: (await import('./workbench/workbench.tsx')).Workbench }) },
          {
            path: '/sign-in',
            loader: ({ request }) => {
              throw redirectDocument(request.url)
            },
          },
          ...pages,
          { path: '*', lazy: async () => ({ Component: (await import('../render/declared-page.tsx')).DeclaredPage }) },
        ],
      },
    ],
  },
])
