import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systems } from '#systems'
import { openCity } from '#testing'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('a mother asks for one thing on a phone, each agency has its part, and the one that leads says what becomes of the rest', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const library = await city.officer('city-data-bureau', ['service-library-keeper', 'service-package-keeper'], '施向')
    const make = (register: string, row: object) => library.asks('POST', `/api/registers/${register}`, row)
    const common = {
      ...{
        level: 'county',
        sort: '07',
        whom: ['person'],
        theme: 'birth',
        words: '生孩子',
        conditions: '新生儿的父母。',
      },
      ...{ promisedDays: 5, legalDays: 10, basis: '《中华人民共和国母婴保健法》', result: '证明' },
    }
    const paper = { title: '分娩记录', kind: 'files', source: 'applicant', needed: true }
    const whole = await make('service-package', {
      ...{
        title: '新生儿出生',
        lead: 'city-health-commission',
        whom: 'person',
        theme: 'birth',
        words: '生了孩子要办什么',
      },
      ...{ conditions: '新生儿的父母。', promisedDays: 5, saves: '材料 4→1，跑动 2→0 次' },
    })
    for (const [title, lead] of [
      ['出生医学证明签发', 'city-health-commission'],
      ['出生登记（申报户口）', 'city-public-security-bureau'],
    ] as const) {
      const { id } = await make('service-item', { ...common, title, lead })
      await make('service-item-need', { ...paper, item: id })
      await make('service-package-item', { package: whole.id, item: id })
    }
    await make('service-package-need', { ...paper, package: whole.id })
    await city.citizen('su', '苏玉兰', '320902196307220029')
    await city.officer('city-health-commission', ['service-package-lead'], '郁英', 'yu')
    const hall = await city.officer('tinghu-service-hall', ['service-receiver'], '童晓')
    const police = await city.officer('tinghu-public-security-bureau', ['service-decider'], '安岗')
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const heading = (page: Page, words: string) => page.getByRole('heading', { level: 1, name: words }).waitFor()

    const su = await (
      await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' })
    ).newPage()
    await su.goto(`${base}/sign-in`)
    await su.getByLabel('账号').fill('su')
    await su.getByLabel('密码').fill('a long password')
    await su.getByRole('button', { name: '登录', exact: true }).click()
    await su.getByRole('searchbox', { name: '要办什么事' }).fill('生了孩子')
    await su.getByRole('button', { name: '找' }).click()
    await su.getByRole('link', { name: '新生儿出生' }).click()
    await su.getByText('材料 4→1').waitFor()
    await fits(su, 'one thing, as it is told')
    await su.getByRole('link', { name: '现在就办' }).click()
    const next = () => su.getByRole('button', { name: /下一问|跳过，不填/ }).click()
    await su.getByRole('radio', { name: '亭湖区' }).check()
    await next()
    await su.getByRole('textbox', { name: '身份证号' }).fill('320902196307220029')
    await next()
    await heading(su, '统一社会信用代码')
    await next()
    await su.getByRole('textbox', { name: '联系手机' }).fill('13805110002')
    await next()
    await heading(su, '分娩记录')
    const record = { name: '分娩记录.txt', mimeType: 'text/plain', buffer: Buffer.from('六斤二两') }
    await su.locator('input[type=file]').setInputFiles(record)
    await su.getByRole('button', { name: /^移去/ }).waitFor()
    for (const then of ['还要说明的', '结果怎样给您', '寄到哪里', '这些对不对？']) {
      await next()
      await heading(su, then)
    }
    await su.getByRole('button', { name: '都对，交上去' }).dblclick()
    await su.getByRole('link', { name: '看办到哪了' }).click()
    await su.getByText('已经分给各个部门一起办').first().waitFor()
    await fits(su, 'one thing under way')

    // Each part is with whoever decides on it; one is refused.
    const parts = async (by: typeof hall) => (await by.asks('GET', '/api/cases/service-handling?limit=10')).rows
    const act = (by: typeof hall, one: { id: string; version: number }, action: string, form: object) =>
      by.asks('POST', `/api/cases/service-handling/${one.id}/${action}`, { version: one.version, form })
    for (const one of await parts(hall)) await act(hall, one, 'receive', {})
    const [register] = await parts(police)
    await act(police, register, 'refuse', { words: '户口本上没有监护人，请先补办' })

    const yu = await signIn(browser, base, 'yu')
    await yu.getByRole('region', { name: '收件箱' }).getByRole('link', { name: '新生儿出生' }).click()
    await yu.getByRole('heading', { level: 1, name: '新生儿出生' }).waitFor()
    await fits(yu, 'one thing of which a part was refused, at the desk of whoever leads')
    await yu.getByRole('button', { name: '其余照办' }).first().click()
    await yu.getByLabel('怎样收尾，告诉申请人').fill('出生证明照办，户口补件后再报')
    await yu.locator('form').getByRole('button', { name: '其余照办' }).click()
    await yu.getByRole('button', { name: '其余照办' }).first().waitFor({ state: 'detached' })
    await su.reload()
    await su.getByText('出生证明照办，户口补件后再报').first().waitFor()
    await fits(su, 'what she is told of the rest')
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
