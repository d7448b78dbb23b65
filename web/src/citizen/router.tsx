import { faceRouter } from '../shell/face-router.ts'
import { Frame } from './frame.tsx'
import { Home } from './home.tsx'
import { citizenPages } from './pages.tsx'
import { SignIn } from './sign-in.tsx'

/** What visitors and citizens open on a device of their own. */
export const router = faceRouter(Frame, [
  { path: '/', Component: Home },
  { path: '/sign-in', Component: SignIn },
  { path: '/lend/:code', lazy: async () => ({ Component: (await import('./lend-page.tsx')).LendPage }) },
  { path: '/bring/:code', lazy: async () => ({ Component: (await import('./bring-page.tsx')).BringPage }) },
  { path: '/in/:app', lazy: async () => ({ Component: (await import('./in-page.tsx')).InPage }) },
  ...citizenPages,
])
