import { page, type MenuLine } from '../page.ts'
import { mayDo } from '../queries.ts'

export const pages = [page('/clients', async () => (await import('./clients-page.tsx')).ClientsPage)]

export const lines: MenuLine[] = [
  {
    ...{ in: ['me'], rank: 80, to: '/clients' },
    title: ({ manifest }) => mayDo(manifest, 'desk', 'client').includes('read') && '接入应用',
  },
]
