import { page, type MenuLine } from '../shell/page.ts'

export const pages = [page('/sharings', async () => (await import('./sharings-page.tsx')).SharingsPage)]

export const lines: MenuLine[] = [
  {
    ...{ in: ['menu', 'thumb'], to: '/sharings', rank: 45, icon: 'list' },
    title: ({ manifest }) => manifest.sharings.length > 0 && '用数据',
  },
]
