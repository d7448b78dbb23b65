import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systems } from '#systems'
import { openCity, type City } from '#testing'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { opensShown, signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())
const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'this machine has no openssl'

/** Nobody stumbles, and nothing is cut at a desk or on a phone. */
async function fits(page: Page, where: string) {
  await isAccessible(page, where)
  for (const size of [
    { width: 390, height: 844 },
    { width: 1440, height: 1000 },
  ]) {
    await page.setViewportSize(size)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    assert.equal(wide, false, `${where} is cut at ${size.width}`)
  }
}

/** Presses what asks once more, reads its sentence, and agrees with two presses at once. */
async function does(page: Page, word: string, what: string, sentence: string) {
  await page.getByRole('button', { name: `${word}“${what}”` }).click()
  const asked = page.getByRole('form', { name: `${word}“${what}”` })
  await asked.getByText(sentence).waitFor()
  await asked.getByRole('button', { name: word === '确认销毁' ? '马上销毁' : `确定${word}` }).dblclick()
  await asked.waitFor({ state: 'detached' })
}

/** The secret as it stands on the page, which is gone once it is put away. */
async function readsOnce(page: Page, title: string): Promise<string> {
  const shown = page.getByRole('region', { name: title })
  await shown.getByText('只显示这一次').waitFor()
  const secret = await shown.locator('code').innerText()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await shown.getByRole('button', { name: '复制' }).click()
  await shown.getByText('已复制').waitFor()
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), secret)
  await fits(page, `a secret: ${title}`)
  await shown.getByRole('button', { name: '已经存好' }).click()
  await shown.waitFor({ state: 'detached' })
  assert.equal((await page.content()).includes(secret), false, 'nothing shows it again')
  return secret
}

/** A request for a certificate, made by a tool that is none of ours. */
function requestOf(subject: string): string {
  const home = mkdtempSync(path.join(os.tmpdir(), 'desks-'))
  try {
    const run = (...args: string[]) => execFileSync('openssl', args, { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] })
    run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'key.pem')
    run('req', '-new', '-sha256', '-key', 'key.pem', '-utf8', '-subj', subject, '-outform', 'DER', '-out', 'request')
    return readFileSync(path.join(home, 'request')).toString('base64')
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

const app = '农机购置补贴系统'

/** Waits until a version of the only key stands so. */
const state = (page: Page, version: number, stands: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: `${version} 版`, exact: true }) })
    .getByRole('cell', { name: stands })
    .waitFor()

