import type { Browser, Page } from 'playwright-core'

/** Opens a page that a route is, by the menu. */
export async function opensShown(page: Page, title: string) {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '登记册' }).click()
  await page.getByRole('link', { name: title, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/** An officer of the story at a screen of their own, signed in. Nothing moves there, so that what is looked at is what stays. */
export async function signIn(
  browser: Browser,
  base: string,
  account: string,
  size = { width: 1440, height: 1000 },
): Promise<Page> {
  const page = await (await browser.newContext({ viewport: size, locale: 'zh-CN', reducedMotion: 'reduce' })).newPage()
  await page.goto(`${base}/sign-in`)
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码').fill('a long password')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
  await page.getByRole('region', { name: '收件箱' }).waitFor()
  await page.waitForLoadState('networkidle')
  return page
}
