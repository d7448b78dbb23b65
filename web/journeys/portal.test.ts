import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systems } from '#systems'
import { appRun, enquiryRun } from '../../systems/government/service-portal/cases.ts'
import { appsSupplied } from '../../systems/government/service-portal/indicators.ts'
import { mobileApp } from '../../systems/government/service-portal/registers.ts'
import { openCity } from '#testing'
import { hostAppOf } from '#testing/host-app'
import { authorities } from '#testing/seals'
import { allowance, su } from '#testing/allowance'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { opensShown, signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const lead = 'city-civil-affairs-bureau'

test('an app goes from its proposal into another application; a citizen opens it there, gets one thing done, asks what she does not see; the app is taken away and opens no more', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    await authorities(city)
    const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
    const { id: item } = await library.asks('POST', '/api/registers/service-item', allowance)
    const keeperAsks = await city.officer('city-data-bureau', ['portal-keeper'], '门海', 'menhai')
    await city.officer(lead, ['mobile-app-keeper', 'enquiry-answerer'], '达敏', 'damin')
    await using host = await hostAppOf(city, keeperAsks, [su])
    await keeperAsks.asks('POST', '/api/connections/provincial-app/line', { url: host.url, secret: host.secret })
    await city.citizen('suyulan', su.name, su.idNumber)

    // The bureau proposes it; whoever keeps the portal sees that it passes, and agrees.
    const bureau = await signIn(browser, base, 'damin')
    await bureau.goto(`${base}/lists/mobile-app/new`)
    await bureau.getByLabel('应用名称').fill('高龄津贴')
    await bureau.getByLabel('一句话说明').fill('满八十岁的老人每月领')
    const picks = async (of: string | RegExp, named: string, typed?: string) => {
      const box = bureau.getByRole('combobox', { name: of })
      await box.click()
      if (typed) await box.fill(typed)
      await bureau.getByTitle(named, { exact: true }).first().click()
    }
    await picks('什么事', '养老')
    await picks('负责单位', '市民政局', '民政')
    await bureau.getByLabel('服务电话').fill('0515-12345')
    await bureau.getByRole('radio', { name: '办一件事' }).check()
    await picks(/办哪一件事/, '高龄津贴', '高龄')
    await fits(bureau, 'an app proposed')
    await bureau.locator('form').getByRole('button', { name: '登记', exact: true }).dblclick()
    await bureau.getByRole('heading', { level: 1, name: /高龄津贴/ }).waitFor()
    const proposed = await keeperAsks.lists(mobileApp)
    assert.equal(proposed.length, 1)
    const id = proposed[0]?.['id'] as string
    await city.waits({ minutes: 1 })
    const keeper = await signIn(browser, base, 'menhai')
    await opensShown(keeper, '标准应用联调')
    await keeper.getByRole('cell', { name: '通过', exact: true }).waitFor()
    await fits(keeper, 'how apps stand')
    const [run] = await keeperAsks.cases(appRun)
    await keeper.goto(`${base}/cases/mobile-app-run/${run?.['id']}`)
    await keeper.getByRole('button', { name: '同意接入' }).first().click()
    await keeper.getByLabel('审核意见').fill('同意')
    await keeper
      .locator('form')
      .getByRole('button', { name: /同意接入/ })
      .dblclick()
    await keeper.getByText('暂停').first().waitFor()
    await city.waits({ minutes: 1 })
    assert.equal((await keeperAsks.asks('GET', `/api/indicators/${appsSupplied.name}`)).number, 1)

    // She opens it in the other application, on her telephone, and gets it done.
    const screen = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' as const }
    const phone = await (await browser.newContext(screen)).newPage()
    const heading = (words: string | RegExp) => phone.getByRole('heading', { level: 1, name: words }).waitFor()
    const opens = async (page: Page) => {
      await page.goto(host.url)
      await page.getByRole('button', { name: '高龄津贴' }).click()
    }
    await opens(phone)
    await phone.waitForURL(/\/start\/service-application/)
    assert.ok(!phone.url().includes('ticket'))
    await heading(/在哪里办/)
    await fits(phone, 'an app that was opened')
    const next = () =>
      phone
        .locator('form')
        .getByRole('button', { name: /下一问|跳过，不填/ })
        .click()
    await phone.getByRole('radio', { name: '亭湖区' }).check()
    await next()
    await phone.getByRole('textbox', { name: '身份证号' }).fill(su.idNumber)
    await next()
    await heading('统一社会信用代码')
    await next()
    await phone.getByRole('textbox', { name: '联系手机' }).fill(su.mobile)
    await next()
    await heading(/还要说明的/)
    await next()
    await phone.getByRole('radio', { name: '网上看、网上下载' }).check()
    await next()
    await heading(/寄到哪里/)
    await next()
    await heading('这些对不对？')
    await phone.locator('form').getByRole('button', { name: '都对，交上去' }).dblclick()
    await heading('交上去了')
    await phone.getByRole('link', { name: '看办到哪了' }).click()
    await heading('高龄津贴')
    await fits(phone, 'her matter, in the app')
    await phone.goto(base)
    await phone.getByText(/您从“苏服办”进来/).waitFor()
    await fits(phone, 'the first page, in the app')
    assert.equal(await phone.getByRole('link', { name: '我', exact: true }).count(), 0)

    // What she does not understand she asks from the guide; the answer stands under it for everybody.
    await phone.getByRole('link', { name: '按类别找' }).click()
    await phone.getByRole('link', { name: '养老', exact: true }).click()
    await fits(phone, 'what there is of a kind')
    await phone.getByRole('link', { name: '高龄津贴' }).click()
    await phone.getByRole('link', { name: '问一问' }).click()
    await heading(/想问什么/)
    await phone.locator('form input').first().fill('到哪里申请')
    await next()
    await phone.getByRole('radio', { name: '怎么办、要什么' }).check()
    await next()
    await heading(/说说情况/)
    await phone.locator('form textarea').fill('我快八十了，要去哪里申请？')
    await next()
    await heading(/联系手机/)
    await next()
    await heading(/答复可以去掉个人信息后公开/)
    await phone.getByText('是', { exact: true }).click()
    await next()
    await heading('这些对不对？')
    await phone.locator('form').getByRole('button', { name: '都对，交上去' }).dblclick()
    await heading('交上去了')
    const answerer = await city.officer(lead, ['enquiry-answerer'], '达敏', 'damin-3')
    const [asked] = await answerer.cases(enquiryRun)
    await bureau.goto(`${base}/cases/service-enquiry-run/${asked?.['id']}`)
    await bureau.getByRole('button', { name: '答复', exact: true }).first().click()
    await bureau.getByRole('textbox', { name: '答复', exact: true }).fill('网上、社区、自助机都能申请。')
    await bureau.getByLabel('公开成哪一问').fill('高龄津贴在哪里申请？')
    await fits(bureau, 'a question being answered')
    await bureau.locator('form').getByRole('button', { name: '答复', exact: true }).dblclick()
    await bureau.getByText('已答复').first().waitFor()
    const visitor = await (await browser.newContext(screen)).newPage()
    await visitor.goto(`${base}/lists/service-item/${item}`)
    await visitor.getByText('高龄津贴在哪里申请？').click()
    await visitor.getByText('网上、社区、自助机都能申请。').waitFor()
    await fits(visitor, 'a guide with what others asked')

    // Somebody else is signed in on the device: nobody is put into their place unasked.
    await visitor.goto(`${base}/sign-in`)
    await city.citizen('gujianping', '顾建平', '320902195803150010')
    await visitor.getByLabel('账号').fill('gujianping')
    await visitor.getByLabel('密码').fill('a long password')
    await visitor.locator('form').getByRole('button', { name: '登录', exact: true }).click()
    await visitor.getByText('顾建平').first().waitFor()
    await opens(visitor)
    await visitor.getByText(/已经登录着 顾建平/).waitFor()
    await fits(visitor, 'somebody else is here')
    await visitor.getByRole('button', { name: '换人进来' }).click()
    await visitor.waitForURL(/\/start\/service-application/)

    // It is taken away: the other application opens it no more, and she is out.
    await keeper.goto(`${base}/cases/mobile-app-run/${run?.['id']}`)
    await keeper.getByRole('button', { name: '下架' }).first().click()
    await keeper.getByLabel('原因').fill('并入别的应用')
    await keeper.locator('form').getByRole('button', { name: /下架/ }).dblclick()
    await keeper.getByText('已下架').first().waitFor()
    await opens(phone)
    await phone.getByText('“高龄津贴”没有打开：应用已经下架').waitFor()
    await phone.goto(`${base}/in/${id}#ticket=${await host.ticket(id, su.name)}`)
    await heading('这个应用已经下架')
    await fits(phone, 'an app that opens no more')
  } finally {
    await city.house.close()
  }
})
