import { page } from '../../shell/page.ts'

export const pages = [page('/ledger', async () => (await import('./chain-page.tsx')).ChainPage)]
