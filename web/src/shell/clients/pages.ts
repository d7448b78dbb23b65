import { page } from '../page.ts'

export const pages = [page('/clients', async () => (await import('./clients-page.tsx')).ClientsPage)]
