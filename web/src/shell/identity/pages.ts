import { page } from '../page.ts'

export const pages = [
  page('/authorise/:uid', async () => (await import('./authorise-page.tsx')).AuthorisePage),
  page('/account', async () => (await import('./account-page.tsx')).AccountPage),
  page('/posts', async () => (await import('./posts-page.tsx')).PostsPage),
  page('/identity-desk', async () => (await import('./desk-page.tsx')).DeskPage),
]
