import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { systems } from '#systems'
import { openCity } from '#testing'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('an application’s owner sees keys, versions and use, and rotates a key, at a desk and on a phone', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const owner = await city.officer('city-agriculture-bureau', ['crypto-officer'], '沈禾', 'owner')
    const { id, token } = await owner.asks('POST', '/api/crypto/applications', { name: '农机购置补贴系统' })
    const made = await owner.asks('POST', `/api/crypto/applications/${id}/keys`, {
      name: '补贴批文签章',
      algorithm: 'sm2-sm3',
    })
    const authorization = { authorization: `Bearer ${token}` }
    for (const data of ['5om55paH', 'MTE4'])
      await city.visitor().asks('POST', '/api/crypto/sign', { key: made.id, data }, authorization)
    await city.refuses(
      city.visitor().asks('POST', '/api/crypto/mac', { key: made.id, data: 'MTE4' }, authorization),
      'crypto/key-does-not-fit',
    )
    for (const [width, height, version] of [
      [1440, 1000, 2],
      [390, 844, 3],
    ] as const) {
      const page = await signIn(browser, base, 'owner', { width, height })
      await page.goto(`${base}/crypto/applications`)
      await page.getByRole('link', { name: '农机购置补贴系统' }).waitFor()
      await isAccessible(page, `the applications at ${width}`)
      await page.getByRole('link', { name: '农机购置补贴系统' }).click()
      await page.getByRole('row', { name: /2024-08-26.*签名.*补贴批文签章.*2.*0/ }).waitFor()
      await page.getByRole('button', { name: '轮换' }).click()
      await page.getByText('此后用新版').waitFor()
      await isAccessible(page, `one application at ${width}`)
      await page.getByRole('button', { name: '确定轮换' }).click()
      const current = page.getByRole('row').filter({ has: page.getByRole('cell', { name: '当前' }) })
      await current.getByRole('cell', { name: `${version} 版` }).waitFor()
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      assert.equal(wide, false, `nothing is cut at ${width}`)
    }
  } finally {
    await city.house.close()
  }
})
