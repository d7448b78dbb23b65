import { page } from '../shell/page.ts'

export const pages = [page('/receipts/:id', async () => (await import('./receipt-page.tsx')).ReceiptPage)]
