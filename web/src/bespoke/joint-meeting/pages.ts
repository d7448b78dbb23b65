import { page } from '../../shell/page.ts'

export const pages = [page('/matrix', async () => (await import('./matrix-page.tsx')).MatrixPage)]
