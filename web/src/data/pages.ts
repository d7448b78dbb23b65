import { page, type MenuLine } from '../shell/page.ts'

export const pages = [
  page('/data', async () => (await import('./data-page.tsx')).DataPage),
  page('/data/:name/:id', async () => (await import('./resource-page.tsx')).ResourcePage),
]

export const lines: MenuLine[] = [
  {
    ...{ in: ['reading'], to: '/data', rank: 35 },
    title: ({ manifest }) => manifest.catalogues.length > 0 && '开放数据',
  },
]
