import { page } from '../../shell/page.ts'

export const pages = [
  page('/code', async () => (await import('./code-page.tsx')).CodePage),
  page('/code/record', async () => (await import('./record-page.tsx')).RecordPage),
  page('/code/desk', async () => (await import('./desk/desk-page.tsx')).DeskPage),
  page('/scan', async () => (await import('./scan/scan-page.tsx')).ScanPage),
]
