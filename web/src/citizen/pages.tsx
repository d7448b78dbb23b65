import type { RouteObject } from 'react-router'
import type { LazyPage } from '../shell/page.ts'
import { pages } from '../shell/pages.ts'
import { Within } from './frame.tsx'
import { onGround } from './on-ground.ts'

/** A page that both faces share brings the ground that it is set in. */
const shared = ({ path, lazy }: LazyPage): RouteObject => ({ path, lazy: () => onGround(lazy) })

/** What citizens open wherever they are: pages of their own, drawn without what the workbench needs, and the shared ones. */
export const citizenPages: RouteObject[] = [
  { path: '/mine', lazy: async () => ({ Component: (await import('./matters-page.tsx')).MattersPage }) },
  { path: '/records', lazy: async () => ({ Component: (await import('./records-page.tsx')).RecordsPage }) },
  { path: '/me', lazy: async () => ({ Component: (await import('./me-page.tsx')).MePage }) },
  { path: '/looks', lazy: async () => ({ Component: (await import('./looks-page.tsx')).LooksPage }) },
  { path: '/find', lazy: async () => ({ Component: (await import('./find-page.tsx')).FindPage }) },
  { path: '/start/:name', lazy: async () => ({ Component: (await import('./start-page.tsx')).StartPage }) },
  { Component: Within, children: pages.map(shared) },
  { path: '*', lazy: async () => ({ Component: (await import('./declared.tsx')).Declared }) },
]