async function looksAfterKeys(base: string): Promise<string> {
  const first = await signIn(browser, base, 'first')
  await opensShown(first, '密码应用')
  await first.getByText('还没有登记的应用').waitFor()
  await fits(first, 'no applications')
  const registers = async () => {
    await first.getByRole('button', { name: '登记应用' }).click()
    await first.getByLabel('应用名称').fill(app)
    await first.getByRole('form', { name: '登记应用' }).getByRole('button', { name: '登记应用' }).dblclick()
  }
  await registers()
  const token = await readsOnce(first, `${app}的令牌`)
  await registers()
  await first.getByText(`名称“${app}”已有`).waitFor()
  assert.equal(await first.getByLabel('应用名称').inputValue(), app, 'nothing typed is lost')
  await first.getByRole('cell', { name: app }).waitFor()
  await fits(first, 'the applications')
  await first.getByRole('link', { name: app }).click()
  await first.getByRole('heading', { level: 1, name: app }).waitFor()

  const makes = async () => {
    await first.getByRole('button', { name: '新建密钥' }).click()
    const making = first.getByRole('form', { name: '新建密钥' })
    await making.getByLabel('名称').fill('银行账号')
    await making.getByRole('combobox', { name: '算法' }).click()
    await first.getByTitle('SM4-GCM 加密').click()
    await making.getByRole('button', { name: '新建密钥' }).dblclick()
    return making
  }
  await makes()
  await first.getByText('已新建密钥').waitFor()
  const again = await makes()
  await again.getByText('名称“银行账号”已有').waitFor()
  assert.equal(await again.getByLabel('名称').inputValue(), '银行账号')
  await again.getByRole('button', { name: '先放着' }).click()
  await does(first, '轮换', '银行账号', '此后用新版')
  await state(first, 2, '当前')
  assert.equal(await first.getByRole('cell', { name: '3 版' }).count(), 0, 'two presses rotate once')
  await does(first, '停用', '银行账号 1 版', '用它加密的内容解不开')
  await does(first, '恢复', '银行账号 1 版', '又可以用来验、解')
  await does(first, '停用', '银行账号 1 版', '以后可以恢复')
  await does(first, '提出销毁', '银行账号 1 版', '谁也恢复不了')
  await first.getByText('您已提出销毁，待另一人确认').waitFor()
  assert.equal(await first.getByRole('button', { name: '确认销毁' }).count(), 0, 'nobody confirms their own')
  await fits(first, 'one application')

  const second = await signIn(browser, base, 'second')
  await second.goto(first.url())
  await second.getByRole('button', { name: '确认销毁“银行账号 1 版”' }).click()
  await second.getByText('这一步不能撤回').waitFor()
  await fits(second, 'a destruction that is asked once more')
  await second.keyboard.press('Escape')
  await does(second, '确认销毁', '银行账号 1 版', '这一步不能撤回')
  await state(second, 1, '已销毁')
  await does(first, '恢复', '银行账号 1 版', '已提出销毁的，随之撤回').catch(() => undefined)
  await first.getByText('已销毁，不能恢复').waitFor()
  await first.getByRole('button', { name: '不恢复了' }).click()
  await state(first, 1, '已销毁')

  await does(second, '换发令牌', app, '旧令牌马上作废')
  const renewed = await readsOnce(second, `${app}的新令牌`)
  assert.notEqual(renewed, token)
  await does(second, '停用', app, '所有请求都被拒绝')
  await second.getByText('要再用，请密码主管恢复').waitFor()

  const keeper = await signIn(browser, base, 'keeper')
  await keeper.goto(first.url())
  await keeper.getByRole('button', { name: '调整配额' }).waitFor()
  assert.equal(await keeper.getByRole('button', { name: /轮换|换发/ }).count(), 0, 'the authority rotates nothing')
  await does(keeper, '恢复', app, '换发之后才能再用')
  await keeper.getByRole('button', { name: '调整配额' }).click()
  await keeper.getByLabel('每日次数').fill('20000')
  await keeper.getByLabel('每日数据量').fill('512')
  await fits(keeper, 'a quota that is set')
  await keeper.getByRole('button', { name: '保存配额' }).click()
  await keeper.getByText('20,000').waitFor()
  await keeper.getByText('512 MB').waitFor()
  await second.reload()
  await does(second, '换发令牌', app, '旧令牌马上作废')
  return readsOnce(second, `${app}的新令牌`)
}

async function decidesOnCertificates(city: City, base: string, token: string) {
  const keeper = await signIn(browser, base, 'keeper')
  await opensShown(keeper, '证书签发机构')
  await keeper.getByRole('button', { name: '建立签发机构' }).click()
  const founding = keeper.getByRole('form', { name: '建立签发机构' })
  await founding.getByText('建立以后不能重建').waitFor()
  await founding.getByLabel('P-256（国际通用）').check()
  await founding.getByRole('button', { name: '建立签发机构' }).dblclick()
  const path = await keeper.getByRole('link', { name: '吊销列表' }).getAttribute('href')
  assert.equal(path, '/api/crypto/authorities/ecdsa-p256-sha256/revoked.crl')
  const root = await keeper.getByRole('link', { name: '下载证书' }).first().getAttribute('href')
  await city.visitor().raw('GET', root as string)
  await fits(keeper, 'the authorities')
  for (const subject of ['/O=市农业农村局/CN=农机补贴', '/O=市农业农村局/CN=来历不明'])
    await city
      .visitor()
      .asks(
        'POST',
        '/api/crypto/certificate-requests',
        { request: requestOf(subject) },
        { authorization: `Bearer ${token}` },
      )
  await keeper.getByRole('link', { name: '密码应用的证书' }).click()
  const of = (name: string) => `市农业农村局 / ${name}`
  await keeper.getByRole('button', { name: `驳回“${of('来历不明')}”` }).click()
  await keeper.getByLabel('原因').fill('名称与登记不符')
  await fits(keeper, 'requests for certificates')
  await keeper.getByRole('button', { name: '确定驳回' }).click()
  await keeper.getByText('已驳回').waitFor()
  await does(keeper, '签发', of('农机补贴'), '签发后两年有效')
  await keeper.getByRole('cell', { name: '2026-08-26' }).waitFor()
  await keeper.getByRole('button', { name: `吊销“${of('农机补贴')}”` }).click()
  await keeper.getByRole('combobox', { name: '原因' }).click()
  await keeper.getByTitle('私钥泄露或可能泄露').click()
  await fits(keeper, 'a certificate that is revoked')
  await keeper.getByRole('button', { name: '确定吊销' }).dblclick()
  const revoked = keeper.getByRole('row').filter({ has: keeper.getByRole('cell', { name: '已吊销' }) })
  await revoked.getByRole('cell', { name: '私钥泄露' }).waitFor()
  await city.visitor().raw('GET', path as string)

  const officer = await signIn(browser, base, 'first')
  await officer.goto(`${base}/crypto/certificates`)
  await officer.getByText('名称与登记不符').waitFor()
  assert.equal(await officer.getByRole('button', { name: /签发|吊销|建立/ }).count(), 0, 'who asks does not decide')
  await officer.getByRole('link', { name: app }).first().click()
  await officer.getByRole('heading', { level: 1, name: app }).waitFor()
}

