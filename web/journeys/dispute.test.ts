import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systems } from '#systems'
import { openCity } from '#testing'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('a citizen brings a dispute in on a phone, the centre mediates at its desk, both sides sign at home', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    await city.citizen('su', '苏玉兰', '320902196307220029')
    await city.citizen('gu', '顾建平', '320902195803150010')
    await city.officer('tinghu-mediation-centre', ['mediator'], '何顺', 'he')
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const screen = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' as const }
    const phoneOf = async (account: string) => {
      const phone = await (await browser.newContext(screen)).newPage()
      await phone.goto(`${base}/sign-in`)
      await phone.getByLabel('账号').fill(account)
      await phone.getByLabel('密码').fill('a long password')
      await phone.getByRole('button', { name: '登录', exact: true }).click()
      await phone.getByText('，您好').waitFor()
      return phone
    }
    const su = await phoneOf('su')
    const heading = (page: Page, words: string) => page.getByRole('heading', { level: 1, name: words }).waitFor()
    const next = () => su.getByRole('button', { name: /下一问|跳过，不填/ }).click()

    // One question a screen, in her words; her own name is known, what the centre fills in is never asked.
    await su.getByRole('link', { name: '请人调解一件纠纷' }).click()
    await heading(su, '一句话说明')
    await fits(su, 'the first question')
    await su.getByRole('textbox', { name: '一句话说明' }).fill('楼上漏水，修缮费用谈不拢')
    await next()
    await su.getByRole('radio', { name: '邻里' }).check()
    await next()
    await su.getByRole('textbox', { name: '事情的经过' }).fill('九月起厨房顶漏水。')
    await next()
    await su.getByRole('radio', { name: '亭湖区' }).check()
    await next()
    await su.getByRole('textbox', { name: '希望怎样解决' }).fill('修好并赔偿吊顶。')
    await next()
    await heading(su, '材料')
    await next()
    await heading(su, '申请人身份证号')
    await next()
    await su.getByRole('textbox', { name: '申请人手机' }).fill('13805110002')
    await next()
    await su.getByRole('textbox', { name: '对方姓名或单位' }).fill('顾建平')
    await next()
    await su.getByRole('textbox', { name: '对方身份证号' }).fill('320902195803150010')
    await next()
    await heading(su, '这些对不对？')
    await su.getByText('取自您的账号').waitFor()
    await fits(su, 'the last look')
    await su.getByRole('button', { name: '都对，交上去' }).dblclick()
    await heading(su, '交上去了')
    await su.getByRole('link', { name: '看办到哪了' }).click()
    await heading(su, '楼上漏水，修缮费用谈不拢')
    await su.getByText('已经收到，三个工作日内答复是否受理').first().waitFor()
    await fits(su, 'her matter')

    // The centre's inbox has it once.
    const he = await signIn(browser, base, 'he')
    const inbox = he.getByRole('region', { name: '收件箱' })
    assert.equal(await inbox.getByRole('link', { name: /楼上漏水/ }).count(), 1)
    await inbox.getByRole('link', { name: /楼上漏水/ }).click()
    await he.getByText('九月起厨房顶漏水。').waitFor()
    await fits(he, 'the case at a desk')
    await he.getByRole('button', { name: '受理', exact: true }).click()
    await he.getByLabel('调解员').fill('何顺')
    await he.locator('form').getByRole('button', { name: '受理' }).dblclick()
    await he.getByRole('button', { name: '拟定协议' }).first().click()
    await he.getByLabel('调解协议').fill('顾建平修好漏水，赔偿 800 元。')
    await he.getByLabel('履行期限').fill('2024-09-20')
    await he.locator('form').getByRole('button', { name: '拟定协议' }).dblclick()
    await he.getByText('双方已在纸上签字').first().waitFor()

    // Each side reads the agreement and signs on their own phone.
    const gu = await phoneOf('gu')
    for (const [page, left] of [
      [su, true],
      [gu, false],
    ] as const) {
      await page.goto(base)
      await page
        .getByRole('region', { name: '等您看的' })
        .getByRole('link', { name: /楼上漏水/ })
        .click()
      await page.getByRole('link', { name: '同意并签字' }).click()
      await heading(page, '同意并签字')
      await page.getByText('赔偿 800 元').waitFor()
      await fits(page, 'what is signed')
      await page.getByRole('button', { name: '同意并签字' }).dblclick()
      if (left) await page.getByRole('link', { name: '不同意', exact: true }).waitFor()
      else await page.getByText('协议已经生效').first().waitFor()
      assert.equal(await page.getByRole('link', { name: '同意并签字' }).count(), 0, 'each signs once')
    }
    await su.goto(`${base}/mine`)
    await su.getByText('协议已经生效').waitFor()
    await fits(su, 'her matters')
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
