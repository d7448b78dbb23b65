import { page, type MenuLine } from '../../shell/page.ts'
import { titleAt } from '../../shell/navigation.ts'
import { mayDoAny } from '../../shell/queries.ts'

export const pages = [
  page('/code', async () => (await import('./code-page.tsx')).CodePage),
  page('/code/record', async () => (await import('./record-page.tsx')).RecordPage),
  page('/scan', async () => (await import('./scan/scan-page.tsx')).ScanPage),
]

export const lines: MenuLine[] = [
  {
    ...{ in: ['dock', 'me'], rank: 40, to: '/code', icon: 'code' },
    title: ({ manifest, session }) => session !== null && titleAt(manifest, 'code'),
  },
  {
    ...{ in: ['me'], rank: 41, to: '/scan' },
    title: ({ manifest }) => mayDoAny(manifest, 'code').includes('scan') && '在本机扫码',
  },
]
