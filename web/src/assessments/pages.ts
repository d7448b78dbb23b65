import { page } from '../shell/page.ts'

export const pages = [
  page('/assessments/:name', async () => (await import('./assessments-page.tsx')).AssessmentsPage),
  page('/assessments/:name/:id', async () => (await import('./board-page.tsx')).BoardPage),
  page('/assessments/:name/:id/objects/:agency', async () => (await import('./sheet-page.tsx')).SheetPage),
  page(
    '/assessments/:name/:id/objects/:agency/tell/:leaf',
    async () => (await import('./about-leaf-page.tsx')).TellPage,
  ),
  page(
    '/assessments/:name/:id/objects/:agency/object/:leaf',
    async () => (await import('./about-leaf-page.tsx')).ObjectPage,
  ),
]
