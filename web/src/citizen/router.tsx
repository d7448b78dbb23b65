import type { RouteObject } from 'react-router'
import { faceRouter } from '../shell/face-router.ts'
import type { LazyPage } from '../shell/page.ts'
import { pages } from '../shell/pages.ts'
import { Frame, Within } from './frame.tsx'
import { Home } from './home.tsx'
import { onGround } from './on-ground.ts'
import { SignIn } from './sign-in.tsx'

/** A page that both faces share brings the ground that it is set in. */
const shared = ({ path, lazy }: LazyPage): RouteObject => ({ path, lazy: () => onGround(lazy) })

/** What visitors and citizens open: pages of their own, drawn without what the workbench needs, and the shared ones. */
export const router = faceRouter(Frame, [
  { path: '/', Component: Home },
  { path: '/sign-in', Component: SignIn },
  { path: '/mine', lazy: async () => ({ Component: (await import('./matters-page.tsx')).MattersPage }) },
  { path: '/records', lazy: async () => ({ Component: (await import('./records-page.tsx')).RecordsPage }) },
  { path: '/me', lazy: async () => ({ Component: (await import('./me-page.tsx')).MePage }) },
  { path: '/looks', lazy: async () => ({ Component: (await import('./looks-page.tsx')).LooksPage }) },
  { path: '/find', lazy: async () => ({ Component: (await import('./find-page.tsx')).FindPage }) },
  { path: '/start/:name', lazy: async () => ({ Component: (await import('./start-page.tsx')).StartPage }) },
  { Component: Within, children: pages.map(shared) },
  { path: '*', lazy: async () => ({ Component: (await import('./declared.tsx')).Declared }) },
])
