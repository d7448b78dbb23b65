import { page } from '../page.ts'

export const pages = [page('/systems', async () => (await import('./directory.tsx')).Directory)]
