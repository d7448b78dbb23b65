import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { area, line, longText, optional, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { systems } from '#systems'
import { openCity } from '#testing'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const plot = defineRegister('journey-plot', {
  title: '地块',
  naming: 'name',
  fields: { name: text('名称'), ground: area('范围'), road: optional(line('线路')), note: optional(longText('情况')) },
})
const clerk = defineRole('journey-plots', {
  title: '登记人员',
  grants: [may(plot, ['read', 'create', 'amend'], 'all')],
})
const everyone = defineRole('journey-plot-own', {
  title: '本人',
  heldBy: 'everyone',
  grants: [may(plot, ['read', 'create'], 'own')],
})
const toy = defineSystem('journey-plots-system', {
  title: '地块',
  owner: 'city-archives',
  parts: [plot, clerk, everyone],
  pages: [],
})

const browser = await openBrowser()
after(() => browser.close())
/** Where pictures of the pages are left, for whoever wants to look. */
const pictures = process.env['PICTURES']
const picture = async (page: Page, name: string) => {
  await isAccessible(page, name)
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

/** Taps a drawing at shares of its width and height. */
async function taps(page: Page, called: string, places: [number, number][]) {
  const drawing = page.getByRole('application', { name: called })
  const { width, height } = (await drawing.boundingBox()) ?? { width: 0, height: 0 }
  for (const [x, y] of places) await drawing.click({ position: { x: x * width, y: y * height } })
}

test('a piece of ground is drawn, walked and typed; what crosses itself is told so; a correction is seen beside what was', async () => {
  const city = await openCity([...systems, toy], '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const origin = (await city.house.host.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
    const desk = await city.officer('city-archives', ['journey-plots'], '张窗', 'zhang')
    await city.person('chen', '陈秀英')

    const page = await signIn(browser, origin, 'zhang')
    const places = page.context()
    await places.grantPermissions(['geolocation'])
    await page.goto(`${origin}/lists/journey-plot/new`)
    await page.getByLabel('名称').fill('一号地')
    await page.getByLabel('情况').fill('四至清楚。')
    const corners = page.getByRole('textbox', { name: '范围：各角的坐标' })
    await page.locator('form.fm button[type=submit]').click()
    await page.getByText('请画出范围').waitFor()
    await picture(page, 'plot-empty')
    await corners.fill('120.1614,33.3477\n120.1642,33.3496\n120.1642,33.3477\n120.1614,33.3496')
    await page.getByText('外边界第 1 角到第 2 角的边与第 3 角到第 4 角的边相交或相接').waitFor()
    await corners.fill('33.3477,120.1614\n33.3477,120.1642\n33.3496,120.1642')
    await page.getByText('先写经度，再写纬度').waitFor()
    await corners.fill('120.1614,33.3477\n120.1642,33.3477')
    await page.getByText('已有 2 角，至少再加 1 角').waitFor()
    await places.setGeolocation({ latitude: 33.3496, longitude: 120.16420004, accuracy: 4 })
    const locate = page.getByRole('group', { name: '范围' }).getByRole('button', { name: '加上我的位置' })
    await locate.click()
    await page.getByText('误差约 4 米').waitFor()
    await places.setGeolocation({ latitude: 33.3496, longitude: 120.1614, accuracy: 4 })
    await locate.click()
    await page.getByText(/已有 4 角，面积 82\.\d 亩/).waitFor()
    await page.getByRole('button', { name: '再画里面的洞' }).click()
    await taps(page, '范围', [
      [0.45, 0.45],
      [0.55, 0.45],
      [0.5, 0.55],
    ])
    await page.getByText(/第 1 个洞已有 3 角，面积 8[01]/).waitFor()
    const drawing = page.getByRole('application', { name: '线路' })
    await drawing.focus()
    for (const key of [
      '+',
      '+',
      '+',
      '+',
      'Enter',
      'ArrowRight',
      'ArrowRight',
      'Enter',
      'ArrowDown',
      'Enter',
      'Backspace',
    ])
      await drawing.press(key)
    await page.getByText(/已有 2 点，长 [\d,]+ 米/).waitFor()
    await picture(page, 'plot-drawn')
    await page.locator('form.fm button[type=submit]').click()
    await page.waitForURL((at) => !at.pathname.endsWith('/new'))
    await page.getByRole('img', { name: /范围：8[01].* 亩，.* 公顷，7 个角/ }).waitFor()
    await picture(page, 'plot-record')
    const [kept] = await desk.lists(plot)
    assert.equal(kept?.ground.coordinates.length, 2)
    assert.deepEqual(kept?.ground.coordinates[0]?.[2], [120.1642, 33.3496])
    assert.equal(kept?.road?.coordinates.length, 2)

    await page.getByRole('button', { name: '更正' }).click()
    await corners.fill('120.1614,33.3477\n120.1642,33.3477\n120.1642,33.3500\n120.1614,33.3496')
    await page.locator('form.fm button[type=submit]').click()
    await page.getByRole('img', { name: '范围：虚线为改前，实线为改后' }).waitFor()
    await picture(page, 'plot-corrected')
    await page.goto(`${origin}/lists/journey-plot`)
    await page.getByText(/^9[01](\.\d)? 亩$/).waitFor()
    if (pictures) await page.screenshot({ path: `${pictures}/plot-list.png` })

    const theirs = await (
      await browser.newContext({ viewport: { width: 390, height: 800 }, locale: 'zh-CN', reducedMotion: 'reduce' })
    ).newPage()
    await theirs.goto(`${origin}/sign-in`)
    await theirs.getByLabel('账号').fill('chen')
    await theirs.getByLabel('密码').fill('a long password')
    await theirs.getByRole('button', { name: '登录', exact: true }).click()
    await theirs.waitForURL((at) => !at.pathname.includes('sign-in'))
    await theirs.goto(`${origin}/lists/journey-plot/new`)
    const on = (name: string) => theirs.getByRole('button', { name }).click()
    await theirs.getByRole('textbox', { name: '名称' }).fill('我的地')
    await on('下一问')
    await taps(theirs, '范围', [
      [0.4, 0.4],
      [0.6, 0.4],
      [0.6, 0.6],
      [0.4, 0.6],
      [0.7, 0.5],
    ])
    await theirs.getByText('相交或相接').waitFor()
    await on('撤销上一角')
    await theirs.getByText(/已有 4 角，面积/).waitFor()
    await picture(theirs, 'citizen-plot')
    await on('下一问')
    for (const asked of ['线路', '情况']) {
      await theirs.getByRole('heading', { name: asked }).waitFor()
      await on('跳过，不填')
    }
    await theirs.getByText(/亩，.*公顷，4 个角/).waitFor()
    await picture(theirs, 'citizen-plot-read')

    const narrow = await signIn(browser, origin, 'zhang', { width: 390, height: 800 })
    await narrow.goto(`${origin}/lists/journey-plot/new`)
    await narrow.getByRole('application', { name: '范围' }).waitFor()
    await picture(narrow, 'plot-narrow')
  } finally {
    await city.house.close()
  }
})
