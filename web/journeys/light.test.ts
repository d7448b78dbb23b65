import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { choice, citizenNumber, longText, month, text, yesNo } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may, region } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { systems } from '#systems'
import { openCity, type City } from '#testing'
import { isAccessible, openBrowser, scratch, webRoot } from '../../testing/browser.ts'
import { movedBy } from './moved.ts'

const aid = defineRegister('journey-aid', {
  title: '临时救助申请',
  naming: 'reason',
  fields: {
    applicant: text('申请人姓名', { sensitivity: 'personal' }),
    number: citizenNumber('公民身份号码'),
    home: region('住在哪里'),
    reason: choice('为什么申请', { illness: '家里有人生大病', fire: '遭了火灾', job: '没了工作', other: '别的原因' }),
    since: month('从哪个月开始的'),
    insured: yesNo('有没有医保'),
    words: longText('说说情况', { max: 1000, help: '怎么想就怎么写，不用写成公文。' }),
  },
})
const everyone = defineRole('journey-applicant', {
  title: '申请人',
  heldBy: 'everyone',
  grants: [may(aid, ['read', 'create'], 'own')],
})
const toy = defineSystem('journey-aids', {
  title: '社会救助',
  owner: 'city-civil-affairs-bureau',
  parts: [aid, everyone],
  pages: [],
})

const browser = await openBrowser()
after(() => browser.close())

