import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { systems } from '#systems'
import { openCity } from '#testing'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const first = '公共数据异议规则\n第一条 收到异议的，五个工作日内核实。\n第二条 核实期间，数据加注“有异议”。'
const second = '公共数据异议规则\n第一条 收到异议的，三个工作日内核实。\n第三条 结果应当告知提出人。'

test('a visitor compares two versions on a phone, a citizen comments on a draft and reads the answer, what cites a repealed article says so', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const drafter = await city.officer('city-data-bureau', ['rule-drafter', 'rulebook-desk'], '许明章', 'xu')
    const lawyer = await city.officer('city-justice-bureau', ['rule-legal-reviewer'], '方正言', 'fang')
    const secretary = await city.officer('city-data-bureau', ['expert-secretary'], '祝安', 'zhu')
    await city.citizen('su', '苏玉兰')
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const made = (register: string, row: object) => drafter.asks('POST', `/api/registers/${register}`, row)
    const { id: instrument } = await made('rule-instrument', {
      ...{ code: 'data-objection', title: '公共数据异议规则', issuer: 'city-data-bureau', sort: 'rule' },
      plannedOn: '2024-12-31',
    })
    const drafts = async (text: string, until: string) => {
      await made('rule-edition', {
        ...{ instrument, title: '公共数据异议规则', text, why: '缩短期限。', followers: ['city-finance-bureau'] },
      })
      const [open] = (await drafter.asks('GET', '/api/cases/rule-enactment?limit=100')).rows.filter(
        (one: { closedAt: string | null }) => one.closedAt === null,
      )
      await takes(drafter, 'rule-enactment', open.id, 'publish', { commentUntil: until })
      return open.id as string
    }
    const takes = async (who: typeof drafter, kind: string, id: string, action: string, form: object) => {
      const { version } = await who.asks('GET', `/api/cases/${kind}/${id}`)
      await who.asks('POST', `/api/cases/${kind}/${id}/${action}`, { version, form })
    }
    const issues = async (making: string, day: string) => {
      await city.waits({ until: day })
      const [asked] = (await drafter.asks('GET', '/api/cases/rule-consulting?limit=100')).rows.filter(
        (one: { closedAt: string | null }) => one.closedAt === null,
      )
      await takes(drafter, 'rule-consulting', asked.id, 'finish', { summary: '意见都已答复。' })
      await takes(drafter, 'rule-enactment', making, 'submit', { words: '请审。' })
      await takes(lawyer, 'rule-enactment', making, 'pass', { opinion: '合法。' })
      await takes(drafter, 'rule-enactment', making, 'issueNow', {
        ...{ docNumber: '盐数规〔2024〕1号', followers: ['city-finance-bureau'] },
      })
    }
    await issues(await drafts(first, '2024-09-03'), '2024-09-04')
    const cited = (await secretary.asks('GET', '/api/registers/rule-article?limit=10&sort=place')).rows[1]
    await secretary.asks('POST', '/api/registers/expert-review', {
      ...{ title: '异议平台升级', applicant: '市数据局', matter: '论证。', meetsOn: '2024-12-20', basis: cited.id },
    })
    const making = await drafts(second, '2024-09-12')

    // A citizen finds the draft, says something of it, a question a screen.
    const screen = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' as const }
    const phone = await (await browser.newContext(screen)).newPage()
    await phone.goto(`${base}/rules`)
    await phone.getByText('2024-09-12 截止').waitFor()
    await fits(phone, 'the rules on a phone')
    await phone.getByRole('link', { name: '公共数据异议规则（征求意见稿）' }).click()
    await phone.getByText('正在公开征求意见').waitFor()
    await fits(phone, 'a rule on a phone')
    await phone.goto(`${base}/sign-in`)
    await phone.getByLabel('账号').fill('su')
    await phone.getByLabel('密码').fill('a long password')
    await phone.getByRole('button', { name: '登录', exact: true }).click()
    await phone.getByText('，您好').waitFor()
    const next = () => phone.getByRole('button', { name: /下一问|跳过，不填/ }).click()
    await phone.getByRole('link', { name: '对制度征求意见稿提意见' }).click()
    await phone.getByRole('radio', { name: '公共数据异议规则（征求意见稿）' }).check()
    await next()
    await phone.getByRole('textbox', { name: '对哪一条' }).pressSequentially('第一条')
    await next()
    await phone.getByRole('textbox', { name: '一句话说意见' }).fill('还可以再快一点')
    await next()
    await phone.getByRole('textbox', { name: '具体意见和理由' }).fill('简单的差错当天就能改。')
    await next()
    await phone.getByRole('button', { name: '都对，交上去' }).dblclick()
    await phone.getByRole('heading', { level: 1, name: '交上去了' }).waitFor()

    // The desk answers it.
    const desk = await signIn(browser, base, 'xu')
    await desk
      .getByRole('region', { name: '收件箱' })
      .getByRole('link', { name: /还可以再快一点/ })
      .click()
    await desk.getByText('简单的差错当天就能改。').waitFor()
    await desk.getByRole('button', { name: '答复', exact: true }).click()
    await desk.locator('form').getByText('部分采纳').click()
    await desk.locator('form').getByLabel('答复', { exact: true }).fill('简单差错当天改，其余三个工作日。')
    await fits(desk, 'an answer at a desk')
    await desk.locator('form').getByRole('button', { name: '答复' }).dblclick()
    await desk.getByText('已答复').first().waitFor()
    await phone.goto(`${base}/mine`)
    await phone.getByRole('link', { name: /还可以再快一点/ }).click()
    await phone.getByText('简单差错当天改，其余三个工作日。').first().waitFor()
    await fits(phone, 'the answer on a phone')

    // In force: two versions word by word, as a visitor reads them; an address that was given out still leads somewhere.
    await issues(making, '2024-09-13')
    const visitor = await (await browser.newContext(screen)).newPage()
    await visitor.goto(`${base}/rules/data-objection`)
    await visitor.getByRole('link', { name: '对照两个版本' }).click()
    await visitor.getByText('改 1 段，增 1 段，删 1 段，其余 1 段没有变。').waitFor()
    assert.deepEqual(await visitor.locator('tr.changed :is(del, ins)').allTextContents(), ['五', '三'])
    await visitor.getByLabel('只看改动').check()
    assert.equal(await visitor.locator('tbody tr').count(), 3)
    await fits(visitor, 'two versions on a phone')
    await visitor.setViewportSize({ width: 1440, height: 900 })
    await fits(visitor, 'two versions side by side')
    await visitor.goto(`${base}/rules/data-objection#2`)
    await visitor.locator('article.at').getByText('已废止').waitFor()

    // Whoever cites it reads that it is out of force, and may not cite it anew.
    const reviews = await signIn(browser, base, 'zhu')
    await reviews.goto(`${base}/cases/expert-reviewing`)
    await reviews.getByText('公共数据异议规则 第二条（已废止）').waitFor()
    await reviews.goto(`${base}/lists/expert-review/new`)
    await reviews.getByLabel('评审依据').click()
    await reviews.getByText('公共数据异议规则 第三条').first().waitFor()
    assert.equal(await reviews.getByText('公共数据异议规则 第二条').count(), 0)
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
