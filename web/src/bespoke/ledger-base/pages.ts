import { page, type MenuLine } from '../../shell/page.ts'
import { titleAt } from '../../shell/navigation.ts'

export const pages = [page('/ledger', async () => (await import('./chain-page.tsx')).ChainPage)]

export const lines: MenuLine[] = [
  { in: ['top'], rank: 40, to: '/ledger', title: ({ manifest }) => titleAt(manifest, 'ledger') },
  { in: ['me'], rank: 60, to: '/ledger?view=mine', title: () => '我的存证' },
]
