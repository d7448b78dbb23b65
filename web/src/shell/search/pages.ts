import { page, type MenuLine } from '../page.ts'

export const pages = [page('/search', async () => (await import('./search-page.tsx')).SearchPage)]

export const lines: MenuLine[] = [{ in: ['reading'], rank: 70, to: '/search', title: () => '搜索' }]
