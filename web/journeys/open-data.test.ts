import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systems } from '#systems'
import { openCity } from '#testing'
import { allowance } from '#testing/allowance'
import { fits, isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { gradingRun, resourceRun } from '../../systems/data/data-catalogue/cases.ts'
import { resourcesOpen } from '../../systems/data/data-catalogue/indicators.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('what the platform keeps is given a level, opened and looked over at desks; a visitor finds it on a phone and takes it along', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
    await library.asks('POST', '/api/registers/service-item', allowance)
    const asks = await city.officer('city-data-bureau', ['catalogue-keeper'], '穆录', 'mulu')
    await city.officer('city-data-bureau', ['data-officer'], '舒据', 'shuju')
    await city.officer('city-data-bureau', ['catalogue-leader'], '束章', 'shuzhang')
    await city.waits({ minutes: 1 })
    const find = (await asks.asks('GET', '/api/search?q=政务服务事项&of=data-resource')).rows as {
      path: string
      title: string
    }[]
    const path = find.find(({ title }) => title === '政务服务事项')?.path as string
    const id = path.split('/').at(-1)
    const caseOf = async (
      declared: typeof resourceRun | typeof gradingRun,
      subject: (one: { subject: string }) => boolean,
    ) => (await asks.cases(declared)).find((one) => subject(one as never))?.['id'] as string
    const does = async (page: Page, title: string, label: string, says: string) => {
      await page.getByRole('button', { name: title }).first().click()
      await page.getByLabel(label).fill(says)
      await page.locator('form').getByRole('button', { name: title }).dblclick()
    }

    // The bureau's data officer judges how grave the harm would be.
    const officer = await signIn(browser, base, 'shuju')
    await officer.goto(`${base}${path}`)
    await officer.getByRole('heading', { level: 1, name: '政务服务事项' }).waitFor()
    await officer.getByRole('cell', { name: '群众怎么说' }).waitFor()
    await fits(officer, 'a resource that was compiled by itself')
    await officer.getByRole('link', { name: '添加数据定级' }).click()
    await officer.getByRole('group', { name: '个人权益' }).getByRole('radio', { name: '一般危害' }).check()
    await officer.getByLabel('判断的理由').fill('办事指南本来就公开')
    await fits(officer, 'a level proposed')
    await officer.locator('form').getByRole('button', { name: '登记', exact: true }).dblclick()
    await officer.getByRole('cell', { name: '办事指南本来就公开' }).waitFor()

    const keeper = await signIn(browser, base, 'mulu')
    await keeper.goto(`${base}/cases/data-grading-run/${await caseOf(gradingRun, () => true)}`)
    await does(keeper, '同意定级', '审核意见', '同意')
    await keeper.getByText('已定级').first().waitFor()
    await fits(keeper, 'a level agreed on')

    // It is opened, handed in, looked over.
    await officer.goto(`${base}${path}`)
    await officer.getByRole('button', { name: '更正' }).click()
    await officer.getByRole('radio', { name: '无条件开放' }).check()
    await officer.locator('form.fm button[type=submit]').click()
    await officer.getByText('不开放').first().waitFor()
    const run = await caseOf(resourceRun, ({ subject }) => subject === id)
    await officer.goto(`${base}/cases/data-resource-run/${run}`)
    await does(officer, '报送审核', '说明', '可以开放')
    await officer.getByText('待审核').first().waitFor()
    await keeper.goto(`${base}/cases/data-resource-run/${run}`)
    await does(keeper, '审核发布', '审核意见', '同意发布')
    await keeper.getByText('已发布').first().waitFor()
    await fits(keeper, 'a resource published')
    await city.waits({ minutes: 1 })

    // Whoever leads sees how far it is.
    const leader = await signIn(browser, base, 'shuzhang')
    await leader.goto(`${base}/indicators/${resourcesOpen.name}`)
    await leader.getByRole('heading', { name: '向社会开放的数据资源' }).first().waitFor()
    await leader.getByText('1 个').first().waitFor()

    // A visitor, on a phone.
    const screen = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' as const }
    const phone = await (await browser.newContext({ ...screen, acceptDownloads: true })).newPage()
    await phone.goto(base)
    await phone.getByRole('region', { name: '人人可看的' }).getByRole('link', { name: '开放数据' }).click()
    await phone.getByText('一共 1 个数据资源').waitFor()
    await isAccessible(phone, 'open data')
    await fits(phone, 'open data')
    await phone.getByLabel('找数据').fill('没有这样的')
    await phone.getByRole('button', { name: '找', exact: true }).click()
    await phone.getByText('没有找到').waitFor()
    await phone.getByLabel('找数据').fill('办事')
    await phone.getByRole('button', { name: '找', exact: true }).click()
    await phone.getByRole('link', { name: '看全部' }).click()
    await phone.getByRole('link', { name: '政务服务事项' }).click()
    await phone.getByRole('region', { name: '前几行' }).getByRole('cell', { name: allowance.title }).first().waitFor()
    await isAccessible(phone, 'a resource')
    await fits(phone, 'a resource')
    const [taken] = await Promise.all([
      phone.waitForEvent('download'),
      phone.getByRole('link', { name: '下载 CSV' }).click(),
    ])
    assert.equal(taken.suggestedFilename(), '政务服务事项.csv')

    // Once it is withdrawn its page says so.
    await officer.reload()
    await does(officer, '撤下', '为什么撤下', '并到省里的目录')
    await officer.getByText('已撤下').first().waitFor()
    await phone.reload()
    await phone.getByText('已经从目录里撤下').waitFor()
  } finally {
    await city.house.close()
  }
})
