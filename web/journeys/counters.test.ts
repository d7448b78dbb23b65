import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systems } from '#systems'
import { openCity } from '#testing'
import { allowance } from '#testing/allowance'
import { fits, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const village = 'village-320902001201'
const phone = { width: 390, height: 844 }
const item = { ...allowance, grassroots: true }

test('a village worker applies for a villager with the network cut; a colleague has written on the same draft; one way is decided on, and it is filed once', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
    const { id } = await library.asks('POST', '/api/registers/service-item', item)
    await library.asks('POST', '/api/registers/service-item', { ...item, title: '养老机构备案', grassroots: false })
    await library.asks('POST', '/api/registers/service-item-need', {
      ...{ title: '社保卡开户行', kind: 'text', source: 'applicant', needed: true, item: id },
    })
    await city.officer(village, ['village-worker'], '蔡英', 'ying')
    await city.officer(village, ['village-worker'], '韦建国', 'guo')
    const hall = await city.officer('tinghu-service-hall', ['service-receiver'], '童晓', 'tong')
    await city.citizen('su', '苏玉兰', '320902196307220029')
    await city.officer('city-data-bureau', ['grassroots-leader'], '纪成', 'ji')
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })

    // At the village's office: everything that the form may ask for is kept on the telephone.
    const ying = await signIn(browser, base, 'ying', phone)
    await ying.goto(`${base}/counters`)
    await ying.getByText('要用的都存在本机了').waitFor()
    await fits(ying, 'a counter with nothing on it')

    // At somebody's home: no network, and not even the page open.
    await ying.context().setOffline(true)
    await ying.goto(`${base}/counters/village-desk`)
    await ying.getByText('没有网络，照常填').waitFor()
    await ying.getByRole('link', { name: '替村（居）民办一件事' }).click()
    await ying.getByRole('combobox', { name: '办什么' }).click()
    assert.equal(await ying.getByTitle('养老机构备案').count(), 0, 'only what villages take in')
    await ying.getByTitle('高龄津贴').click()
    const fill = async (page: Page, label: string, words: string) =>
      page.getByRole('textbox', { name: label }).fill(words)
    await fill(ying, '申请人', '苏玉兰')
    await fill(ying, '身份证号', '320902196307220029')
    await fill(ying, '联系手机', '13805110002')
    await ying.getByRole('radio', { name: '当面签了委托书' }).check()
    const paper = { name: '委托书.txt', mimeType: 'text/plain', buffer: Buffer.from('我同意') }
    await ying.locator('input[type=file]').setInputFiles(paper)
    await ying.getByRole('button', { name: /^移去/ }).waitFor()
    await fill(ying, '社保卡开户行', '建设银行')
    await fits(ying, 'a form filled in without a network')
    const address = ying.url()
    await ying.reload()
    assert.equal(await ying.getByRole('textbox', { name: '社保卡开户行' }).inputValue(), '建设银行')
    await ying.getByRole('link', { name: '镇村一平台' }).first().click()
    await ying.getByText('1 份在本机，有网自动送上去').waitFor()

    // The network is back: it goes up by itself, and a colleague writes on it at a desk.
    await ying.context().setOffline(false)
    await ying.getByText('已送上，没有交').waitFor()
    const guo = await signIn(browser, base, 'guo')
    await guo.goto(`${base}/counters`)
    await guo.getByRole('link', { name: '高龄津贴，苏**' }).click()
    await guo.getByRole('textbox', { name: '联系手机' }).waitFor()
    await fits(guo, 'a colleague’s draft')

    // She changes the telephone number in a field without a network; he changes it too, and is first.
    await ying.goto(address)
    await ying.getByRole('textbox', { name: '联系手机' }).waitFor()
    await ying.context().setOffline(true)
    await fill(ying, '联系手机', '13805118888')
    await fill(guo, '联系手机', '13805119999')
    await fill(guo, '还要说明的', '行动不便，请上门')
    await guo.getByText('已送上，没有交').waitFor()
    await ying.getByRole('button', { name: '有网就交' }).click()
    await ying.getByText('等有网自动交').waitFor()
    await ying.context().setOffline(false)
    await ying.getByText('两种写法待选定').waitFor()
    await fits(ying, 'what two have written in two ways, in the list')
    await ying.getByRole('link', { name: '高龄津贴，苏玉兰' }).click()
    await ying.getByRole('heading', { name: '有 1 处两个人写得不一样' }).waitFor()
    await fits(ying, 'what two have written in two ways')
    await ying.getByRole('radio', { name: /13805118888/ }).check()
    await ying.getByRole('button', { name: '用选定的' }).click()
    await ying.getByRole('heading', { name: /写得不一样/ }).waitFor({ state: 'detached' })
    assert.equal(await ying.getByRole('textbox', { name: '还要说明的' }).inputValue(), '行动不便，请上门')
    await ying.getByText('已送上，没有交').waitFor()
    await ying.getByRole('button', { name: '交上去' }).dblclick()
    const filed = ying.getByRole('region', { name: '最近交上去的' })
    await filed.getByRole('button', { name: '高龄津贴，苏**' }).waitFor()
    await fits(ying, 'a counter after filing')

    // It was filed once; the hall asks for more, and the village hands it in.
    const { rows } = await hall.asks('GET', '/api/cases/service-handling?limit=10')
    assert.equal(rows.length, 1)
    await hall.asks('POST', `/api/cases/service-handling/${rows[0].id}/supplement`, {
      ...{ version: rows[0].version, form: { words: '请补社保卡照片' } },
    })
    await filed.getByRole('button', { name: '高龄津贴，苏**' }).click()
    await ying.getByRole('button', { name: '补交材料' }).first().click()
    await ying.getByLabel('补了什么').fill('补了正反面')
    await ying.locator('form').getByRole('button', { name: '补交材料' }).click()
    await ying.getByRole('button', { name: '补交材料' }).first().waitFor({ state: 'detached' })
    await fits(ying, 'a case as the village follows it')

    // Her colleague wrote on what was filed already, and is told that it is not in it.
    await guo.getByRole('textbox', { name: '寄到哪里' }).fill('五星村 3 组')
    await guo.getByRole('heading', { name: '这份已经交上去了' }).waitFor()
    await guo.getByText('五星村 3 组').waitFor()
    await fits(guo, 'what came after it was filed')

    // The villager sees on her own telephone what was applied for; the leader sees how many there are.
    const su = await (await browser.newContext({ viewport: phone, locale: 'zh-CN', reducedMotion: 'reduce' })).newPage()
    await su.goto(`${base}/sign-in`)
    await su.getByLabel('账号').fill('su')
    await su.getByLabel('密码').fill('a long password')
    await su.getByRole('button', { name: '登录', exact: true }).click()
    await su.getByRole('link', { name: '我的事' }).first().click()
    await su.getByText('高龄津贴').first().waitFor()
    await fits(su, 'what a village applied for in her name')
    const ji = await signIn(browser, base, 'ji')
    await ji.goto(`${base}/indicators/applications-brought-by-villages`)
    await ji.getByRole('heading', { level: 1, name: '镇村代办件' }).waitFor()
    await fits(ji, 'how many villages brought in')

    // Whoever signs out leaves nothing that was read.
    await ying.goto(`${base}/counters`)
    await ying.getByText('要用的都存在本机了').waitFor()
    await ying.getByRole('button', { name: /蔡英/ }).click()
    await ying.getByRole('button', { name: '退出登录' }).click()
    await ying.waitForURL(`${base}/`)
    assert.deepEqual(await ying.evaluate(() => caches.keys()), [])
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
