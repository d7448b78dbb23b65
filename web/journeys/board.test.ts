import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { planFile } from '#city'
import { systems } from '#systems'
import { openCity, type City, type Person } from '#testing'
import { countySupervision, planAdoption, taskSupervision } from '../../systems/assurance/plan-supervision/cases.ts'
import { importPlan } from '../../systems/assurance/plan-supervision/documents.ts'
import { planTarget } from '../../systems/assurance/plan-supervision/registers.ts'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const report = (percent: number, month: string) => ({ month, percent, words: '按计划推进', evidence: [] })

/** A plan under way: imported and confirmed in August, one row led and reported on, one county far along with it. */
async function underWay(city: City, bureau: Person, network: Person, dongtai: Person): Promise<string> {
  const job = await bureau.imports(importPlan, '2024年要点.txt', readFileSync(planFile))
  const id = String(job.path).split('/').at(-1) ?? ''
  const [adoption] = await bureau.cases(planAdoption, `&subject=${id}`)
  await bureau.does(planAdoption, adoption?.id, 'confirm')
  const row = (await network.cases(taskSupervision)).find((one) => one.record.number === 4)
  await network.does(taskSupervision, row?.id, 'accept')
  await network.does(taskSupervision, row?.id, 'report', report(30, '2024-08'))
  const [theirs] = await dongtai.cases(countySupervision)
  await dongtai.does(countySupervision, theirs?.id, 'report', report(60, '2024-08'))
  await city.waits({ until: '2024-09-03' })
  return id
}

