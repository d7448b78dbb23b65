import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { systems } from '#systems'
import { openCity } from '#testing'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('an agency tells what is asked, objects to what it lost, and is heard; a visitor on a phone reads the ranking and takes the files', async () => {
  const city = await openCity(systems, '2024-10-10T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const office = await city.officer('city-data-bureau', ['assessor'], '高平', 'office')
    await city.officer('city-education-bureau', ['assessed-officer'], '焦语', 'school')
    const name = 'digital-assessment'
    const made = (register: string, row: object) => office.asks('POST', `/api/registers/${name}-${register}`, row)
    const { id: scheme } = await made('scheme', {
      ...{
        title: '2024 年数字化建设考评',
        year: 2024,
        reportsUntil: '2024-10-20',
        freezesOn: '2024-10-25T18:00:00+08:00',
      },
    })
    const leaf = { scheme, branch: '数据', weight: 50, target: 100 }
    await made('leaf', { ...leaf, code: '1.1', title: '目录编制率' })
    await made('leaf', { ...leaf, code: '1.2', title: '共享及时率' })
    for (const assessed of ['city-education-bureau', 'city-finance-bureau'])
      await made('object', { scheme, assessed, group: 'bureau' })
    const act = async (kind: string, action: string, form: object = {}) => {
      const { rows } = await office.asks('GET', `/api/cases/${kind}?limit=100`)
      for (const { id, version } of rows)
        await office.asks('POST', `/api/cases/${kind}/${id}/${action}`, { version, form }).catch(() => undefined)
    }
    await act('assessment', 'begin')

    // The school finds in its inbox that it is asked, tells both values, and says that it has.
    const school = await signIn(browser, base, 'school')
    await school.goto(`${base}/assessments/${name}`)
    await school.getByRole('link', { name: '2024 年数字化建设考评' }).click()
    await school.getByRole('link', { name: '市教育局' }).click()
    await fits(school, 'a sheet that waits to be told')
    for (const [title, value] of [
      ['目录编制率', '90'],
      ['共享及时率', '60'],
    ] as const) {
      await school.getByRole('link', { name: `填报“${title}”` }).click()
      await school.getByLabel('数值').fill(value)
      await school.getByLabel('自评说明').fill('按清单核对。')
      await fits(school, `telling ${value}`)
      await school.getByRole('button', { name: '报送' }).dblclick()
      await school.getByText(`数值 ${value}`).waitFor()
    }
    await act('assessment-review', 'accept')
    await city.waits({ until: '2024-10-26' })
    await act('assessment', 'publish')

    await school.reload()
    await school.getByText('市级部门第 1 名，共 2 个').waitFor()
    await school.getByText('失 20.00 分').waitFor()
    await fits(school, 'a sheet that is published')
    await school.getByRole('link', { name: '对“共享及时率”提出异议' }).click()
    await school.getByLabel('主张的数值').fill('80')
    await school.getByLabel('理由').fill('两次共享在期限内完成，回执为证。')
    await fits(school, 'objecting to a value')
    await school.getByRole('button', { name: '提出异议' }).dblclick()
    await school.getByText('失 20.00 分').waitFor()

    // The desk finds it in its inbox and upholds it.
    const desk = await signIn(browser, base, 'office')
    await desk.goto(`${base}/cases/assessment-objection`)
    await desk.getByText('共享及时率').first().click()
    await desk.getByRole('button', { name: '采纳', exact: true }).click()
    await desk.getByLabel('依据').fill('回执属实。')
    await desk
      .getByRole('region', { name: '采纳' })
      .getByRole('button', { name: /采纳|确定|提交/ })
      .last()
      .click()
    await desk.getByText('已采纳').first().waitFor()
    await desk.goto(`${base}/assessments/${name}/${scheme}`)
    await desk.getByText('85.00').waitFor()
    await fits(desk, 'a ranking')
    await school.reload()
    await school.getByText('数值 60 → 80，得分 75.00 → 85.00').waitFor()
    await fits(school, 'a sheet with what an objection changed')

    const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })).newPage()
    await phone.goto(`${base}/assessments/${name}/${scheme}`)
    await phone.getByText('没有找到这份考评').waitFor()
    await city.waits({ workingDays: 6 })
    await act('assessment', 'finish')
    await phone.goto(`${base}/assessments/${name}`)
    await phone.getByRole('link', { name: '2024 年数字化建设考评' }).click()
    await phone.getByText('已定稿').waitFor()
    await fits(phone, 'a ranking on a phone')
    const coming = phone.waitForEvent('download')
    await phone.getByRole('link', { name: '下载数据' }).click()
    assert.match(
      readFileSync(await (await coming).path(), 'utf8'),
      /bureau,city-education-bureau,市教育局,1\.2,共享及时率,80/,
    )
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
