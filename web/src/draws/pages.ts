import { page } from '../shell/page.ts'

export const pages = [
  page('/draws/:name', async () => (await import('./draws-page.tsx')).DrawsPage),
  page('/draws/:name/:id', async () => (await import('./draw-page.tsx')).DrawPage),
]
