import { page, type MenuLine } from '../shell/page.ts'

export const pages = [page('/kiosks-near', async () => (await import('./near-page.tsx')).NearPage)]

export const lines: MenuLine[] = [
  {
    ...{ in: ['reading'], to: '/kiosks-near', rank: 40 },
    title: ({ manifest }) => Object.keys(manifest.kiosks).length > 0 && '附近的自助机',
  },
]