async function registersClient(base: string) {
  const clerk = await signIn(browser, base, 'clerk')
  await opensShown(clerk, '接入应用')
  await clerk.getByText('还没有登记的应用').waitFor()
  await clerk.getByRole('button', { name: '登记应用' }).click()
  const form = clerk.getByRole('form', { name: '登记应用' })
  await form.getByLabel('编号', { exact: true }).fill('medical-hall')
  await form.getByLabel('名称', { exact: true }).fill('医保网上大厅')
  await form.getByLabel('保持登录').first().check()
  await form.getByLabel('姓名：').check()
  await form.getByLabel('应用自己的私钥签名').check()
  await form.getByLabel('应用的公钥').fill('{"kty":"EC","d":"private"}')
  await form.getByRole('button', { name: '登记应用' }).click()
  await form.getByText('粘贴的内容里有私钥').waitFor()
  await form.getByText('请填写登录后回到的地址').waitFor()
  await form.getByLabel('密钥，放在请求头里').check()
  await form.getByLabel('登录后回到的地址').fill('https://hall.example/back\nhttp://hall.example/old')
  await fits(clerk, 'the form of a client')
  await form.getByRole('button', { name: '登记应用' }).click()
  await form.getByText('http://hall.example/old 不能用作返回地址').waitFor()
  assert.equal(await form.getByLabel('编号', { exact: true }).inputValue(), 'medical-hall', 'nothing typed is lost')
  await form.getByLabel('登录后回到的地址').fill('https://hall.example/back\nhttps://hall.example/old')
  await form.getByRole('button', { name: '登记应用' }).dblclick()
  await readsOnce(clerk, '医保网上大厅（medical-hall）的密钥')
  const line = clerk.getByRole('row', { name: /医保网上大厅/ })
  await line.getByText('用户登录、保持登录').waitFor()
  await line.getByText('https://hall.example/old').waitFor()
  await fits(clerk, 'the clients')
  await does(clerk, '停用', '医保网上大厅', '令牌全部作废')
  await clerk.getByText('还没有登记的应用').waitFor()

  const officer = await signIn(browser, base, 'first')
  await officer.goto(`${base}/clients`)
  await officer.getByText('当前身份看不到它').waitFor()
  await isAccessible(officer, 'clients for somebody who may not')
}

test(
  'officers register an application, look after its keys and destroy one by two, decide on certificates, and register a client',
  { skip },
  async () => {
    const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
    try {
      const base = (await city.house.host.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
      await city.officer('city-agriculture-bureau', ['crypto-officer'], '沈禾', 'first')
      await city.officer('city-agriculture-bureau', ['crypto-officer'], '田野', 'second')
      await city.officer('city-confidential-bureau', ['crypto-authority'], '纪密', 'keeper')
      await city.officer('city-data-bureau', ['identity-administrator'], '赵核', 'clerk')
      const token = await looksAfterKeys(base)
      await decidesOnCertificates(city, base, token)
      await registersClient(base)
    } finally {
      for (const context of browser.contexts()) await context.close()
      await city.house.close()
    }
  },
)
