import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { decodeQR } from 'qr/decode.js'
import { systems } from '#systems'
import { openCity, type City } from '#testing'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { opensShown, signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

/** The city's clock goes as the world's does, so that phones and scanners learn the same time. */
function going(city: City): () => void {
  const ahead = city.clock.now().getTime() - Date.now()
  const timer = setInterval(() => city.clock.set(new Date(Date.now() + ahead)), 100)
  return () => clearInterval(timer)
}

/** What a scanner would read off the phone's screen: the picture of it, pixel by pixel. */
async function readOff(phone: Page): Promise<string> {
  const shot = (await phone.locator('img.qr').screenshot({ scale: 'css' })).toString('base64')
  const { width, height, pixels } = await phone.evaluate(async (png) => {
    const image = new Image()
    image.src = `data:image/png;base64,${png}`
    await image.decode()
    const { width, height } = image
    const ground = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D
    ground.drawImage(image, 0, 0)
    const { data } = ground.getImageData(0, 0, width, height)
    return { width, height, pixels: Array.from(data, (value) => String.fromCharCode(value)).join('') }
  }, shot)
  return decodeQR({ width, height, data: Buffer.from(pixels, 'latin1') })
}

async function enters(page: Page, account: string) {
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码').fill('a long password')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
}

async function types(counter: Page, code: string) {
  await counter.getByLabel('扫码枪读到这里').fill(code)
  await counter.keyboard.press('Enter')
}

const says = (counter: Page, words: string) =>
  counter.getByRole('region', { name: '核验结果' }).getByText(words).first().waitFor()

/** An officer sets a device up, leaves it, and takes the session along. */
async function setsUp(counter: Page, base: string, name: string, purpose: string) {
  await counter.goto(`${base}/scan`)
  await counter.getByLabel('设备名称').fill(name)
  await counter.getByLabel('用途').selectOption({ label: purpose })
  await counter.getByRole('button', { name: '登记本机' }).click()
  await counter.getByRole('heading', { name }).waitFor()
  await counter.getByRole('button', { name: '退出登录' }).click()
  await counter.getByText('本机还登录着').waitFor({ state: 'detached' })
}

test('a phone shows a code, a library asks and is told, a bus takes it without a network, and the holder reads it all', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  const stop = going(city)
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    await city.officer('city-culture-tourism-bureau', ['scanner-keeper', 'card-issuer'], '文旅生', 'keeper')
    await city.person('wang', '王秀英')

    // The desk: a card that fits nobody is refused in place, with what was typed still there.
    const desk = await signIn(browser, base, 'keeper')
    await opensShown(desk, '卡证')
    await desk.getByText('本单位还没有加载卡证').waitFor()
    await desk.getByRole('button', { name: '加载卡证' }).click()
    const card = desk.getByRole('form', { name: '加载卡证' })
    await card.getByLabel('读者证').check()
    await card.getByLabel('持证人').fill('wangg')
    await card.getByLabel('号码').fill('YC-00817')
    await card.getByLabel('有效期至').fill('2026-12-31')
    await card.getByRole('button', { name: '加载卡证' }).click()
    await card.getByText('找不到这个账号的在用用户').waitFor()
    assert.equal(await card.getByLabel('号码').inputValue(), 'YC-00817')
    await fits(desk, 'the form of a card')
    await card.getByLabel('持证人').fill('wang')
    await card.getByRole('button', { name: '加载卡证' }).dblclick()
    await desk.getByRole('cell', { name: '王秀英', exact: true }).waitFor()
    await fits(desk, 'the cards')

    const counter = await signIn(browser, base, 'keeper')
    await counter.goto(`${base}/scan`)
    await counter.getByLabel('用途').waitFor()
    await fits(counter, 'set-up of a scanner')
    await setsUp(counter, base, '总服务台', '图书借阅')

    const screen = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', deviceScaleFactor: 2 }
    const phone = await (await browser.newContext({ ...screen, reducedMotion: 'reduce' })).newPage()
    await phone.goto(`${base}/code`)
    await phone.getByRole('link', { name: '登录后出示' }).click()
    await enters(phone, 'wang')
    await phone.locator('img.qr').waitFor()
    await phone.getByText('王秀英').first().waitFor()
    await phone.getByText('••••••17').waitFor()
    assert.equal(await phone.getByText('YC-00817').count(), 0)
    await phone.getByRole('button', { name: '显示读者证号码' }).click()
    await phone.getByText('YC-00817').waitFor()
    await fits(phone, 'the code on a phone')

    const first = await readOff(phone)
    assert.match(first, /^SU1\.[A-Za-z0-9_-]{179}$/)
    await types(counter, first)
    await says(counter, '等持码人同意')
    const asked = phone.getByRole('dialog', { name: '请您同意' })
    await asked.getByText('本馆读者编号').waitFor()
    await asked.getByText('总服务台').waitFor()
    await fits(phone, 'what is asked on a phone')
    await fits(counter, 'a scanner that waits')
    assert.equal(await counter.getByText('YC-00817').count(), 0, 'nothing is told before a yes')
    await asked.getByRole('button', { name: '同意提供' }).dblclick({ timeout: 5000 })
    await phone.getByText('已同意向').waitFor()
    await says(counter, 'YC-00817，有效期至 2026-12-31')
    await fits(counter, 'a scanner that was told')
    await phone.waitForFunction(() => document.querySelector('img.qr'))
    assert.notEqual(await readOff(phone), first, 'a code that was scanned is not shown again')
    await types(counter, first)
    await says(counter, '码已在本设备用过')
    await types(counter, 'https://example.org/')
    await says(counter, '不是苏服码')
    await fits(counter, 'a scanner that refuses')

    // A no is a no.
    await types(counter, await readOff(phone))
    await phone.getByRole('button', { name: '不同意' }).click()
    await says(counter, '持码人没有同意')
    await counter.getByRole('button', { name: '下一位' }).click()
    await says(counter, '请出示苏服码')

    // A bus: no session, no network, and the same code once.
    const bus = await signIn(browser, base, 'keeper', { width: 390, height: 844 })
    await setsUp(bus, base, '1 路车', '公共交通')
    const nobody = await bus.evaluate(async () => (await fetch('/api/session')).status)
    assert.equal(nobody, 401, 'nobody stays signed in on a device')
    await bus.getByText('没有网络也打得开').waitFor()
    await bus.context().setOffline(true)
    await bus.reload()
    await bus.getByRole('heading', { name: '1 路车' }).waitFor()
    const ride = await readOff(phone)
    await types(bus, ride)
    await says(bus, '码有效（离线核验）')
    await bus.getByText('1 条离线记录等待补传').waitFor()
    await fits(bus, 'a scanner without a network')
    await types(bus, ride)
    await says(bus, '码已在本设备用过')
    await types(bus, `${ride.slice(0, -1)}${ride.endsWith('A') ? 'Q' : 'A'}`)
    await says(bus, '码的签名不成立')
    await bus.context().setOffline(false)
    await bus.getByText('条离线记录等待补传').waitFor({ state: 'detached', timeout: 20_000 })
    await bus.getByText('今天还没有扫过').waitFor({ state: 'detached' })

    await phone.getByRole('link', { name: '用码记录' }).click()
    const rows = phone.locator('.rec li')
    await rows.nth(2).waitFor()
    assert.match(await rows.nth(0).innerText(), /公共交通\s*已核验\s*离线[\s\S]*1 路车/)
    assert.match(await rows.nth(1).innerText(), /图书借阅\s*未同意/)
    assert.match(
      await rows.nth(2).innerText(),
      /图书借阅\s*已提供[\s\S]*总服务台[\s\S]*提供了本馆读者编号、读者证号码和有效期/,
    )
    await fits(phone, 'the record on a phone')
    assert.doesNotMatch(await phone.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })), /SU1\./)

    // A device that was ended keeps what it has not handed in, and hands it in once it is registered again.
    await phone.getByRole('link', { name: '回到苏服码' }).click()
    const last = await readOff(phone)
    await bus.context().setOffline(true)
    await types(bus, last)
    await says(bus, '码有效（离线核验）')
    await desk.getByRole('link', { name: '扫码设备' }).click()
    await desk.getByRole('cell', { name: '1 路车', exact: true }).waitFor()
    await fits(desk, 'the scanners')
    await desk.getByRole('button', { name: '注销“1 路车”' }).click()
    await desk.getByRole('button', { name: '确定注销' }).click()
    await desk.getByRole('cell', { name: '1 路车', exact: true }).waitFor({ state: 'detached' })
    await bus.context().setOffline(false)
    await bus.getByText('登记已经注销').waitFor()
    await bus.getByText('本机还有 1 条离线记录没有补传').waitFor()
    await bus.getByRole('link', { name: '登录后登记' }).click()
    await enters(bus, 'keeper')
    await setsUp(bus, base, '2 路车', '公共交通')
    await bus.locator('.log li').filter({ hasText: '离线' }).waitFor()
    assert.equal(await bus.getByText('等待补传').count(), 0)

    // The phone goes on without a network, and says until when.
    await phone.context().setOffline(true)
    await phone.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await phone.getByText('手机里的码还可以出示到').waitFor()
    assert.match(await readOff(phone), /^SU1\./)
  } finally {
    stop()
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
