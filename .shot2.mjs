// usage: node .shot.mjs base account path out [width] [height] [full] [dark]
import { chromium } from 'playwright-core'
const [base, account, ...rest] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] })
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
const page = await context.newPage()
page.on('console', m => { if (m.type() === 'error') console.log('console:', m.text()) })
page.on('pageerror', e => console.log('pageerror:', e.message))
if (account !== '-') {
  await page.goto(base + '/sign-in')
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码').fill('yancheng-2024')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL((u) => !u.pathname.includes('sign-in'))
}
for (const spec of rest) {
  const [path, out, size = '1440x900', opts = ''] = spec.split('|')
  const [w, h] = size.split('x').map(Number)
  await page.setViewportSize({ width: w, height: h })
  await page.emulateMedia({ colorScheme: opts.includes('dark') ? 'dark' : 'light' })
  await page.goto(base + path)
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(400)
  await page.screenshot({ path: `/tmp/shots/${out}.png`, fullPage: opts.includes('full') })
}
await browser.close()
