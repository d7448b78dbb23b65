import { page } from '../../shell/page.ts'

export const pages = [
  page('/rules', async () => (await import('./rules-page.tsx')).RulesPage),
  page('/rules/:code', async () => (await import('./rule-page.tsx')).RulePage),
  page('/rules/:code/compare', async () => (await import('./compare-page.tsx')).ComparePage),
]
