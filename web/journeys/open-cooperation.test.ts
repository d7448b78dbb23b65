import { after, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { systems } from '#systems'
import { openCity } from '#testing'
import { recordOrganisation } from '#engines/identity/run'
import { listing } from '../../systems/assurance/open-cooperation/cases.ts'
import { answer, challenge, partner } from '../../systems/assurance/open-cooperation/registers.ts'
import { keeper, poster } from '../../systems/assurance/open-cooperation/roles.ts'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())
const code = '91320904MA1KEM001R'
const name = '盐城潮间带风电装备有限公司'

test('an enterprise answers a challenge on a phone, the agency judges and chooses it at its desk, and the enterprise signs', async () => {
  const city = await openCity(systems, '2024-09-03T09:00:00+08:00', await webRoot())
  try {
    const desk = await city.officer('city-agriculture-bureau', [poster.name], '于兴', 'yu')
    const clerk = await city.officer('city-science-bureau', [keeper.name], '柯创')
    const boss = await city.citizen('boss', '吴建国')
    await city.person('hua', '李华')
    const app = await boss.asks('POST', '/api/factors/totp', { name: '手机' })
    await boss.asks('POST', `/api/factors/totp/${app['id']}`, {
      code: new TOTP({ secret: Secret.fromBase32(app['secret']) }).generate(),
    })
    await city.house.database.write({ all: 'on' }, async (tx) => {
      const [{ id } = { id: '' }] = await tx.query<{ id: string }>(
        "select id from identity.person where account = 'boss'",
      )
      await recordOrganisation(tx, city.clock.now(), { code, name, region: '320904', representative: id })
    })
    const acts = [
      ...[partner, answer].flatMap((one) => ['create', 'read'].map((does) => `register:${one.name}:${does}`)),
      ...['read', 'sign'].map((does) => `case:challenge-answering:${does}`),
    ]
    const until = { from: '2024-09-03', until: '2025-08-31' }
    const { id: mandate } = await boss.asks('POST', '/api/mandates', {
      organisation: code,
      agent: 'hua',
      acts,
      ...until,
    })
    await desk.asks('POST', `/api/registers/${challenge.name}`, {
      ...{ title: '鱼塘缺氧提前两小时预警', question: '夜里缺氧来不及处置。', offer: '三个渔场试用。' },
      answersUntil: '2024-09-10',
    })

    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const screen = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' as const }
    const phone = await (await browser.newContext(screen)).newPage()
    await phone.goto(`${base}/sign-in`)
    await phone.getByLabel('账号').fill('hua')
    await phone.getByLabel('密码').fill('a long password')
    await phone.getByRole('button', { name: '登录', exact: true }).click()
    await phone.getByText('，您好').waitFor()
    await phone.request.post(`${base}/api/session/mandate`, { data: { mandate }, headers: { 'x-requested-by': 'web' } })
    const heading = (words: string) => phone.getByRole('heading', { level: 1, name: words }).waitFor()
    const next = () => phone.getByRole('button', { name: /下一问|跳过，不填/ }).click()
    const handsIn = async () => {
      await heading('这些对不对？')
      await phone.getByRole('button', { name: '都对，交上去' }).click()
      await heading('交上去了')
    }

    await phone.goto(base)
    await phone.getByRole('link', { name: /^登记为合作伙伴/ }).click()
    await phone.getByRole('textbox', { name: '统一社会信用代码' }).fill(code)
    await next()
    await phone.getByRole('radio', { name: '企业' }).check()
    await next()
    await phone.getByRole('textbox', { name: '擅长什么' }).fill('水质传感和模型。')
    await fits(phone, 'what a partner does')
    await next()
    await handsIn()
    await clerk.does(listing, (await clerk.cases(listing))[0]?.id, 'list')

    await phone.goto(base)
    await phone.getByText(`代${name}`).waitFor()
    await fits(phone, 'the home of whoever acts for an enterprise')
    await phone.getByRole('link', { name: /^应答难题/ }).click()
    await picks(phone, '鱼塘缺氧')
    await next()
    await picks(phone, name)
    await next()
    await phone.getByRole('textbox', { name: '方案名称' }).fill('溶氧浮标预警')
    await next()
    await phone.getByRole('textbox', { name: '怎样解决' }).fill('浮标加模型，短信提醒。')
    await next()
    await heading('方案材料')
    await next()
    await fits(phone, 'the last look at an answer')
    await handsIn()
    await phone.getByRole('link', { name: '看办到哪了' }).click()
    await phone.getByText('已经收到您的应答').first().waitFor()
    await fits(phone, 'an answer that was handed in')

    await city.waits({ until: '2024-09-11' })
    const yu = await signIn(browser, base, 'yu')
    const does = async (action: string) => {
      await yu.getByRole('button', { name: action, exact: true }).first().click()
      return yu.locator('form').getByRole('button', { name: action, exact: true })
    }
    const opens = async (words: string | RegExp) => {
      await yu.goto(base)
      await yu.getByRole('region', { name: '收件箱' }).getByRole('link', { name: words }).first().click()
    }
    await opens(/溶氧浮标/)
    const scores = await does('写评审意见')
    await yu.getByLabel('评审得分').fill('91')
    await yu.getByRole('textbox', { name: '评审意见' }).fill('有试用数据。')
    await scores.click()
    await opens(/鱼塘缺氧/)
    const judges = await does('评审完毕')
    await yu.getByLabel('评审结论').fill('方案成熟。')
    await fits(yu, 'a challenge whose answers are judged')
    await judges.click()
    await yu.getByText('待选定').first().waitFor()
    await opens(/溶氧浮标/)
    const chooses = await does('选定')
    await yu.getByRole('radio', { name: '双方共有' }).check()
    await yu.getByLabel('知识产权约定').fill('源代码双方共有。')
    await yu.getByLabel('项目开始').fill('2024-09-16')
    await yu.getByLabel('项目结束').fill('2025-03-31')
    await fits(yu, 'the terms of a project')
    await chooses.click()
    await yu.getByText('还没有里程碑').first().waitFor()
    await yu.getByRole('button', { name: '加一行' }).click()
    await yu.getByLabel('第 1 行里程碑').fill('样机')
    await yu.getByLabel(/第 1 行完成日期/).fill('2024-11-29')
    await chooses.click()
    await yu.getByText('待对方签署').first().waitFor()

    await phone.goto(base)
    await phone
      .getByRole('region', { name: '我的事' })
      .getByRole('link', { name: /溶氧浮标/ })
      .click()
    await phone.getByRole('link', { name: '同意并签署' }).click()
    await heading('同意并签署')
    await phone.getByText('源代码双方共有').waitFor()
    await fits(phone, 'the terms that a partner signs')
    await phone.getByRole('button', { name: '同意并签署' }).click()
    await phone.getByText('合作已经立项').first().waitFor()
    await yu.goto(`${base}/lists/joint-project`)
    await yu.getByRole('link', { name: '鱼塘缺氧提前两小时预警' }).first().click()
    await yu.getByText('样机').first().waitFor()
    await fits(yu, 'a joint project')
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})

/** A row is picked by its name on a phone. */
async function picks(phone: Page, words: string) {
  await phone.getByRole('radio', { name: new RegExp(words) }).check()
}
