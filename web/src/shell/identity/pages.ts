import { page, type MenuLine } from '../page.ts'

export const pages = [
  page('/authorise/:uid', async () => (await import('./authorise-page.tsx')).AuthorisePage),
  page('/account', async () => (await import('./account-page.tsx')).AccountPage),
  page('/identity-desk', async () => (await import('./desk-page.tsx')).DeskPage),
]

export const lines: MenuLine[] = [
  { in: ['own'], rank: 70, to: '/account', title: () => '登录与安全' },
  {
    in: ['own'],
    rank: 72,
    to: '/identity-desk',
    title: ({ session }) => session !== null && session.desks.length > 0 && '身份窗口',
  },
]
