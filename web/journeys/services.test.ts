import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systems } from '#systems'
import { openCity } from '#testing'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const item = {
  ...{ title: '食品经营许可（新办）', sort: '01', lead: 'city-market-regulation-bureau', level: 'county' },
  ...{ whom: ['person', 'enterprise'], theme: 'food', words: '开饭店、卖吃的要什么证', fee: '不收费' },
  ...{ conditions: '有固定经营场所的经营者。', promisedDays: 5, legalDays: 20, apart: true },
  ...{ basis: '《中华人民共和国食品安全法》第三十五条', result: '食品经营许可证' },
}

test('a citizen finds what to get done in her own words and does it on a phone; one window takes it in, a bureau decides, she rates it', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
    const { id } = await library.asks('POST', '/api/registers/service-item', item)
    for (const need of [
      { title: '经营场所平面图', kind: 'files', source: 'applicant', needed: true },
      { title: '做什么菜', kind: 'choice', source: 'applicant', needed: true, options: '热食\n冷食' },
      { title: '我承诺：场所不在禁止的地方', kind: 'yesNo', source: 'promise', needed: true },
      { title: '营业执照', kind: 'files', source: 'licence', needed: true },
    ])
      await library.asks('POST', '/api/registers/service-item-need', { ...need, item: id })
    await city.citizen('su', '苏玉兰', '320902196307220029')
    await city.officer('tinghu-service-hall', ['service-receiver'], '童晓', 'tong')
    await city.officer('tinghu-market-regulation-bureau', ['service-decider'], '史平', 'shi')
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const heading = (page: Page, words: string) => page.getByRole('heading', { level: 1, name: words }).waitFor()

    // A visitor reads what it takes before signing in, and comes back to it.
    const screen = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' as const }
    const su = await (await browser.newContext(screen)).newPage()
    await su.goto(base)
    await su.getByRole('searchbox', { name: '要办什么事' }).fill('开个饭店')
    await su.getByRole('button', { name: '找' }).click()
    await fits(su, 'what was found')
    await su.getByRole('link', { name: item.title }).click()
    await su.getByRole('heading', { name: '不用您交的' }).waitFor()
    await su.getByText('电子证照，免交').waitFor()
    await fits(su, 'what it takes')
    await su.getByRole('link', { name: '登录后办理' }).click()
    await su.getByLabel('账号').fill('su')
    await su.getByLabel('密码').fill('a long password')
    await su.getByRole('button', { name: '登录', exact: true }).click()
    await su.getByRole('link', { name: '现在就办' }).click()

    // What the item asks is asked, one question a screen; what the state holds is not.
    const next = () => su.getByRole('button', { name: /下一问|跳过，不填/ }).click()
    await su.getByRole('radio', { name: '亭湖区' }).check()
    await next()
    await su.getByRole('textbox', { name: '身份证号' }).fill('320902196307220029')
    await next()
    await heading(su, '统一社会信用代码')
    await next()
    await su.getByRole('textbox', { name: '联系手机' }).fill('13805110002')
    await next()
    await heading(su, '经营场所平面图')
    await next()
    await su.getByText('请上传').waitFor()
    const plan = { name: '平面图.txt', mimeType: 'text/plain', buffer: Buffer.from('一间店') }
    await su.locator('input[type=file]').setInputFiles(plan)
    await su.getByRole('button', { name: /^移去/ }).waitFor()
    await next()
    await su.getByRole('radio', { name: '热食' }).check()
    await next()
    await fits(su, 'a promise')
    await su.getByRole('radio', { name: '是' }).check()
    await next()
    await heading(su, '还要说明的')
    await next()
    await heading(su, '结果怎样给您')
    await next()
    await heading(su, '寄到哪里')
    await next()
    await heading(su, '这些对不对？')
    await fits(su, 'the last look')
    await su.getByRole('button', { name: '都对，交上去' }).dblclick()
    await heading(su, '交上去了')
    await su.getByRole('link', { name: '看办到哪了' }).click()
    await su.getByText('五个工作日内告诉您材料齐不齐').first().waitFor()

    // One window has it once, with what was handed in, and takes it in. What was done takes its button away.
    const tong = await signIn(browser, base, 'tong')
    const inbox = tong.getByRole('region', { name: '收件箱' })
    assert.equal(await inbox.getByRole('link', { name: item.title }).count(), 1)
    await inbox.getByRole('link', { name: item.title }).click()
    await tong.getByText('平面图.txt').waitFor()
    await tong.getByText('做什么菜').waitFor()
    await fits(tong, 'an application at the window')
    await tong.getByRole('button', { name: '受理，转办理单位' }).first().click()
    await tong.locator('form').getByRole('button', { name: '受理，转办理单位' }).dblclick()
    await tong.getByRole('button', { name: '受理，转办理单位' }).first().waitFor({ state: 'detached' })

    // At the window somebody else is served from the same form; the item is found by what it is about.
    await tong.goto(`${base}/lists/service-application/new?item=${id}`)
    await tong.getByRole('group', { name: '申请内容和材料' }).getByText('经营场所平面图').waitFor()
    await fits(tong, 'the form at the window')

    const shi = await signIn(browser, base, 'shi')
    await shi.getByRole('region', { name: '收件箱' }).getByRole('link', { name: item.title }).click()
    await shi.getByText('平面图.txt').waitFor()
    await shi.getByRole('button', { name: '准予', exact: true }).first().click()
    const licence = { name: '食品经营许可证.txt', mimeType: 'text/plain', buffer: Buffer.from('准予') }
    await shi.locator('form input[type=file]').setInputFiles(licence)
    await shi.getByRole('button', { name: /^移去/ }).waitFor()
    await shi.locator('form').getByRole('button', { name: '准予', exact: true }).click()
    await shi.getByRole('button', { name: '准予', exact: true }).first().waitFor({ state: 'detached' })

    await tong.goto(base)
    await tong.getByRole('region', { name: '收件箱' }).getByRole('link', { name: item.title }).first().click()
    await tong.getByRole('button', { name: '已送达' }).first().click()
    await tong.locator('form').getByRole('button', { name: '已送达' }).click()
    await tong.getByRole('button', { name: '已送达' }).first().waitFor({ state: 'detached' })

    // She reads the end, opens what she was given, and says what she thinks of it.
    await su.reload()
    await su.getByText('办好了；三十天内可以评价').first().waitFor()
    await su.getByText('食品经营许可证.txt').first().waitFor()
    await fits(su, 'her matter at its end')
    await su
      .getByRole('link', { name: '评价' })
      .or(su.getByRole('button', { name: '评价' }))
      .first()
      .click()
    await su.getByRole('radio', { name: '满意', exact: true }).check()
    await next()
    await heading(su, '说说为什么')
    await next()
    await heading(su, '这些对不对？')
    await su.getByRole('button', { name: /评价/ }).last().click()
    await su.getByText('谢谢您的评价').first().waitFor()
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
