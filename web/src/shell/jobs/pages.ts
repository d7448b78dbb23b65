import { page, type MenuLine } from '../page.ts'

export const pages = [page('/jobs', async () => (await import('./jobs-page.tsx')).JobsPage)]

export const lines: MenuLine[] = [{ in: ['own'], rank: 50, to: '/jobs', title: () => '后台进度' }]
