import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { systems } from '#systems'
import { openCity } from '#testing'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { planItem, planTask } from '../../commons/plan.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

/** A plan of our own making in a form of another city's: no labels, no table, days in the sentence. */
const text = `北屿市人民政府办公室
2025年2月20日
2025年智慧北屿工作安排
一、便民
（一）一次办好。上半年开通联办事项12件，窗口等候压减两成。（市数据局牵头，市政务办、市人社局配合）
（二）就近能办。年底前建成自助服务点300处以上。（市政务办）
二、强基
（三）织密网络。三季度末前新增物联终端1.5万个。（市工信局、市机器人办、北屿铁塔按职责分工负责）
`

test('another city’s plan is looked over by keyboard, its agencies chosen once each, and taken in as a draft', async () => {
  const city = await openCity(systems, '2025-03-03T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const bureau = await city.officer('city-data-bureau', ['plan-supervisor'], '周明远', 'bureau')
    const desk = await signIn(browser, base, 'bureau')
    await desk.goto(`${base}/plan/import`)
    await desk
      .locator('input[type=file]')
      .setInputFiles({ name: '北屿.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
    await desk.getByText('2 章 3 条，没有单列分解表的，每条按一行督办').waitFor()
    await desk.getByText('这份文件不是本市印发的').waitFor()
    await isAccessible(desk, 'another plan looked over')
    if (process.env['SHOTS']) await desk.screenshot({ path: `${process.env['SHOTS']}/look-over.png`, fullPage: true })
    await desk.setViewportSize({ width: 390, height: 844 })
    await isAccessible(desk, 'another plan looked over on a phone')
    assert.equal(await desk.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
    if (process.env['SHOTS'])
      await desk.screenshot({ path: `${process.env['SHOTS']}/look-over-390.png`, fullPage: true })
    await desk.setViewportSize({ width: 1440, height: 1000 })

    // Each name once: by what it is like, or as it is written.
    await desk.getByRole('button', { name: /个都按建议认定/ }).click()
    const tower = desk.locator('.row').filter({ hasText: '北屿铁塔' })
    await tower.getByRole('button', { name: '保留原文' }).click()
    // One that the directory lacks is added from here; a name that is another's is refused in place.
    const alliance = desk.locator('.row').filter({ hasText: '市机器人办' })
    await alliance.getByRole('button', { name: '登记为新单位' }).click()
    const added = desk.getByRole('form', { name: '登记“市机器人办”' })
    await added.getByLabel('全称').fill('盐城市数据局')
    await added.getByLabel('与哪个单位同类').fill('市数据局')
    await desk
      .locator('.ant-select-item-option')
      .filter({ hasText: /^市数据局$/ })
      .click()
    await added.getByLabel('所在地区').click()
    await desk
      .locator('.ant-select-item-option')
      .filter({ hasText: /^盐城市$/ })
      .click()
    await added.getByRole('button', { name: '登记并选定' }).click()
    await added.getByText('已经是名录中“市数据局”的名称').waitFor()
    if (process.env['SHOTS']) await desk.screenshot({ path: `${process.env['SHOTS']}/add-agency.png`, fullPage: true })
    await added.getByLabel('全称').fill('盐城市机器人产业办公室')
    await added.getByRole('button', { name: '登记并选定' }).dblclick()
    await added.waitFor({ state: 'detached' })
    // The days by Enter, one corrected, and a reload reads it again.
    await desk.getByLabel('第 1 条的完成日期').focus()
    await desk.keyboard.press('Enter')
    assert.equal(await desk.evaluate(() => document.activeElement?.getAttribute('aria-label')), '第 2 条的完成日期')
    await desk.getByLabel('第 2 条的完成日期').fill('2025-11-30')
    await desk.keyboard.press('Enter')
    await desk.getByText('1 个部门没有选定，1 处时间没有确认').waitFor()
    if (process.env['SHOTS']) await desk.screenshot({ path: `${process.env['SHOTS']}/looked-over.png`, fullPage: true })
    await desk.getByRole('button', { name: '导入为草稿' }).dblclick()
    await desk.waitForURL(/\/plan\/[0-9a-f-]{36}/, { timeout: 20_000 })
    await desk.getByRole('heading', { name: '2025年智慧北屿工作安排' }).waitFor()
    await isAccessible(desk, 'a draft of another form')
    if (process.env['SHOTS']) await desk.screenshot({ path: `${process.env['SHOTS']}/draft.png`, fullPage: true })

    const items = await bureau.lists(planItem)
    assert.deepEqual(
      items.map(({ number, lead, dueOn }) => [number, lead, dueOn]),
      [
        [1, 'city-data-bureau', '2025-06-30'],
        [2, null, '2025-11-30'],
        [3, 'city-industry-bureau', '2025-09-30'],
      ],
    )
    const { rows } = await bureau.asks('GET', `/api/directory?named=${encodeURIComponent('机器人')}`)
    assert.deepEqual(items[2]?.['support'], [rows[0].id], 'who was added at the reading is who supports it')
    assert.equal((await bureau.lists(planTask)).length, 3, 'imported once, each item a row of supervision')
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