test('a number is followed from the board to its cases, and a promise counts by itself', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const bureau = await city.officer('city-data-bureau', ['plan-supervisor'], '周明远', 'bureau')
    const network = await city.officer('city-cyberspace-office', ['task-officer'], '王安', 'network')
    const dongtai = await city.officer('dongtai-government', ['county-officer'], '东台', 'dongtai')
    const plan = await underWay(city, bureau, network, dongtai)

    const desk = await signIn(browser, base, 'bureau')
    await desk.getByRole('link', { name: '看板' }).first().click()
    await desk.getByRole('heading', { name: /45 件任务督办，由 \d+ 个部门承办/ }).waitFor()
    await desk.keyboard.press('j')
    await desk.locator('tr[data-chosen]').waitFor()
    await desk.getByRole('button', { name: '部门', exact: true }).click()
    await desk.waitForURL(/order=name/)

    await desk.getByRole('link', { name: '按县区' }).click()
    const place = desk.getByRole('link', { name: /^东台市：\d+ 件，.*平均进度 \d+%/ })
    await place.focus()
    await desk.locator('tr[data-chosen]', { hasText: '东台市' }).waitFor()
    await desk.keyboard.press('Enter')
    await desk.getByRole('heading', { name: /东台市的 \d+ 件/ }).waitFor()
    await isAccessible(desk, 'one county')
    const counted = await desk.getByRole('link', { name: /^东台市 \d+ 件$/ }).innerText()
    await desk.getByRole('link', { name: /^东台市 \d+ 件$/ }).click()
    await desk.waitForURL(/cases\/county-supervision\?.*region=320981/)
    await desk
      .getByText(`共 ${Number.parseInt(counted, 10)} 件`)
      .first()
      .waitFor()

    await desk.goto(`${base}/plan/${plan}/board?by=chapter`)
    const first = desk.getByRole('row', { name: /^体系保障建设/ }).getByRole('link', { name: /未报/ })
    const wanted = Number(/\d+/.exec((await first.textContent()) ?? '')?.[0])
    await isAccessible(desk, 'board by chapter')
    await first.click()
    await desk.waitForURL(/view=table&chapter=1&light=wait/)
    await desk.getByText(`${wanted} 行分工`).waitFor()

    await desk.goto(`${base}/plan/${plan}/timeline?chapter=2`)
    await desk.getByText(/\d+ 行分工，共 45 行/).waitFor()
    await isAccessible(desk, 'timeline')

    await desk.goto(`${base}/indicators?within=${plan}`)
    await desk.getByRole('link', { name: '任务平均进度', exact: true }).click()
    await desk.getByRole('img', { name: /任务平均进度历月：.*2024年8月/ }).waitFor()
    await desk.getByRole('link', { name: '市委网信办' }).click()
    await desk.getByText('只看市委网信办的').waitFor()
    await isAccessible(desk, 'rows behind an indicator')
    await desk.getByRole('link', { name: '增强数据安全防护能力' }).click()
    await desk.waitForURL(/cases\/task-supervision\/[0-9a-f-]{36}/)

    await desk.goto(`${base}/plan/${plan}?item=24`)
    const targets = desk.getByRole('complementary', { name: '第 24 条', exact: true })
    await targets.getByRole('button', { name: '报送' }).first().click()
    await targets.getByLabel('报送数').fill('47')
    await targets.locator('form').getByRole('button', { name: '报送' }).click()
    await targets.getByText('报送 · 2024-09-03').waitFor()
    await targets.getByRole('button', { name: '绑定指标' }).first().click()
    await targets.getByLabel('绑定指标').fill('任务平均')
    await targets.getByLabel('绑定指标').press('Enter')
    await targets.getByText(/现在是 [\d.]+%/).waitFor()
    await desk.locator('.ant-select-dropdown').waitFor({ state: 'hidden' })
    await isAccessible(desk, 'binding a target')
    await targets.getByRole('button', { name: '存下绑定' }).click()
    await targets.getByText('由指标“任务平均进度”实时计数').waitFor()
    const number = () => targets.locator('.mt .v b').first().innerText()
    const before = await number()

    const row = (await network.cases(taskSupervision)).find((one) => one.record.number === 4)
    await network.does(taskSupervision, row?.id, 'report', report(80, '2024-09'))
    await desk.reload()
    await targets.getByText('由指标“任务平均进度”实时计数').waitFor()
    assert.notEqual(await number(), before, 'the promise moved with the report')

    await targets.getByRole('button', { name: '补一个目标' }).click()
    await targets.getByLabel('原文').fill('文中没有的话')
    await targets.getByLabel('目标', { exact: true }).fill('数据应用案例')
    await targets.getByLabel('比较').click()
    await desk.locator('.ant-select-item-option').filter({ hasText: '等于' }).first().click()
    await targets.getByLabel('数值').fill('1')
    await targets.getByLabel('单位').fill('批')
    await targets.getByRole('radio', { name: '计数' }).check()
    await targets.getByRole('button', { name: '补上这个目标' }).click()
    await targets.getByText('这几个字不在这一条的正文里').first().waitFor()
    await targets.getByLabel('原文').fill('一批像样的数据应用案例')
    await targets.getByRole('button', { name: '补上这个目标' }).click()
    await targets.getByText('计数 补充').waitFor()

    await city.house.database.write({ all: 'on' }, (tx) =>
      tx.query(
        `insert into measure.indicator (name, title, unit, formula, says, print, taken, at)
         values ('paper-forms', '纸质材料数', '份', 'count', '纸质材料份数。', '', '2024-08', $1)`,
        [city.clock.now()],
      ),
    )
    const [other] = await bureau.lists(planTarget, `&filter.plan=${plan}`)
    await bureau.asks(
      'PATCH',
      `/api/registers/plan-target/${other?.id}`,
      { indicator: 'paper-forms' },
      { 'if-match': `"${other?.version}"` },
    )
    await desk.goto(`${base}/indicators/paper-forms`)
    await desk.getByText('指标已停用，最后一次为 0 份').waitFor()
    await desk.goto(`${base}/plan/${plan}?open=all`)
    await desk.getByText('已停用，最后一次为').waitFor()

    const phone = await signIn(browser, base, 'bureau', { width: 390, height: 844 })
    await phone.goto(`${base}/plan`)
    await phone.getByRole('navigation', { name: '同一份计划的读法' }).getByRole('link', { name: '看板' }).click()
    await phone.getByRole('link', { name: '按县区' }).click()
    await phone.getByRole('link', { name: /^东台市：/ }).click()
    await phone.getByRole('heading', { name: /东台市的 \d+ 件/ }).waitFor()
    await isAccessible(phone, 'map on a phone')
    await phone.goto(`${base}/plan/${plan}/timeline?chapter=2`)
    await phone.getByText(/2024-08-22 至 2024-12-31，进度 80%/).waitFor()
    await isAccessible(phone, 'timeline on a phone')
    await phone.goto(`${base}/indicators`)
    await phone.getByText('任务按期率').first().waitFor()
    await phone.goto(`${base}/plan/${plan}?item=24`)
    await phone.getByText('由指标“任务平均进度”实时计数').first().waitFor()
    await isAccessible(phone, 'targets on a phone')
    for (const page of [desk, phone])
      assert.equal(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        0,
        'nothing runs off the side',
      )
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
