import { page } from '../shell/page.ts'

export const pages = [
  page('/indicators', async () => (await import('./indicators-page.tsx')).IndicatorsPage),
  page('/indicators/:name', async () => (await import('./indicator-page.tsx')).IndicatorPage),
]
