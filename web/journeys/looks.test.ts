import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { citizenNumber, longText, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { systems } from '#systems'
import { openCity } from '#testing'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const resident = defineRegister('journey-resident', {
  title: '居民',
  naming: 'name',
  fields: { name: text('姓名'), number: citizenNumber(), village: text('村居'), note: longText('情况') },
})
const clerk = defineRole('journey-clerk', { title: '登记人员', grants: [may(resident, ['read', 'create'], 'all')] })
const checker = defineRole('journey-checker', { title: '核验人员', grants: [may(resident, ['read', 'reveal'], 'all')] })
const toy = defineSystem('journey-residents', {
  title: '居民',
  owner: 'city-archives',
  parts: [resident, clerk, checker],
  pages: [],
})

const browser = await openBrowser()
after(() => browser.close())

/** A passkey that answers by itself. */
async function withPasskey(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true },
    },
  })
}

/** A clerk at the identity window, who has a passkey and signed in without it, so that an act has to step up. */
async function atWindow(origin: string, account: string, name: string): Promise<Page> {
  const page = await signIn(browser, origin, account)
  await withPasskey(page)
  await page.goto(`${origin}/account`)
  await page.getByRole('button', { name: '登记通行密钥' }).click()
  await page.getByText('请把恢复码抄下来收好').waitFor()
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码').fill('a long password')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL((at) => !at.pathname.includes('sign-in'))
  await page.getByRole('button', { name }).click()
  await page.getByRole('link', { name: '身份窗口' }).click()
  return page
}

const number = '11010519491231002X'

