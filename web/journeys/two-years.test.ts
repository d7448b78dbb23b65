import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { planFile } from '#city'
import { systems } from '#systems'
import { openCity, type Person } from '#testing'
import { planAdoption } from '../../systems/assurance/plan-supervision/cases.ts'
import { importPlan } from '../../systems/assurance/plan-supervision/documents.ts'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const was = readFileSync(planFile, 'utf8')
/** An item of the plan of 2024, word for word but for the years of its deadline. */
const again = (number: number, now: number) => {
  const line = was.split('\n').find((one) => one.startsWith(`${number}.`)) ?? ''
  return line.replace(/^\d+/, String(now)).replaceAll('2024年', '2025年')
}

/** A plan of 2025 of our own making: two items go on, two are changed, one may be another in new words, one is new. */
const next = `盐城市人民政府办公室
2025年2月20日
2025年数字盐城工作要点
一、接着做
${again(3, 1)}
${again(14, 2)}
二、改着做
${again(24, 3).replace('50个', '80个').replace('2025年12月底前', '2025年10月底前')}
${again(8, 4).replace('市工信局、市商务局', '市商务局、市工信局')}
5.提升公共文化数字服务水平。公共文化云平台、智慧文旅平台分批改版，全民艺术普及课程再上线一批。(责任部门:市文广旅局,完成时间:2025年11月底前)
三、新上手
6.布设低空观测网点。选二十处高杆试装。(责任部门:市公安局,完成时间:2025年9月底前)
`

async function imported(bureau: Person, name: string, text: string): Promise<string> {
  return (await bureau.imports(importPlan, name, text)).path.split('/').at(-1)
}

async function fits(page: Page, where: string) {
  await isAccessible(page, where)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${where} is cut`)
  if (process.env['SHOTS'])
    await page.screenshot({
      path: `${process.env['SHOTS']}/${where.replaceAll(' ', '-')}.png`,
      fullPage: !where.includes('phone'),
    })
}

test('next year’s draft stands beside this year’s plan: what goes on, what changed, what is new, what is gone', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const bureau = await city.officer('city-data-bureau', ['plan-supervisor'], '周明远', 'bureau')
    const older = await imported(bureau, '2024.txt', was)
    const desk = await signIn(browser, base, 'bureau')
    await desk.goto(`${base}/plan/${older}`)
    await desk.getByRole('link', { name: '按部门读' }).waitFor()
    assert.equal(await desk.getByRole('link', { name: '与另一年对照' }).count(), 0, 'there is no other year yet')

    const [adoption] = await bureau.cases(planAdoption, `&subject=${older}`)
    await bureau.does(planAdoption, adoption?.id, 'confirm')
    await city.waits({ until: '2025-02-21' })
    const newer = await imported(bureau, '2025.txt', next)

    await desk.goto(`${base}/plan/${newer}`)
    await desk.getByRole('link', { name: '与另一年对照' }).click()
    await desk.getByRole('heading', { name: '2025年数字盐城工作要点，对照2024年数字盐城工作要点' }).waitFor()
    const row = (title: string) => desk.locator('table.oy tbody tr').filter({ hasText: title })
    const counts = desk.getByRole('navigation', { name: '只看一类' })
    await counts.waitFor()
    await fits(desk, 'two years')
    assert.deepEqual(await counts.getByRole('link').allInnerTexts(), [
      '全部 29',
      '接续 2',
      '有变化 2',
      '像是同一件 1',
      '新增 1',
      '不再列 23',
    ])
    for (const [title, ...words] of [
      ['开展网络安全本质提升工程', '接续', '无', '已通报', '逾期'],
      ['持续提升农村数字化应用水平', '接续', '无', '已通报'],
      ['实施“数据直达基层”工程', '有变化', '≥50 个 → ≥80 个', '完成日期 2024-12-31 → 2025-10-31'],
      ['推动数字经济创新发展', '有变化', '牵头单位 市工信局 → 市商务局', '配合单位 市商务局 → 市工信局'],
      ['提升公共文化数字服务水平', '像是同一件', '提高数字文化服务水平', '待确认牵头'],
      ['布设低空观测网点', '新增'],
      ['深化信创改造工程', '不再列'],
    ] as const)
      for (const said of words) await row(title).getByText(said).first().waitFor()

    // By keyboard: one kind alone, and the words of a sentence.
    await counts.getByRole('link', { name: '像是同一件' }).focus()
    await desk.keyboard.press('Enter')
    await desk.waitForURL(/only=alike/)
    await row('布设低空观测网点').waitFor({ state: 'detached' })
    assert.equal(await desk.locator('table.oy tbody tr').count(), 1)
    await desk.locator('summary', { hasText: '字句' }).focus()
    await desk.keyboard.press('Enter')
    await desk.getByText('全民艺术普及课程再上线一批').waitFor()
    await fits(desk, 'two years one kind')
    await desk.keyboard.press('Enter')
    await desk.emulateMedia({ media: 'print' })
    await desk.getByText('全民艺术普及课程再上线一批').waitFor()
    if (process.env['SHOTS']) await desk.pdf({ path: `${process.env['SHOTS']}/two-years.pdf`, format: 'A4' })
    await desk.emulateMedia({ media: 'screen' })
    await row('提升公共文化数字服务水平').getByRole('link', { name: /^18 / }).click()
    await desk.waitForURL(new RegExp(`plan/${older}\\?item=18`))

    // From the older year the newer one stands beside it, chosen by address, in the same order.
    await desk.goto(`${base}/plan/${older}?view=years&with=${newer}&only=new`)
    await row('布设低空观测网点').waitFor()
    await desk.goto(`${base}/plan/${older}?view=years&with=${older}`)
    await desk.getByText('没有可对照的计划').waitFor()
    await desk.getByRole('navigation', { name: '对照哪一年' }).getByRole('link', { name: '2025年' }).click()
    await counts.getByRole('link', { name: '接续 2' }).waitFor()

    const phone = await signIn(browser, base, 'bureau', { width: 390, height: 844 })
    await phone.goto(`${base}/plan/${newer}?view=years`)
    await phone.locator('table.oy').waitFor()
    await fits(phone, 'two years on a phone')

    // Tasks that are carried over are held against the rows they were, and who words them again is a doubt.
    const [start] = await bureau.cases(planAdoption, `&subject=${newer}`)
    await bureau.does(planAdoption, start?.id, 'confirm')
    await bureau.does(planAdoption, start?.id, 'carryOver', { from: older, dueOn: '2025-06-30' })
    await desk.goto(`${base}/plan/${newer}?view=years`)
    await row('任务 105').getByText('2025-04-30 → 2025-06-30').waitFor()
    await row('任务 105').getByText('已结转').waitFor()
    await row('3 开展网络安全本质提升工程').first().getByText('像是同一件').waitFor()
    await counts.getByRole('link', { name: '像是同一件 5' }).waitFor()
    assert.equal(await counts.getByRole('link', { name: '不再列' }).count(), 0)
    await fits(desk, 'two years carried over')

    // Who is not signed in sees what is published of both, and no task's state.
    const street = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
    await street.goto(`${base}/plan/${newer}?view=years`)
    const told = street.locator('table.oy tbody tr').filter({ hasText: '实施“数据直达基层”工程' })
    await told.first().getByText('≥50 个 → ≥80 个').waitFor()
    assert.equal(await street.getByRole('columnheader', { name: '2024年任务现状' }).count(), 0)
    await fits(street, 'two years from the street')
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
