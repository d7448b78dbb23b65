import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import * as oidc from 'openid-client'
import { systems } from '#systems'
import { openCity } from '#testing'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { opensShown, signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

/** Where a client waits for its person to come back. */
async function waiting() {
  const server = createServer((_request, answer) => answer.end('<title>back</title>'))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const at = server.address()
  return { back: `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/back`, close: () => server.close() }
}

test('a person makes a passkey, signs in at a client, appoints somebody by stepping up, and ends another session', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  const client = await waiting()
  try {
    const origin = (await city.house.host.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
    const admin = await city.officer('city-data-bureau', ['identity-administrator'], '管理员', 'admin')
    await admin.asks('POST', '/api/clients', {
      ...{ id: 'app', name: '办事应用', grantTypes: ['authorization_code'], authMethod: 'none' },
      ...{ redirectUris: [client.back], scopes: ['openid', 'profile'] },
    })
    const page = await signIn(browser, origin, 'admin')
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    })

    await page.goto(`${origin}/account`)
    await page.getByRole('heading', { name: '谁看过我的信息' }).waitFor()
    await page.getByRole('button', { name: '登记通行密钥' }).click()
    await page.getByText('请把恢复码抄下来收好').waitFor()
    await page.getByText('这次登录凭的是密码和第二个验证方式').waitFor()
    await isAccessible(page, 'account page')

    const again = await signIn(browser, origin, 'admin')
    await page.reload()
    await page.getByRole('button', { name: '退出这台' }).first().waitFor()
    await page.getByRole('button', { name: '退出其他所有设备' }).click()
    await page.getByRole('button', { name: '退出这台' }).first().waitFor({ state: 'detached' })
    await again.goto(`${origin}/account`)
    await again.getByText('登录后可看自己的登录').waitFor()

    const asked = await oidc.discovery(
      new URL(`${origin.replace('localhost', '127.0.0.1')}/oidc`),
      'app',
      undefined,
      oidc.None(),
      {
        execute: [oidc.allowInsecureRequests],
      },
    )
    const verifier = oidc.randomPKCECodeVerifier()
    const state = oidc.randomState()
    const url = oidc.buildAuthorizationUrl(asked, {
      ...{ redirect_uri: client.back, scope: 'openid profile', state, code_challenge_method: 'S256' },
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    })
    const visit = await (await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' })).newPage()
    await visit.goto(url.href)
    await visit.getByRole('heading', { name: '用数字盐城登录“办事应用”' }).waitFor()
    await visit.getByRole('link', { name: '去登录' }).click()
    await visit.getByLabel('账号').fill('admin')
    await visit.getByLabel('密码').fill('a long password')
    await visit.getByRole('button', { name: '登录', exact: true }).click()
    await visit.getByRole('button', { name: '同意并登录' }).waitFor()
    await isAccessible(visit, 'page of a client’s sign-in')
    await visit.getByRole('button', { name: '同意并登录' }).click()
    await visit.waitForURL((at) => at.href.startsWith(client.back))
    const tokens = await oidc.authorizationCodeGrant(asked, new URL(visit.url()), {
      pkceCodeVerifier: verifier,
      expectedState: state,
    })
    assert.equal((await oidc.fetchUserInfo(asked, tokens.access_token, oidc.skipSubjectCheck)).name, '管理员')

    await page.goto(`${origin}/sign-in`)
    await page.getByLabel('账号').fill('admin')
    await page.getByLabel('密码').fill('a long password')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL((at) => !at.pathname.includes('sign-in'))
    await opensShown(page, '岗位任免')
    await page.getByRole('cell', { name: '管理员', exact: true }).waitFor()
    await page.getByRole('button', { name: '任命', exact: true }).click()
    const form = page.getByRole('form', { name: '任命' })
    await form.getByLabel('账号', { exact: true }).fill('xinren')
    await form.getByLabel('姓名').fill('新任')
    await form.getByLabel('职务').fill('科员')
    await isAccessible(page, 'posts page')
    await form.getByRole('button', { name: '任命', exact: true }).dblclick()
    await page.getByRole('button', { name: '用通行密钥' }).click()
    await page.getByRole('region', { name: 'xinren的初始密码' }).getByText('只显示这一次').waitFor()
    await page.getByRole('button', { name: '已经存好' }).click()
    await page.getByRole('cell', { name: '新任', exact: true }).waitFor()
    await page.getByRole('button', { name: '任满“新任”' }).click()
    await page.getByLabel('待办移交给').getByText('管理员').click()
    await isAccessible(page, 'the end of a post')
    for (const size of [
      { width: 390, height: 844 },
      { width: 1440, height: 1000 },
    ]) {
      await page.setViewportSize(size)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      assert.equal(wide, false, `posts are cut at ${size.width}`)
    }
    await page.getByRole('button', { name: '确定任满' }).click()
    await page.getByRole('button', { name: '任满“新任”' }).waitFor({ state: 'detached' })
  } finally {
    client.close()
    await city.house.close()
  }
})