test('a clerk links an account to a number, an officer reads it for a purpose and for a minute, and its bearer sees that', async () => {
  const city = await openCity([...systems, toy], '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const origin = (await city.house.host.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
    await city.officer('city-data-bureau', ['identity-administrator'], '赵核', 'zhao')
    await city.officer('city-data-bureau', ['identity-administrator'], '钱核', 'qian')
    const desk = await city.officer('city-archives', ['journey-clerk'], '张窗', 'zhang')
    await city.officer('city-civil-affairs-bureau', ['journey-checker'], '李核', 'li')
    await city.person('chen', '陈秀英')
    await city.person('wang', '王某')
    const { id } = await desk.asks('POST', '/api/registers/journey-resident', {
      ...{ name: '陈秀英', number, village: '某村', note: '独居。' },
    })

    const page = await atWindow(origin, 'zhao', '赵核')
    const verifying = page.getByRole('region', { name: '实名核验' })
    const typed = verifying.getByLabel('证件上的公民身份号码')
    await verifying.getByLabel('本人的账号').fill('chen')
    await typed.fill('110105194912310021')
    await verifying.getByText('号码不对').waitFor()
    await verifying.getByRole('checkbox').check()
    await isAccessible(page, 'identity desk')
    await verifying.getByRole('button', { name: '核验通过' }).click()
    assert.equal(await verifying.getByText('已核验').count(), 0, 'a wrong number is not sent')
    await typed.fill('110105 19491231 002x')
    await verifying.getByText('校验码相符：女，1949 年 12 月 31 日出生').waitFor()
    await verifying.getByRole('button', { name: '核验通过' }).click()
    await page.getByRole('button', { name: '用通行密钥' }).click()
    await verifying.getByText('账号 chen 已核验').waitFor()
    await verifying.getByText('还要另一位工作人员凭证件再录一次').waitFor()
    assert.equal(await typed.inputValue(), '', 'the form is empty for the next person')
    await verifying.getByLabel('本人的账号').fill('wang')
    await typed.fill(number)
    await verifying.getByRole('checkbox').check()
    await verifying.getByRole('button', { name: '核验通过' }).click()
    await verifying.getByText('已经核验给另一个账号').waitFor()
    assert.deepEqual(
      [await verifying.getByLabel('本人的账号').inputValue(), await typed.inputValue()],
      ['wang', number],
      'nothing typed is lost',
    )

    const second = (await atWindow(origin, 'qian', '钱核')).getByRole('region', { name: '实名核验' })
    await second.getByLabel('本人的账号').fill('chen')
    await second.getByLabel('证件上的公民身份号码').fill(number)
    await second.getByRole('checkbox').check()
    await second.getByRole('button', { name: '核验通过' }).click()
    await second.page().getByRole('button', { name: '用通行密钥' }).click()
    await second.getByText('经两位工作人员核对一致').waitFor()

    const organisations = page.getByRole('region', { name: '组织登记' })
    await organisations.getByLabel('统一社会信用代码').fill('91350100M000100Y43')
    await organisations.getByLabel('名称').fill('某某企业')
    await organisations.getByLabel('所在地').selectOption('320981')
    await organisations.getByLabel('法定代表人的账号').fill('nobody')
    await organisations.getByRole('button', { name: '登记' }).click()
    await organisations.getByText('没有找到这个人').waitFor()
    await organisations.getByLabel('法定代表人的账号').fill('wang')
    await organisations.getByRole('button', { name: '登记' }).click()
    await organisations.getByText('某某企业（91350100M000100Y43）已登记').waitFor()

    const proxies = page.getByRole('region', { name: '代办登记' })
    await proxies.getByLabel('本人的账号').fill('chen')
    await proxies.getByLabel('代办人的账号').fill('wang')
    await proxies.getByLabel('与本人的关系').fill('邻居')
    await proxies.getByLabel('到哪一天为止').fill('2025-08-25')
    await proxies.getByRole('button', { name: '登记代办' }).click()
    await proxies.getByText('还没有选择授权事项').waitFor()
    await proxies.getByRole('checkbox').first().check()
    await proxies.getByRole('button', { name: '登记代办' }).click()
    await proxies.getByText('wang 从 2024-08-26 到 2025-08-25 代 chen 办理 1 个事项').waitFor()

    const reader = await signIn(browser, origin, 'li')
    await reader.clock.install()
    await reader.goto(`${origin}/lists/journey-resident/${id}`)
    await reader.getByText('110*************2X').waitFor()
    await reader.getByRole('button', { name: '查看完整号码：公民身份号码' }).click()
    await reader.getByText('查看会连同用途记下来，本人看得到').waitFor()
    await isAccessible(reader, 'record with a question of purpose')
    await reader.getByLabel('查看公民身份号码的用途').fill('核对低保申请')
    await reader.getByRole('button', { name: '记录并查看' }).click()
    await reader.getByText(number).waitFor()
    await reader.clock.fastForward(59_000)
    assert.equal(await reader.getByText(number).count(), 1)
    await reader.clock.fastForward(2_000)
    await reader.getByText(number).waitFor({ state: 'detached' })
    await reader.getByRole('button', { name: '查看完整号码：公民身份号码' }).click()
    assert.equal(await reader.getByLabel('查看公民身份号码的用途').inputValue(), '核对低保申请')
    const officer = await signIn(browser, origin, 'zhang')
    await officer.goto(`${origin}/lists/journey-resident/${id}`)
    await officer.getByText('110*************2X').waitFor()
    assert.equal(await officer.getByRole('button', { name: /查看完整号码/ }).count(), 0)

    const theirs = await (await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' })).newPage()
    await theirs.goto(`${origin}/sign-in`)
    await theirs.getByLabel('账号').fill('chen')
    await theirs.getByLabel('密码').fill('a long password')
    await theirs.getByRole('button', { name: '登录', exact: true }).click()
    await theirs.waitForURL((at) => !at.pathname.includes('sign-in'))
    await theirs.goto(`${origin}/account`)
    const looks = theirs.getByRole('region', { name: '谁看过我的信息' })
    await looks.getByText('核对低保申请').waitFor()
    await looks.getByText('居民的公民身份号码').waitFor()
    await theirs.goto(`${origin}/identity-desk`)
    await theirs.getByText('身份窗口不对当前身份公开').waitFor()
  } finally {
    await city.house.close()
  }
})
