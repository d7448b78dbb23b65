import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { systems } from '#systems'
import { openCity } from '#testing'
import { adoption, edition, practice } from '../../commons/capability.ts'
import { adopting, consenting } from '../../systems/assurance/innovation-reuse/cases.ts'
import { innovator, promoter } from '../../systems/assurance/innovation-reuse/roles.ts'
import { milestone, multiYearPlan } from '../../systems/assurance/planning-research/registers.ts'
import { countyPlanner } from '../../systems/assurance/planning-research/roles.ts'
import { fits, openBrowser, scratch, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('a county packs what it runs, the bureau publishes it, another asks on a phone, is agreed to, and finds it among its own', async () => {
  const city = await openCity(systems, '2024-09-03T09:00:00+08:00', await webRoot())
  const { folder, leave } = scratch()
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const roles = [innovator.name, countyPlanner.name]
    const dongtai = await city.officer('dongtai-government', roles, '董台秋', 'dongtai')
    await city.officer('sheyang-government', roles, '佘洋', 'sheyang')
    await city.officer('city-data-bureau', [promoter.name], '屠广', 'tuiguang')
    const at = ({ name }: { name: string }) => `/api/registers/${name}`
    const lead = 'dongtai-government'
    const plan = { title: '镇村三年行动', fromYear: 2024, toYear: 2026, lead, words: '一年一批。' }
    const { id } = await dongtai.asks('POST', at(multiYearPlan), plan)
    await dongtai.asks('POST', at(milestone), {
      ...{ plan: id, number: 1, year: 2025, title: '第一批', content: '上线。', lead },
      ...{ startsOn: '2025-01-05', dueOn: '2025-11-30' },
    })

    const desk = await signIn(browser, base, 'dongtai')
    await desk.goto(`${base}/lists/${multiYearPlan.name}/${id}`)
    await desk.getByRole('button', { name: '打成配置包' }).dblclick()
    await desk.getByRole('link', { name: '下载配置包' }).waitFor()
    await fits(desk, 'a kit')
    const kit = desk.url().split('/').at(-1)
    assert.equal(
      (await dongtai.asks('GET', '/api/registers/practice-kit')).rows.length,
      1,
      'pressed twice, packed once',
    )
    const made = await dongtai.asks('POST', at(practice), { title: '分批上线', solves: '一步到位办不到。' })
    await dongtai.asks('POST', at(edition), { practice: made.id, title: '分批上线 1.0', says: '一年一批。', kit })

    const bureau = await signIn(browser, base, 'tuiguang')
    await bureau.getByText('分批上线 1.0').first().click()
    await bureau.getByRole('button', { name: '审核通过并发布' }).first().click()
    await bureau.locator('form').getByRole('button', { name: '审核通过并发布' }).click()
    await bureau.getByText('已发布').first().waitFor()

    const phone = await signIn(browser, base, 'sheyang', { width: 390, height: 844 })
    await phone.goto(`${base}/reuse/practice`)
    await phone.getByText('还没有别家在用').waitFor()
    const wrong = path.join(folder, 'kit.json')
    writeFileSync(wrong, '{"format":"yancheng-kit/1","kit":"multi-year-plan","title":"外地","rows":[]}')
    await phone.locator('input[type=file]').setInputFiles(wrong)
    await phone.getByRole('alert').getByText('什么也没有登记').waitFor()
    await fits(phone, 'what can be reused on a phone')
    await phone.getByRole('link', { name: '申请采用' }).click()
    await phone.getByText('分批上线 1.0').filter({ visible: true }).first().waitFor()
    await phone.getByLabel('为什么采用').fill('我们也要分批。')
    await phone.locator('form.fm button[type=submit]').click()
    await phone.waitForURL((url) => !url.pathname.endsWith('/new'))
    const asked = phone.url().split('/').at(-1)

    await desk.goto(`${base}/cases/${consenting.name}`)
    await desk.getByRole('link', { name: '分批上线 1.0' }).first().click()
    await desk.getByRole('button', { name: '同意', exact: true }).first().click()
    await desk.locator('form').getByRole('button', { name: '同意', exact: true }).click()
    await desk.getByText('已同意').first().waitFor()

    await phone.goto(`${base}/cases/${adopting.name}`)
    await phone.getByRole('link', { name: '分批上线 1.0' }).first().click()
    await phone.getByRole('button', { name: '采用', exact: true }).first().click()
    await phone.locator('form').getByRole('button', { name: '采用', exact: true }).click()
    await phone.getByText('已采用，还没有使用').first().waitFor()
    await phone.goto(`${base}/lists/${adoption.name}/${asked}`)
    await phone.getByRole('link', { name: multiYearPlan.title }).last().click()
    await phone.getByText('镇村三年行动').first().waitFor()
    await phone.getByText('第一批').first().waitFor()
    await fits(phone, 'a plan that was taken over, on a phone')
  } finally {
    leave()
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
