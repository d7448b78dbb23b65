import { page } from '../../shell/page.ts'

export const pages = [
  page('/code', async () => (await import('./code-page.tsx')).CodePage),
  page('/code/record', async () => (await import('./record-page.tsx')).RecordPage),
  page('/scan', async () => (await import('./scan/scan-page.tsx')).ScanPage, { face: 'workbench' }),
]
