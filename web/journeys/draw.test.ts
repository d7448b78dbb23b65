import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { systems } from '#systems'
import { openCity } from '#testing'
import { nodesOf, settles } from '#testing/nodes'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('experts are drawn in front of witnesses: sealed, revealed, one recuses themselves on a phone and is replaced, a visitor checks the file', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    await using _nodes = await nodesOf(city, ['data.yancheng', 'audit.yancheng', 'justice.yancheng'], 2)
    const clerk = await city.officer('city-data-bureau', ['expert-secretary', 'expert-proposer'], '祝安', 'desk')
    const made = (register: string, row: object) => clerk.asks('POST', `/api/registers/${register}`, row)
    const body = await made('expert-committee-body', {
      ...{ name: '盐城市数字化专家委员会', charter: '咨询、论证、评审。', foundedOn: '2024-08-20' },
    })
    const numbers = ['320902196001100104', '320902196102110213', '320902196203120322', '320902196304130431']
    for (const [i, number] of numbers.entries()) {
      const one = await made('expert', {
        ...{ name: `专家${'甲乙丙丁'[i]}`, number, mobile: '13905150001', speciality: 'data', rank: 'senior' },
        employer: i === 3 ? '市交通局' : '盐城工学院',
      })
      await made('expert-membership', { expert: one.id, body: body.id, title: '委员', endsOn: '2026-08-31' })
    }
    for (const { id, version } of (await clerk.asks('GET', '/api/cases/expert-appointment?limit=100')).rows)
      await clerk.asks('POST', `/api/cases/expert-appointment/${id}/appoint`, { version, form: {} })
    await made('expert-review', {
      ...{ title: '智慧公交调度系统升级', applicant: '市交通局', matter: '论证方案。', meetsOn: '2024-09-20' },
    })

    const desk = await signIn(browser, base, 'desk')
    await desk.goto(`${base}/lists/expert-review`)
    await desk.getByText('智慧公交调度系统升级').first().click()
    await desk.getByRole('link', { name: '抽取评审专家' }).click()
    const form = desk.getByRole('form', { name: '封存抽取池' })
    await form.getByText('在申报单位工作 1 名').waitFor()
    // More than there are is refused in place, with what was typed still there.
    await form.getByLabel(/数据治理/).fill('3')
    await form.getByLabel(/数据治理/).fill('2')
    await fits(desk, 'a pool before it is sealed')
    await form.getByRole('button', { name: '封存抽取池' }).dblclick()
    await desk.getByText('已封存，待揭示').waitFor()
    const watching = await (
      await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
    ).newPage()
    await watching.goto(desk.url())
    await watching.getByText('已封存，待揭示').waitFor()
    await fits(watching, 'a sealed draw on a phone')
    await desk.getByRole('button', { name: '揭示并抽取' }).click()
    await desk.getByText('各单位的节点还没有共签完').waitFor()
    await settles(city)
    await desk.reload()
    await desk.getByRole('button', { name: '揭示并抽取' }).dblclick()
    await desk.getByRole('heading', { name: '抽取结果' }).waitFor()
    await fits(desk, 'a draw with its result')
    // Whoever watches sees it by themselves.
    await watching.getByRole('heading', { name: '抽取结果' }).waitFor({ timeout: 10_000 })
    await fits(watching, 'a result on a phone')
    assert.equal(await watching.getByRole('button', { name: /换人/ }).count(), 0)

    const first = (await desk.locator('.drawn li').first().locator('b').innerText()).trim()
    const number = numbers['甲乙丙丁'.indexOf(first.at(-1) as string)] as string
    await city.citizen('drawn', first, number)
    const expert = await (
      await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
    ).newPage()
    await expert.goto(`${base}/sign-in`)
    await expert.getByLabel('账号').fill('drawn')
    await expert.getByLabel('密码').fill('a long password')
    await expert.getByRole('button', { name: '登录', exact: true }).click()
    await expert.waitForURL((url) => !url.pathname.includes('sign-in'))
    await expert.getByText('，您好').waitFor()
    await expert.goto(`${base}/mine`)
    await fits(expert, 'what an expert is asked')
    await expert.locator('main').getByRole('link').filter({ hasText: '智慧公交' }).first().click({ timeout: 5000 })
    await expert.getByRole('link', { name: '申请回避' }).click()
    await expert.getByLabel('缘由').fill('配偶在申报单位任职。')
    await fits(expert, 'an expert who recuses themselves')
    await expert.getByRole('button', { name: '下一问' }).click()
    await expert
      .getByRole('button', { name: /申请回避|提交|确定/ })
      .last()
      .click()
    await expert.getByText('您已回避').first().waitFor()

    await desk.getByRole('button', { name: `换人` }).first().click()
    await desk.getByLabel('缘由').fill('本人申请回避')
    await desk.getByRole('button', { name: '确定换人' }).dblclick()
    await desk.getByText('已换人：本人申请回避').waitFor()
    assert.equal(await desk.locator('.drawn li').count(), 3)
    await fits(desk, 'a place that was given to the next')

    await watching.reload()
    const coming = watching.waitForEvent('download')
    await watching.getByRole('link', { name: '下载结果文件' }).click()
    const file = await (await coming).path()
    await watching.goto(`${base}/verify.html`)
    await watching.locator('#files').setInputFiles(file)
    await watching.getByText('查验通过').waitFor()
    await watching.getByText('重新抽取，结果逐个相同').waitFor()
    await watching.getByText('已换人：本人申请回避').waitFor()
    await fits(watching, 'a draw that a visitor checked')
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
