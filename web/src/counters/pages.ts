import { page, type MenuLine } from '../shell/page.ts'

export const pages = [
  page('/counters', async () => (await import('./only-page.tsx')).OnlyPage),
  page('/counters/:name', async () => (await import('./counter-page.tsx')).CounterPage),
  page('/counters/:name/:id', async () => (await import('./draft-page.tsx')).DraftPage),
]

/** Whoever works at a counter meets it in the menu and at the thumb. */
export const lines: MenuLine[] = [
  {
    ...{ in: ['menu'], to: '/counters', rank: 15 },
    title: ({ manifest }) => Object.values(manifest.counters)[0]?.title,
  },
  {
    ...{ in: ['thumb'], to: '/counters', rank: 15, icon: 'list' },
    title: ({ manifest }) => Object.keys(manifest.counters).length > 0 && '代办',
  },
]
