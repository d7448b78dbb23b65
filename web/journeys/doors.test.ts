import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import type { Page } from 'playwright-core'
import { systems } from '#systems'
import { openCity } from '#testing'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const linksIn = (page: Page, name: string) =>
  page.getByRole('navigation', { name, exact: true }).getByRole('link').allInnerTexts()

/** What is read off a page comes to be so: menus are drawn as what they are told arrives. */
async function comesToBe(read: () => Promise<unknown>, wanted: unknown) {
  for (let tries = 0; tries < 100 && !isDeepStrictEqual(await read(), wanted); tries += 1)
    await new Promise((turn) => setTimeout(turn, 100))
  assert.deepEqual(await read(), wanted)
}

test('whoever comes meets at the door what systems declare for them: a visitor, a citizen, an officer, a leader', async () => {
  const city = await openCity(systems, '2024-11-20T09:00:00+08:00', await webRoot())
  try {
    await city.citizen('su', '苏玉兰', '320902196307220029')
    await city.officer('city-data-bureau', ['plan-supervisor'], '沈洁', 'shen')
    await city.officer('city-government-office', ['city-leader'], '陆市长', 'lu')
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const screen = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' as const }

    const phone = await (await browser.newContext(screen)).newPage()
    await phone.goto(base)
    await phone.getByRole('heading', { level: 2, name: '常用的' }).waitFor()
    await comesToBe(() => linksIn(phone, '底部导航'), ['首页', '计划', '苏服码', '登录'])
    const open = phone.getByRole('region', { name: '人人可看的' }).getByRole('link')
    const shown = [
      '一件事',
      '办事指南',
      '年度计划',
      '看板',
      '开放数据',
      '考评结果',
      '制度规范',
      '附近的自助机',
      '文书核验',
      '系统',
      '多年规划',
      '课题征集',
      '揭榜难题',
      '搜索',
    ]
    await comesToBe(async () => (await open.allInnerTexts()).slice(0, shown.length), shown)
    await isAccessible(phone, 'the door of a visitor')

    await phone.goto(`${base}/sign-in`)
    await phone.getByLabel('账号').fill('su')
    await phone.getByLabel('密码').fill('a long password')
    await phone.getByRole('button', { name: '登录', exact: true }).click()
    await phone.getByText('，您好').waitFor()
    await comesToBe(() => linksIn(phone, '底部导航'), ['首页', '我的事', '苏服码', '我'])
    await phone.getByRole('link', { name: '我', exact: true }).click()
    await phone.getByRole('link', { name: '用码记录' }).waitFor()

    const officer = await signIn(browser, base, 'shen')
    await comesToBe(() => linksIn(officer, '主导航'), ['计划', '工作台', '看板', '考评', '存证链', '责任矩阵', '系统'])
    assert.equal(await officer.getByRole('navigation', { name: '先看这些' }).count(), 0)

    const leader = await signIn(browser, base, 'lu')
    const first = async () => (await linksIn(leader, '先看这些')).map((one) => one.split('\n')[0])
    await comesToBe(first, ['看板', '指标', '计划', '考评', '责任矩阵'])
    await isAccessible(leader, 'the door of a leader')
    await leader.getByRole('navigation', { name: '先看这些' }).getByRole('link', { name: '看板' }).click()
    await leader.waitForURL(/\/board$/)
    const board = leader.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '看板' })
    await comesToBe(() => board.getAttribute('aria-current'), 'page')
  } finally {
    await city.house.close()
  }
})
