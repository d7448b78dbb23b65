import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { choices, email, instant, longText, money, optional, photos, point, text, timeOfDay, url } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { systems } from '#systems'
import { openCity } from '#testing'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const bed = defineRegister('journey-bed', {
  title: '床位',
  naming: 'name',
  fields: {
    name: text('名称'),
    price: money('价格', { per: 'month', max: 10_000_000 }),
    opened: instant('启用时刻'),
    care: choices('服务', { day: '日托', night: '全托', meals: '助餐' }, { min: 1 }),
    mail: optional(email()),
    site: optional(url()),
    visits: optional(timeOfDay('探视开始')),
    note: optional(longText('情况')),
    place: optional(point('位置')),
    shots: optional(photos('照片')),
  },
  filters: ['price', 'care', 'opened'],
})
const clerk = defineRole('journey-beds', { title: '登记人员', grants: [may(bed, ['read', 'create'], 'all')] })
const everyone = defineRole('journey-bed-own', {
  title: '本人',
  heldBy: 'everyone',
  grants: [may(bed, ['read', 'create'], 'own')],
})
const toy = defineSystem('journey-beds-system', {
  title: '床位',
  owner: 'city-archives',
  parts: [bed, clerk, everyone],
  pages: [],
})

const browser = await openBrowser()
after(() => browser.close())
/** The smallest of pictures. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
/** Where pictures of the pages are left, for whoever wants to look. */
const pictures = process.env['PICTURES']

test('an officer fills in a form, and a citizen answers questions, of sums, instants, choices, addresses and places', async () => {
  const city = await openCity([...systems, toy], '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const origin = (await city.house.host.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
    const desk = await city.officer('city-archives', ['journey-beds'], '张窗', 'zhang')
    await city.person('chen', '陈秀英')

    const page = await signIn(browser, origin, 'zhang')
    await page.context().grantPermissions(['geolocation'])
    await page.context().setGeolocation({ latitude: 33.3477, longitude: 120.16140004, accuracy: 12 })
    await page.goto(`${origin}/lists/journey-bed/new`)
    await page.getByLabel('名称').fill('一号床')
    const price = page.getByLabel('价格（元/月）')
    await price.fill('12.345')
    await page.getByLabel('启用时刻').fill('2024-09-01T08:30')
    await page.getByLabel('电子邮箱').fill('a@b')
    await page.locator('form.fm button[type=submit]').click()
    await page.getByText('金额写作 1200.00 的样子').waitFor()
    await page.getByText('请至少选一项').waitFor()
    await page.getByText('邮箱写作 name@example.org 的样子').waitFor()
    await price.fill('100000.01')
    await price.blur()
    await page.locator('form.fm button[type=submit]').click()
    await page.getByText('不大于 100000.00 元').waitFor()
    await price.fill('1,234.5')
    await price.blur()
    assert.equal(await price.inputValue(), '1234.50')
    await page.getByRole('checkbox', { name: '助餐' }).check()
    await page.getByRole('checkbox', { name: '日托' }).check()
    await page.getByLabel('电子邮箱').fill('bed@example.org')
    await page.getByLabel('网址').fill('https://example.org/beds')
    await page.getByLabel('探视开始').fill('09:30')
    await page.getByLabel('情况').fill('朝南。')
    await page.getByRole('button', { name: '用我现在的位置' }).click()
    await page.getByText('误差约 12 米').waitFor()
    await page.getByRole('checkbox', { name: '带上我现在的位置' }).check()
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: '文件.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }])
    await page.getByText('这里只收照片').waitFor()
    await page.locator('input[type=file]').setInputFiles([{ name: '现场.png', mimeType: 'image/png', buffer: png }])
    await page.getByRole('button', { name: /移去 *现场.png/ }).waitFor()
    await isAccessible(page, 'form of many words')
    if (pictures) await page.screenshot({ path: `${pictures}/officer.png`, fullPage: true })
    await page.locator('form.fm button[type=submit]').click()
    await page.waitForURL((at) => !at.pathname.endsWith('/new'))
    await page.getByText('1,234.50 元/月').waitFor()
    for (const words of ['2024-09-01 08:30', '日托、助餐', '北纬 33.3477°，东经 120.1614°', '09:30'])
      await page.getByText(words, { exact: true }).waitFor()
    await page.getByRole('img', { name: '现场.png' }).waitFor()
    await isAccessible(page, 'record of many words')
    if (pictures) await page.screenshot({ path: `${pictures}/record.png`, fullPage: true })
    const [kept] = await desk.lists(bed)
    assert.deepEqual(
      [kept?.price, kept?.opened, kept?.care, kept?.place],
      [123_450, '2024-09-01T00:30:00.000Z', ['day', 'meals'], { lat: 33.3477, lon: 120.1614 }],
    )

    await page.goto(`${origin}/lists/journey-bed`)
    await page.getByRole('button', { name: '不限价格' }).click()
    await page.getByLabel('价格不少于').fill('2,000')
    await page.getByRole('button', { name: '看', exact: true }).click()
    await page.getByText('没有符合条件的').waitFor()
    assert.equal(new URL(page.url()).searchParams.get('filter.price.from'), '200000')
    await page.getByRole('button', { name: '不少于 2000.00 元' }).waitFor()
    if (pictures) await page.screenshot({ path: `${pictures}/list.png` })

    const theirs = await (
      await browser.newContext({ viewport: { width: 390, height: 800 }, locale: 'zh-CN', reducedMotion: 'reduce' })
    ).newPage()
    await theirs.goto(`${origin}/sign-in`)
    await theirs.getByLabel('账号').fill('chen')
    await theirs.getByLabel('密码').fill('a long password')
    await theirs.getByRole('button', { name: '登录', exact: true }).click()
    await theirs.waitForURL((at) => !at.pathname.includes('sign-in'))
    await theirs.goto(`${origin}/lists/journey-bed/new`)
    const on = (name: string) => theirs.getByRole('button', { name }).click()
    const picture = async (name: string) => {
      await isAccessible(theirs, `question of ${name}`)
      if (pictures) await theirs.screenshot({ path: `${pictures}/citizen-${name}.png` })
    }
    await theirs.getByRole('textbox', { name: '名称' }).fill('我的床')
    await on('下一问')
    await theirs.getByRole('textbox', { name: '价格' }).fill('800')
    await picture('money')
    await on('下一问')
    await theirs.getByLabel('启用时刻').fill('2024-09-02T10:00')
    await picture('instant')
    await on('下一问')
    await theirs.getByRole('checkbox', { name: '全托' }).check()
    await picture('choices')
    await on('下一问')
    for (const asked of ['电子邮箱', '网址', '探视开始', '情况']) {
      await theirs.getByRole('heading', { name: asked }).waitFor()
      await on('跳过，不填')
    }
    await theirs.getByRole('spinbutton', { name: '位置：纬度' }).fill('133')
    await theirs.getByRole('spinbutton', { name: '位置：经度' }).fill('120')
    await on('下一问')
    await theirs.getByText('纬度在 3 至 54 度之间').waitFor()
    await theirs.getByRole('spinbutton', { name: '位置：纬度' }).fill('33')
    await picture('point')
    await on('下一问')
    await theirs.getByText('拍照或选照片').waitFor()
    await on('跳过，不填')
    await theirs.getByText('800.00 元/月').waitFor()
    await theirs.getByText('北纬 33°，东经 120°').waitFor()
  } finally {
    await city.house.close()
  }
})
