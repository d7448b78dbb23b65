import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { systems } from '#systems'
import { openCity } from '#testing'
import { farSideOf } from '#testing/far-side'
import { allowance, su } from '#testing/allowance'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { opensShown, signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('a line is set up, what the province cannot be understood in is looked at and done once more, a street reads what came back for it', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
    await city.officer('city-data-bureau', ['connection-keeper'], '段捷', 'duanjie')
    await city.officer('town-320902001', ['return-reader'], '席舒', 'xishu')
    await using far = await farSideOf(city, 'provincial-hub')

    // Whoever keeps the line open sets it up.
    const keeper = await signIn(browser, base, 'duanjie')
    await opensShown(keeper, '系统对接')
    await fits(keeper, 'connections')
    await keeper
      .getByRole('row', { name: /省政务服务中台/ })
      .getByRole('button', { name: /设置线路/ })
      .click()
    await keeper.getByLabel('对方接口的地址').fill(far.url)
    await keeper.getByLabel('双方约定的密钥').fill(far.secret)
    await fits(keeper, 'a line being set up')
    await keeper
      .locator('form')
      .getByRole('button', { name: /设置线路/ })
      .click()
    await keeper.getByRole('row', { name: /省政务服务中台.* 通 / }).waitFor()

    // The province hands over what nobody here knows; it waits with its reason until the item is there.
    const says = (key: string, stream: string, body: object) =>
      far.tells({ id: randomUUID(), stream, key, seq: 1, body })
    await says('JS-9', 'application', {
      ...{ item: allowance.title, region: '320902001', ...su, answers: [] },
    })
    await keeper.locator('#main').getByRole('link', { name: '卡住的消息' }).click()
    await keeper.getByText('“高龄津贴”在政务服务事项里没有').waitFor()
    await fits(keeper, 'a message that is stuck')
    await library.asks('POST', '/api/registers/service-item', allowance)
    await keeper.getByRole('button', { name: /再处理一次/ }).click()
    await keeper.getByText('没有卡住的消息。').waitFor()

    // A street's data officer reads what came back for the street, and asks for more.
    await says('R-1', 'returned', {
      ...{ catalogue: 'pension', about: '苏玉兰', region: '320902001201', on: '2024-08-01', says: '一月领取' },
    })
    const street = await signIn(browser, base, 'xishu', { width: 390, height: 844 })
    await street.goto(`${base}/lists/returned-record`)
    // Whom it is about is veiled in a list; it is opened, with a look on record, one by one.
    await street.getByText('养老保险待遇领取').first().waitFor()
    await fits(street, 'what came back for a street')
    await street.goto(`${base}/lists/return-subscription/new`)
    await street.getByRole('combobox', { name: '回流目录' }).click()
    await street.getByTitle('残疾人证', { exact: true }).click()
    await street.getByLabel('用来做什么').fill('核对残疾人补贴')
    await street.locator('form').getByRole('button', { name: '登记', exact: true }).dblclick()
    await street.getByRole('heading', { level: 1, name: /残疾人证/ }).waitFor()
    await fits(street, 'a subscription')
  } finally {
    await city.house.close()
  }
})
