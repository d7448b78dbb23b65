import { page } from '../page.ts'

export const pages = [page('/jobs', async () => (await import('./jobs-page.tsx')).JobsPage)]
