import { page } from '../../shell/page.ts'

export const pages = [
  page('/crypto', async () => (await import('./applications-page.tsx')).ApplicationsPage),
  page('/crypto/certificates', async () => (await import('./certificates-page.tsx')).CertificatesPage),
  page('/crypto/:id', async () => (await import('./application-page.tsx')).ApplicationPage),
]