async function inCity(story: (city: City, base: string) => Promise<void>) {
  const city = await openCity([...systems, toy], '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    await city.person('chen', '陈秀英')
    await story(city, await city.house.host.listen({ port: 0, host: '127.0.0.1' }))
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
}

const kilobytes = 1024

test('what a visitor and a citizen open is light, on a phone that has no serif type of its own', async () => {
  const { folder, leave } = scratch()
  const fonts = path.join(folder, 'fonts.conf')
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><fontconfig><include>/etc/fonts/fonts.conf</include>
     <selectfont><rejectfont><glob>*Serif*</glob></rejectfont></selectfont></fontconfig>`,
  )
  const phone = await openBrowser({ FONTCONFIG_FILE: fonts })
  try {
    await inCity(async (_city, base) => {
      const card = { account: 'chen', password: 'a long password' }
      const headers = { 'x-requested-by': 'web' }
      for (const [who, address, signedIn] of [
        ['a visitor', '/', false],
        ['a citizen', '/', true],
        ['whoever signs in', '/sign-in', false],
        ['whoever starts something', '/start/journey-aid', true],
      ] as const) {
        const moved = await movedBy(phone, `${base}${address}`, async (page) => {
          if (signedIn) await page.request.post(`${base}/api/session`, { data: card, headers })
        })
        const { Script, Stylesheet, Font } = moved
        console.log(`${who} at ${address}: ${JSON.stringify(moved)}`)
        assert.ok(Script > 0 && Script <= 200 * kilobytes, `${who} is moved ${Script} bytes of script`)
        assert.ok(Stylesheet > 0 && Stylesheet <= 40 * kilobytes, `${who} is moved ${Stylesheet} bytes of styles`)
        assert.ok(Font <= 400 * kilobytes, `${who} is moved ${Font} bytes of fonts`)
      }
    })
  } finally {
    await phone.close()
    leave()
  }
})

test('a citizen starts something on a phone, is cut off, goes on, hands it in once and finds it among their records', async () =>
  inCity(async (city, base) => {
    const screen = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' as const }
    const phone = await (await browser.newContext(screen)).newPage()
    const fits = async (where: string) => {
      await isAccessible(phone, where)
      const cut = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      assert.equal(cut, false, `${where} is cut`)
    }
    const next = () => phone.getByRole('button', { name: '下一问' }).click()
    const asks = (words: string) => phone.getByRole('heading', { level: 1, name: words }).waitFor()

    await phone.goto(base)
    await asks('您想办什么？')
    await fits('home of a visitor')
    await phone.getByRole('link', { name: '临时救助申请' }).click()
    await asks('登录数字盐城')
    await fits('sign-in')
    await phone.getByLabel('账号').fill('chen')
    await phone.getByLabel('密码').fill('a long password')
    await phone.getByRole('button', { name: '登录', exact: true }).click()

    await asks('申请人姓名')
    await next()
    await phone.getByText('请填写申请人姓名').waitFor()
    await phone.getByRole('textbox', { name: '申请人姓名' }).fill('陈秀英')
    await fits('a question')
    await phone.keyboard.press('Enter')
    await asks('公民身份号码')
    assert.equal(await phone.evaluate(() => document.activeElement?.tagName), 'H1', 'a new question is read out')
    await phone.getByRole('textbox', { name: '公民身份号码' }).fill('11010519491231002X')
    await next()
    await asks('住在哪里')
    await phone.getByRole('radio', { name: '亭湖区' }).check()
    await phone.getByRole('searchbox', { name: '找镇（街道）' }).fill('新洋')
    await phone.getByRole('radio', { name: '新洋街道' }).check()
    await fits('a region')

    await phone.reload()
    await asks('住在哪里')
    await phone.getByText('上次填到这里，都还在。').waitFor()
    assert.equal(await phone.getByRole('radio', { name: '亭湖区' }).isChecked(), true, 'what was chosen is still there')
    await next()
    await asks('为什么申请')
    await phone.getByRole('radio', { name: '家里有人生大病' }).check()
    await next()
    await phone.goBack()
    await asks('为什么申请')
    await phone.goForward()
    await phone.getByLabel('从哪个月开始的').fill('2024-07')
    await next()
    await phone.getByRole('radio', { name: '是' }).check()
    await next()
    await phone.getByRole('textbox', { name: '说说情况' }).fill('老伴七月住院，花了不少钱。')
    await phone.getByRole('button', { name: '大字版' }).click()
    await phone.getByRole('link', { name: '打 12345 请人帮办' }).waitFor()
    await fits('a question for elders')
    assert.ok(((await phone.getByRole('button', { name: '下一问' }).boundingBox())?.height ?? 0) >= 56)
    await next()
    await asks('这些对不对？')
    await fits('the last look for elders')
    await phone.getByRole('button', { name: '普通版' }).click()
    await phone.getByRole('link', { name: /改\s*：说说情况/ }).click()
    await phone.getByRole('textbox', { name: '说说情况' }).fill('老伴七月住院。')
    await phone.getByRole('button', { name: '改好了' }).click()
    await phone.getByText('老伴七月住院。').waitFor()
    await fits('the last look')
    await phone.getByRole('button', { name: '都对，交上去' }).dblclick()
    await asks('交上去了')
    await fits('handed in')
    assert.equal(
      await phone.evaluate(() => Object.keys(localStorage).some((name) => /draft:|key:/.test(name))),
      false,
      'nothing is left of a draft that was sent',
    )
    await phone.getByRole('link', { name: '看这条记录' }).click()
    await asks('家里有人生大病')
    await phone.getByText('110*************2X').waitFor()
    await fits('a record')

    await phone.goto(base)
    await phone.getByText('陈秀英，您好').waitFor()
    const records = phone.getByRole('region', { name: '我的记录' })
    await records.getByRole('link', { name: '家里有人生大病' }).waitFor()
    assert.equal(await records.getByRole('link').count(), 2, 'two presses were one')
    await fits('home of a citizen')

    // What the city knows of them now is not asked again, and says where it is from.
    await phone.getByRole('region', { name: '想办的事' }).getByRole('link', { name: '临时救助申请' }).click()
    await asks('公民身份号码')
    await phone.getByText('第 1 问，共 5 问').waitFor()
    await phone.goto(`${base}/looks`)
    await asks('谁看过我的信息')
    await phone.getByText('还没有人看过').waitFor()
    await fits('looks')

    // Whoever holds a post as well goes over to their own matters, and back.
    await city.officer('city-civil-affairs-bureau', [], '闵正', 'min')
    const desk = await (await browser.newContext({ ...screen, viewport: { width: 1440, height: 1000 } })).newPage()
    await desk.goto(`${base}/sign-in`)
    await desk.getByLabel('账号').fill('min')
    await desk.getByLabel('密码').fill('a long password')
    await desk.getByRole('button', { name: '登录', exact: true }).click()
    await desk.getByRole('button', { name: /^闵正/ }).click()
    await desk.getByRole('button', { name: '我自己的事' }).click()
    await desk.getByText('闵正，您好').waitFor()
    await desk.getByRole('button', { name: '工作台' }).click()
    await desk.getByRole('region', { name: '收件箱' }).waitFor()
  }))
