import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systems } from '#systems'
import { openCity } from '#testing'
import { mediation } from '../../systems/society/dispute-mediation/cases.ts'
import { disputeLeader, gridReporter, mediator } from '../../systems/society/dispute-mediation/roles.ts'
import { aidOfficer, dataProvider, householdVisitor } from '../../systems/society/low-income/roles.ts'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const phoneSize = { width: 390, height: 844 }

async function fits(page: Page, where: string) {
  await isAccessible(page, where)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${where} is cut`)
}

/** What a grid worker is told at a door. */
const told = {
  words: '九月起厨房顶漏水。',
  wish: '修好并赔偿。',
  ...{ applicantName: '张老汉', applicantMobile: '13805110002', respondentName: '楼上' },
}

test('disputes and warnings are seen as a list, a board, a map and a timeline, each under the same conditions', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    for (const [county, matter, sort] of [
      ['tinghu', '楼上漏水', 'neighbours'],
      ['tinghu', '夜里装修', 'neighbours'],
      ['yandu', '加班工资没有发', 'work'],
    ] as const) {
      const grid = await city.officer(`${county}-government`, [gridReporter.name])
      const happenedAt = county === 'tinghu' ? '320902' : '320903'
      await grid.asks('POST', '/api/registers/dispute', { ...told, matter, sort, happenedAt })
    }
    const centre = await city.officer('tinghu-mediation-centre', [mediator.name])
    const [first] = await centre.cases(mediation)
    await centre.does(mediation, first?.id, 'accept', { mediator: '何顺' })
    const police = await city.officer('city-public-security-bureau', [dataProvider.name])
    for (const [county, village, headNumber] of [
      ['tinghu', '320902001001', '320902195803150010'],
      ['yandu', '320903002001', '320902196307220029'],
    ] as const) {
      const visitor = await city.officer(`${county}-government`, [householdVisitor.name])
      const family = { headName: '顾建平', headNumber, village, members: 2, declaredIncome: 50_000 }
      await visitor.asks('POST', '/api/registers/household', family)
      await police.asks('POST', '/api/datasets/vehicles', { rows: [{ citizen: headNumber, count: 2 }] })
    }
    await city.officer('city-government-office', [disputeLeader.name, aidOfficer.name], '海潮', 'haichao')

    const desk = await signIn(browser, base, 'haichao')
    const view = (title: string) =>
      desk.getByRole('navigation', { name: /的看法$/ }).getByRole('link', { name: title, exact: true })
    await desk.goto(`${base}/cases/mediation`)
    await view('看板').click()
    await desk.getByRole('heading', { name: '3 件矛盾纠纷调解，由 2 个部门承办' }).waitFor()
    await desk.getByRole('link', { name: '按类别' }).click()
    await desk.getByRole('heading', { name: '3 件矛盾纠纷调解，分在 2 种类别' }).waitFor()
    await fits(desk, 'disputes by what they are about')
    await desk.getByRole('link', { name: '邻里 2 件' }).click()
    await desk.waitForURL(/cases\/mediation\?filter\.sort=neighbours/)
    await desk.getByText('共 2 件').first().waitFor()
    await desk.getByRole('button', { name: '邻里' }).waitFor()
    await fits(desk, 'the list behind a number')

    // What the list is narrowed by narrows the board, the map and the timeline.
    await view('时间线').click()
    await desk.getByRole('heading', { name: '矛盾纠纷调解时间线' }).waitFor()
    await desk.getByText('共 2 件').first().waitFor()
    assert.equal(await desk.locator('.tlr').count(), 2)
    await desk.getByText('调解中', { exact: true }).waitFor()
    await desk.keyboard.press('j')
    await desk.locator('.tlr[data-chosen]').waitFor()
    await fits(desk, 'disputes in time')
    await view('看板').click()
    await desk.getByRole('heading', { name: '2 件矛盾纠纷调解，由 1 个部门承办' }).waitFor()
    await desk.getByRole('button', { name: '邻里' }).click()
    await desk.getByRole('button', { name: '不限', exact: true }).click()
    await view('地图').click()
    await desk.getByRole('heading', { name: '3 件矛盾纠纷调解，落到 2 个县级板块' }).waitFor()
    await fits(desk, 'the map of disputes')
    await desk.getByRole('link', { name: '亭湖区：2 件' }).focus()
    await desk.keyboard.press('Enter')
    await desk.getByRole('heading', { name: '亭湖区的 2 件' }).waitFor()
    await desk.getByRole('link', { name: '在列表中看' }).click()
    await desk.waitForURL(/cases\/mediation\?region=320902/)
    await desk.getByText('共 2 件').first().waitFor()

    // Whoever sees no task of a plan still has a board under the word for it.
    await desk.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '看板' }).click()
    await desk.waitForURL(/cases\/[a-z-]+\/board/)

    const phone = await signIn(browser, base, 'haichao', phoneSize)
    for (const [address, words] of [
      ['mediation/board?by=state', '3 件矛盾纠纷调解，分在 2 种状态'],
      ['mediation/board?by=region', '落到 2 个县级板块'],
      ['mediation/timeline', '矛盾纠纷调解时间线'],
      ['verify-warning/board?by=standing', '2 件预警核查，分在 1 种监测状态'],
      ['verify-warning/board?by=region', '落到 2 个县级板块'],
      ['verify-warning/timeline', '预警核查时间线'],
    ] as const)
      for (const page of [desk, phone]) {
        await page.goto(`${base}/cases/${address}`)
        await page.getByRole('heading', { name: new RegExp(words) }).waitFor()
        await page.locator('.bd, .tl').first().waitFor()
        await fits(page, address)
      }
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
