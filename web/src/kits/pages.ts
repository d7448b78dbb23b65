import { page } from '../shell/page.ts'

export const pages = [page('/reuse/:name', async () => (await import('./reused-page.tsx')).ReusedPage)]
