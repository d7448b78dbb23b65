import { page, type MenuLine } from '../../shell/page.ts'
import { mayDoAny } from '../../shell/queries.ts'

export const pages = [
  page('/crypto', async () => (await import('./applications-page.tsx')).ApplicationsPage),
  page('/crypto/certificates', async () => (await import('./certificates-page.tsx')).CertificatesPage),
  page('/crypto/:id', async () => (await import('./application-page.tsx')).ApplicationPage),
]

export const lines: MenuLine[] = [
  {
    ...{ in: ['me'], rank: 90, to: '/crypto' },
    title: ({ manifest }) => mayDoAny(manifest, 'custody').includes('read') && '密码应用',
  },
]
