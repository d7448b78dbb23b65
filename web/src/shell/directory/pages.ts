import { page, type MenuLine } from '../page.ts'

export const pages = [page('/systems', async () => (await import('./directory.tsx')).Directory)]

export const lines: MenuLine[] = [
  { in: ['menu', 'thumb', 'reading'], rank: 50, to: '/systems', title: () => '系统', icon: 'parts' },
]
