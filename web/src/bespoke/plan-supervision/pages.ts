import { page } from '../../shell/page.ts'

export const pages = [
  page('/plan', async () => (await import('./plan-page.tsx')).PlanPage),
  page('/plan/import', async () => (await import('./import-page.tsx')).ImportPage),
  page('/plan/:id', async () => (await import('./plan-page.tsx')).PlanPage),
  page('/board', async () => (await import('./board-page.tsx')).BoardPage),
  page('/plan/:id/board', async () => (await import('./board-page.tsx')).BoardPage, { under: '/board' }),
  page('/plan/:id/timeline', async () => (await import('./timeline-page.tsx')).TimelinePage),
]
