import { page, type MenuLine } from '../../shell/page.ts'
import { titleAt } from '../../shell/navigation.ts'

/** True at a board: of the plan in force, or of one plan. */
const atBoard = (pathname: string) => /^\/(board|plan\/[^/]+\/board)$/.test(pathname)

export const pages = [
  page('/plan', async () => (await import('./plan-page.tsx')).PlanPage),
  page('/plan/import', async () => (await import('./import-page.tsx')).ImportPage),
  page('/plan/:id', async () => (await import('./plan-page.tsx')).PlanPage),
  page('/board', async () => (await import('./board-page.tsx')).BoardPage),
  page('/plan/:id/board', async () => (await import('./board-page.tsx')).BoardPage),
  page('/plan/:id/timeline', async () => (await import('./timeline-page.tsx')).TimelinePage),
]

export const lines: MenuLine[] = [
  {
    ...{ in: ['top', 'dock'], rank: 10, to: '/plan', icon: 'plan' },
    title: ({ manifest }) => titleAt(manifest, 'plan'),
    here: (at) => at.startsWith('/plan') && !atBoard(at),
  },
  {
    ...{ in: ['top', 'dock'], rank: 30, to: '/board', icon: 'board' },
    title: ({ manifest }) => Object.keys(manifest.cases).length > 0 && '看板',
    here: atBoard,
  },
]
