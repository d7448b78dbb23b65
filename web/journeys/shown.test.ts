import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import pg from 'pg'
import { appoint } from '#engines/identity/run'
import { openHouse } from '#server'
import { Person } from '#testing'
import { freshDatabase, leaveCluster } from '#testing/cluster'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { tower } from '../../testing/toys/towers.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(async () => {
  await browser.close()
  await leaveCluster()
})

test('the page of an engine that the web does not know: its rows, a form, an act at one press, one that is asked once more', async () => {
  const { url: _, ...home } = await freshDatabase()
  const owner = new pg.Client({ connectionString: home.ownerUrl })
  await owner.connect()
  await owner.query(readFileSync(new URL('../../testing/toys/bell/tables.sql', import.meta.url), 'utf8'))
  await owner.end()
  const house = await openHouse({ ...home, ...tower({}), webRoot: await webRoot() })
  try {
    const base = await house.host.listen({ port: 0, host: '127.0.0.1' })
    const post = { agency: 'city-data-bureau', region: '3209', title: '科员', roles: ['bell-ringer'] }
    const who = { account: 'ringer', password: 'a long password', name: '钟声' }
    await house.database.write({ all: 'on' }, (tx) => appoint(tx, house.clock.now(), { ...post, ...who }))
    for (const [width, height] of [
      [1440, 1000],
      [390, 844],
    ] as const) {
      const page = await signIn(browser, base, 'ringer', { width, height })
      await page.goto(`${base}/bells`)
      const row = (door: string) => page.getByRole('row').filter({ has: page.getByRole('cell', { name: door }) })
      await row('正门').waitFor()
      const door = `${width} 号门`
      await page.getByRole('button', { name: '装门铃' }).click()
      const form = page.getByRole('form', { name: '装门铃' })
      await form.getByText('每扇门装一个').waitFor()
      await form.getByRole('button', { name: '装门铃' }).click()
      await form.getByText('请填写门').waitFor()
      await form.getByLabel('门').fill('正门')
      await form.getByRole('button', { name: '装门铃' }).click()
      await form.getByText('正门已有门铃').waitFor()
      await isAccessible(page, `the form at ${width}`)
      await page.reload()
      await page.getByRole('button', { name: '装门铃' }).click()
      assert.equal(await form.getByLabel('门').inputValue(), '正门', 'what was typed is still there')
      await form.getByLabel('门').fill(door)
      await form.getByRole('button', { name: '装门铃' }).dblclick()
      await page.getByText('已装门铃').waitFor()
      await page.getByRole('button', { name: `拆下“${door}”` }).click()
      await page.getByText('没有响过的才能拆').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: `按铃“${door}”` }).dblclick()
      await page.getByRole('button', { name: `拆下“${door}”` }).waitFor({ state: 'detached' })
      await isAccessible(page, `the bells at ${width}`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      assert.equal(wide, false, `nothing is cut at ${width}`)
    }
    const ringer = new Person(house)
    await ringer.signsIn('ringer', 'a long password')
    const rows = (await ringer.asks('GET', '/api/bells')).rows as { name: string; rings: number }[]
    assert.deepEqual(
      rows.filter(({ name }) => name.endsWith('号门')).map(({ rings }) => rings),
      [1, 1],
      'two presses ring once',
    )
  } finally {
    for (const context of browser.contexts()) await context.close()
    await house.close()
  }
})
