import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { decodeQR } from 'qr/decode.js'
import { systems } from '#systems'
import { openCity } from '#testing'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

/** Pixels of the picture that a camera would take, each way. */
const side = 480

/** The code as a camera reads it off the phone. */
async function codeOn(phone: Page): Promise<string> {
  await phone.locator('.face img').waitFor()
  const dark = await phone.evaluate((side) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = side
    const ground = canvas.getContext('2d') as CanvasRenderingContext2D
    ground.fillStyle = '#fff'
    ground.fillRect(0, 0, side, side)
    ground.imageSmoothingEnabled = false
    ground.drawImage(document.querySelector('.face img') as HTMLImageElement, 0, 0, side, side)
    const { data } = ground.getImageData(0, 0, side, side)
    let pixels = ''
    for (let at = 0; at < data.length; at += 4) pixels += (data[at] as number) < 128 ? '1' : '0'
    return pixels
  }, side)
  const picture = new Uint8ClampedArray(side * side * 4)
  for (const [at, pixel] of [...dark].entries()) picture.fill(pixel === '1' ? 0 : 255, at * 4, at * 4 + 3)
  for (let at = 3; at < picture.length; at += 4) picture[at] = 255
  return decodeQR({ width: side, height: side, data: picture })
}

async function scans(counter: Page, code: string) {
  await counter.getByLabel('扫码枪对准这里').fill(code)
  await counter.keyboard.press('Enter')
}

/** A device is registered by an officer, who then signs out of it. */
async function counterFor(base: string, name: string, purpose: string): Promise<Page> {
  const counter = await signIn(browser, base, 'keeper')
  await counter.goto(`${base}/scan`)
  await counter.getByLabel('设备名称').fill(name)
  await counter.getByLabel('用途').selectOption(purpose)
  await isAccessible(counter, 'setting a scanner up')
  await counter.getByRole('button', { name: '登记这台设备' }).click()
  await counter.getByText('用完即消失').waitFor()
  await counter.context().clearCookies()
  return counter
}

test('a phone shows a code, a counter asks, its holder agrees; a bus without a network decides by itself and hands in later', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  const [begins, now] = [city.clock.now().getTime(), performance.now()]
  const time = setInterval(() => city.clock.set(new Date(begins + performance.now() - now)), 50)
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    await city.officer('city-transport-bureau', ['scanner-keeper', 'card-issuer'], '沈渡', 'keeper')
    await city.officer('city-data-bureau', [], '王秀英', 'wang')
    const phone = await signIn(browser, base, 'wang', { width: 390, height: 844 })
    await phone.goto(`${base}/code`)
    await phone.locator('.face img').waitFor()
    await isAccessible(phone, 'the code on a phone')

    const counter = await counterFor(base, '车站 2 号窗口', 'entry')
    const code = await codeOn(phone)
    await scans(counter, code)
    await counter.getByText('请对方在手机上答复').waitFor()
    await phone.getByRole('heading', { name: '市交通局想知道' }).waitFor()
    await isAccessible(phone, 'what is asked')
    assert.equal(await counter.getByText('王秀英').count(), 0)
    await phone.getByRole('button', { name: '同意提供' }).click()
    await counter.getByText('已核验').waitFor()
    await counter.getByText('王秀英').waitFor()
    await isAccessible(counter, 'what was told')
    assert.notEqual(await codeOn(phone), code, 'a scanned code is not shown again')
    await scans(counter, code)
    await counter.getByText('在一台设备上只能用一次').waitFor()

    const bus = await counterFor(base, '大丰 3 路', 'transit')
    await scans(bus, '苏A00000')
    await bus.getByText('不是本市的苏服码').waitFor()
    await bus.context().setOffline(true)
    const shown = await codeOn(phone)
    await scans(bus, shown)
    await bus.getByText('码有效（离线核验）').waitFor()
    await scans(bus, shown)
    await bus.getByText('在本设备已经扫过一次').waitFor()
    await scans(bus, shown.slice(0, 100) + (shown[100] === 'A' ? 'B' : 'A') + shown.slice(101))
    await bus.getByText('被改动过').waitFor()
    await bus.getByText('1 条等待补传').waitFor()
    await bus.context().setOffline(false)
    await bus.getByText('等待补传').waitFor({ state: 'detached' })

    await phone.goto(`${base}/code/record`)
    await phone.getByText('离线扫码').waitFor()
    assert.deepEqual(await phone.locator('.outcome').allTextContents(), ['已提供', '已提供'])
    await isAccessible(phone, 'the record')

    const desk = await signIn(browser, base, 'keeper')
    await desk.goto(`${base}/code/desk`)
    await desk.getByText('今日扫码 1 次').first().waitFor()
    await isAccessible(desk, 'the desk')
    await desk.getByRole('button', { name: '注销大丰 3 路' }).click()
    await desk.getByRole('button', { name: '确定注销' }).click()
    await desk.getByText('大丰 3 路').waitFor({ state: 'detached' })
    await scans(bus, await codeOn(await reopened(phone, base)))
    await bus.getByText('登记已经注销').first().waitFor()
  } finally {
    clearInterval(time)
    await city.house.close()
  }
})

async function reopened(phone: Page, base: string): Promise<Page> {
  await phone.goto(`${base}/code`)
  return phone
}
