import { page } from '../page.ts'

export const pages = [page('/search', async () => (await import('./search-page.tsx')).SearchPage)]
