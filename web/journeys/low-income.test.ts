import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systems } from '#systems'
import { openCity, writesSheet } from '#testing'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { opensShown, signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const head = '320902195803150010'

test('a grid worker registers a family and goes to see it with a phone, the county decides at a desk, the family reads why', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    await city.officer('tinghu-government', ['household-visitor'], '村新', 'cun')
    await city.officer('tinghu-civil-affairs-bureau', ['aid-officer'], '廷民', 'ting')
    await city.citizen('gu', '顾建平', head)
    await city.officer('city-tax-bureau', ['data-provider'], '水务本', 'shui')
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const phone = { width: 390, height: 844 }
    const choose = async (page: Page, label: string | RegExp, option: string) => {
      await page.getByLabel(label).click()
      await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
    }

    // At the door: the family, and who lives in it.
    const cun = await signIn(browser, base, 'cun', phone)
    await cun.goto(`${base}/lists/household/new`)
    await cun.getByLabel('户主姓名').fill('顾建平')
    await cun.getByLabel('户主身份证号').fill(head)
    await choose(cun, '所属村居', '亭湖区')
    await cun.getByLabel('家庭人口').fill('2')
    await cun.getByLabel('申报收入').fill('500')
    await fits(cun, 'the form of a family on a phone')
    await cun.getByRole('button', { name: '登记', exact: true }).dblclick()
    await cun.getByRole('heading', { name: '家庭成员' }).waitFor()
    await cun.getByText('还没有登记家庭成员').waitFor()
    await fits(cun, 'a family on a phone')
    await cun.getByRole('link', { name: '添加家庭成员' }).click()
    await cun.getByLabel('姓名', { exact: true }).fill('王桂英')
    await cun.getByLabel('身份证号').fill('320902196307220029')
    await choose(cun, '与户主关系', '配偶')
    await cun.getByRole('button', { name: '登记', exact: true }).click()
    await cun.getByText('320*************29').waitFor()

    // What the tax bureau tells does not fit what the family declared: it waits in her inbox.
    const tax = await signIn(browser, base, 'shui')
    await opensShown(tax, '部门数据')
    await tax.getByRole('button', { name: /^报送“.*工资.*”/ }).click()
    await tax.getByRole('link', { name: '下载填报表' }).waitFor()
    await fits(tax, 'a department tells what it knows')
    await tax.locator('input[type=file]').setInputFiles({
      name: '工资.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: await writesSheet({ 公民身份号码: 'text', 月份: 'text', '月工资（元）': 'money' }, [
        { 公民身份号码: head, 月份: '2024-08', '月工资（元）': 9000 },
      ]),
    })
    await tax.getByText('办成 1 行').waitFor()
    await cun.goto(base)
    const inbox = cun.getByRole('region', { name: '收件箱' })
    await inbox
      .getByRole('link', { name: /预警核查/ })
      .first()
      .click()
    await cun.getByText('工资高于申报收入').waitFor()
    await cun.getByText('王桂英').waitFor()
    await fits(cun, 'a warning on a phone')
    await cun.getByRole('button', { name: '入户核查' }).first().click()
    await cun.getByLabel('看到的情况').fill('户主独居，无业，工资是他人冒领。')
    await cun.locator('form').getByRole('button', { name: '入户核查' }).dblclick()
    await cun.getByText('待认定').first().waitFor()

    // The county decides at its desk, with what rules say beside the family.
    const ting = await signIn(browser, base, 'ting')
    await ting
      .getByRole('region', { name: '收件箱' })
      .getByRole('link', { name: /预警核查/ })
      .first()
      .click()
    await ting.getByText('工资高于申报收入').waitFor()
    await fits(ting, 'a warning at a desk')
    await ting.getByRole('button', { name: '给予救助' }).first().click()
    await ting.getByRole('radio', { name: '最低生活保障' }).check()
    await ting.getByLabel('认定意见').fill('生活困难，纳入低保。')
    await ting.locator('form').getByRole('button', { name: '给予救助' }).dblclick()
    await ting.getByText('已认定').first().waitFor()

    // The family reads it at home, in plain words.
    const gu = await (await browser.newContext({ viewport: phone, locale: 'zh-CN', reducedMotion: 'reduce' })).newPage()
    await gu.goto(`${base}/sign-in`)
    await gu.getByLabel('账号').fill('gu')
    await gu.getByLabel('密码').fill('a long password')
    await gu.getByRole('button', { name: '登录', exact: true }).click()
    await gu.getByText('，您好').waitFor()
    await gu.goto(`${base}/mine`)
    await gu.getByText('已经定下').first().waitFor()
    await fits(gu, 'his matters')
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
