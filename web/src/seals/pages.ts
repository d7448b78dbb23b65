import { page, type MenuLine } from '../shell/page.ts'

export const pages = [
  page('/checks', async () => (await import('./check-page.tsx')).CheckPage),
  page('/checks/papers/:code', async () => (await import('./code-page.tsx')).CodePage),
]

export const lines: MenuLine[] = [{ in: ['reading'], to: '/checks', rank: 40, title: () => '文书核验' }]
