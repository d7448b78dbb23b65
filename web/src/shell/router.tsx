import { redirectDocument } from 'react-router'
import { faceRouter } from './face-router.ts'
import { Frame } from './frame.tsx'
import { pages } from './pages.ts'
import './ground.ts'

/** The addresses of the workbench; signing in stands in the citizens' face, which is another document. */
export const router = faceRouter(Frame, [
  { path: '/', lazy: async () => ({ Component: (await import('./workbench/workbench.tsx')).Workbench }) },
  {
    path: '/sign-in',
    loader: ({ request }) => {
      throw redirectDocument(request.url)
    },
  },
  ...pages,
  { path: '*', lazy: async () => ({ Component: (await import('../render/declared-page.tsx')).DeclaredPage }) },
])
