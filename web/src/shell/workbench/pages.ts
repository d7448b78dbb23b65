import type { MenuLine } from '../page.ts'

export const pages = []

export const lines: MenuLine[] = [
  {
    ...{ in: ['menu', 'thumb'], rank: 20, to: '/', icon: 'desk' },
    title: ({ session }) => session !== null && '工作台',
  },
]
