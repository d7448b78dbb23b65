import { after, test } from 'node:test'
import { systems } from '#systems'
import { openCity } from '#testing'
import { su } from '#testing/allowance'
import { published, resourceOf } from '#testing/published-data'
import { fits, isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { agreementRun } from '../../systems/data/data-sharing/cases.ts'
import { opensShown, signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('one agency asks another for data, is let have one field of it, uses it in a matter on a phone; whom it was about sees it', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const keeper = await city.officer('city-data-bureau', ['catalogue-keeper'], '穆录')
    const taxRoles = ['data-officer', 'data-provider', 'sharing-provider']
    const tax = await city.officer('city-tax-bureau', taxRoles, '龚祥', 'gongxiang')
    await city.officer('city-civil-affairs-bureau', ['sharing-officer', 'data-user'], '达申', 'dashen')
    await city.officer('city-data-bureau', ['sharing-leader'], '舒芬', 'shufen')
    await city.citizen('suyulan', su.name, su.idNumber)
    await city.waits({ minutes: 1 })
    await published({ officer: tax, keeper }, await resourceOf(keeper, 'dataset:taxed-wages'))
    await city.waits({ minutes: 1 })
    const rows = [{ citizen: su.idNumber, month: '2024-07', monthlyWage: 320_000 }]
    await tax.asks('POST', '/api/datasets/taxed-wages', { rows }, { 'idempotency-key': 'told-in-july' })

    // What is needed is asked for.
    const asker = await signIn(browser, base, 'dashen')
    const picks = async (of: string | RegExp, named: string) => {
      const box = asker.getByRole('combobox', { name: of })
      await box.click()
      await box.fill(named)
      await asker.getByTitle(named, { exact: true }).first().click()
    }
    await asker.goto(`${base}/lists/sharing-agreement/new`)
    await asker.getByLabel('用来办什么').fill('临时救助核对')
    await picks(/要哪个数据资源/, '个税工资')
    await picks(/按哪一项查/, '公民身份号码')
    await asker.getByRole('radio', { name: /查询/ }).check()
    await asker.getByLabel('用途').fill('核对申请人的工资')
    await asker.getByLabel('法律依据').fill('《社会救助暂行办法》第五十八条')
    await asker.getByLabel('每天最多').fill('20')
    await asker.getByLabel('用到哪天').fill('2025-08-31')
    await fits(asker, 'data asked for')
    await asker.locator('form').getByRole('button', { name: '登记', exact: true }).dblclick()
    await asker.getByRole('heading', { level: 1, name: /临时救助核对/ }).waitFor()
    await asker.getByRole('link', { name: /添加要的信息项/ }).click()
    await picks(/信息项/, '月工资')
    await asker.getByRole('group', { name: '遮盖' }).getByRole('radio', { name: '否' }).check()
    await asker.locator('form').getByRole('button', { name: '登记', exact: true }).dblclick()
    await asker.getByRole('cell', { name: '月工资' }).waitFor()

    // Who holds it agrees.
    const provider = await signIn(browser, base, 'gongxiang')
    const run = (await tax.cases(agreementRun))[0]?.['id']
    await provider.goto(`${base}/cases/sharing-agreement-run/${run}`)
    await provider.getByRole('button', { name: '同意共享' }).first().click()
    await provider.getByLabel('答复意见').fill('同意，用于社会救助')
    await provider.locator('form').getByRole('button', { name: '同意共享' }).dblclick()
    await provider.getByText('生效').first().waitFor()
    await fits(provider, 'data agreed on')

    // It is used in a matter, on a phone; what is not in the contract is not told.
    const user = await signIn(browser, base, 'dashen', { width: 390, height: 844 })
    await user.goto(`${base}/sharings`)
    await user.getByRole('button', { name: '查询', exact: true }).click()
    await user.getByLabel(/查谁/).fill(su.idNumber)
    await user.getByLabel(/办哪一件事/).fill('核对苏玉兰的临时救助')
    await user.getByRole('button', { name: '查询并留下记录' }).dblclick()
    await user.getByRole('definition').filter({ hasText: '3200' }).waitFor()
    await isAccessible(user, 'data used')
    await fits(user, 'data used')

    const leader = await signIn(browser, base, 'shufen')
    await opensShown(leader, '共享调用记录')
    await leader
      .getByRole('row', { name: /临时救助核对.*达申/ })
      .first()
      .waitFor()
    await fits(leader, 'calls on record')

    // Whom it was about sees who asked, and for what.
    const person = await (
      await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
    ).newPage()
    await person.goto(`${base}/sign-in`)
    await person.getByLabel('账号').fill('suyulan')
    await person.getByLabel('密码').fill('a long password')
    await person.getByRole('button', { name: '登录', exact: true }).click()
    await person.getByText('，您好').waitFor()
    await person.goto(`${base}/looks`)
    await person.getByText('核对苏玉兰的临时救助').first().waitFor()
    await fits(person, 'who looked')
  } finally {
    await city.house.close()
  }
})
