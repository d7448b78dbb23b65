import type { RouteObject } from 'react-router'

const planPage = async () => ({ Component: (await import('../bespoke/plan-supervision/plan-page.tsx')).PlanPage })
const boardPage = async () => ({
  Component: (await import('../bespoke/plan-supervision/board/board-page.tsx')).BoardPage,
})

/** A page that is loaded when it is first opened. */
export type LazyPage = RouteObject & { path: string; lazy: () => Promise<{ Component: React.ComponentType }> }

/** Every page that stands at an address of its own, in whichever face it is opened. */
export const pages: LazyPage[] = [
  {
    path: '/authorise/:uid',
    lazy: async () => ({ Component: (await import('./identity/authorise-page.tsx')).AuthorisePage }),
  },
  {
    path: '/account',
    lazy: async () => ({ Component: (await import('./identity/account-page.tsx')).AccountPage }),
  },
  {
    path: '/identity-desk',
    lazy: async () => ({ Component: (await import('./identity/desk-page.tsx')).DeskPage }),
  },
  { path: '/plan', lazy: planPage },
  {
    path: '/plan/import',
    lazy: async () => ({ Component: (await import('../bespoke/plan-supervision/import-page.tsx')).ImportPage }),
  },
  { path: '/plan/:id', lazy: planPage },
  { path: '/board', lazy: boardPage },
  { path: '/plan/:id/board', lazy: boardPage },
  {
    path: '/plan/:id/timeline',
    lazy: async () => ({
      Component: (await import('../bespoke/plan-supervision/timeline/timeline-page.tsx')).TimelinePage,
    }),
  },
  {
    path: '/indicators',
    lazy: async () => ({ Component: (await import('../indicators/indicators-page.tsx')).IndicatorsPage }),
  },
  {
    path: '/indicators/:name',
    lazy: async () => ({ Component: (await import('../indicators/indicator-page.tsx')).IndicatorPage }),
  },
  {
    path: '/ledger',
    lazy: async () => ({ Component: (await import('../bespoke/ledger-base/chain-page.tsx')).ChainPage }),
  },
  {
    path: '/receipts/:id',
    lazy: async () => ({ Component: (await import('../receipt/receipt-page.tsx')).ReceiptPage }),
  },
  {
    path: '/code',
    lazy: async () => ({ Component: (await import('../bespoke/su-code/code-page.tsx')).CodePage }),
  },
  {
    path: '/code/record',
    lazy: async () => ({ Component: (await import('../bespoke/su-code/record-page.tsx')).RecordPage }),
  },
  {
    path: '/scan',
    lazy: async () => ({ Component: (await import('../bespoke/su-code/scan/scan-page.tsx')).ScanPage }),
  },
  {
    path: '/systems',
    lazy: async () => ({ Component: (await import('./directory/directory.tsx')).Directory }),
  },
  { path: '/jobs', lazy: async () => ({ Component: (await import('./jobs/jobs-page.tsx')).JobsPage }) },
  { path: '/search', lazy: async () => ({ Component: (await import('./search/search-page.tsx')).SearchPage }) },
]
