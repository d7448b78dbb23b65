import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { systems } from '#systems'
import { listens, openCity } from '#testing'

const nul = 'a\u0000b'
const back = 'https://app.example/back'
const json = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
/** Who a client says that it is, signed by nobody. */
const claimedBy = (iss: string) =>
  `${json({ alg: 'ES256' })}.${json({ iss, sub: iss, aud: 'x', jti: randomUUID(), exp: 4e9 })}.AAAA`

test('whatever a client sends that cannot be kept is refused as a bad request, in every place of the protocol', async (t) => {
  const failed = t.mock.method(console, 'error', () => undefined)
  const city = await openCity(systems)
  try {
    const at = `${await listens(city.house)}/oidc`
    const admin = await city.officer('city-data-bureau', ['identity-administrator'])
    const grantTypes = ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code']
    const client = { id: 'app', name: '应用', grantTypes, redirectUris: [back], authMethod: 'none' }
    await admin.asks('POST', '/api/clients', client)
    const { secret } = await admin.asks('POST', '/api/clients', {
      ...{ id: 'office', name: '后台', grantTypes: ['client_credentials'], authMethod: 'client_secret_basic' },
    })
    const basic = (id: string, word = secret as string) => `Basic ${Buffer.from(`${id}:${word}`).toString('base64')}`
    const asked = {
      ...{ client_id: 'app', response_type: 'code', scope: 'openid', redirect_uri: back, state: 'x', nonce: 'y' },
      ...{ code_challenge: 'c'.repeat(43), code_challenge_method: 'S256', prompt: 'login', login_hint: 'z' },
      ...{ ui_locales: 'zh', acr_values: 'x', max_age: '1', display: 'page', id_token_hint: 'x', claims: '{}' },
    }
    const code = 'authorization_code'
    const device = 'urn:ietf:params:oauth:grant-type:device_code'
    const places: [path: string, asked: Record<string, string>][] = [
      ['auth', asked],
      ['token', { client_id: 'app', grant_type: code, code: 'x', redirect_uri: back, code_verifier: 'c'.repeat(43) }],
      ['token', { client_id: 'app', grant_type: 'refresh_token', refresh_token: 'x', scope: 'openid' }],
      ['token', { client_id: 'app', grant_type: device, device_code: 'x' }],
      ['token', { client_id: 'office', client_secret: 'x', grant_type: 'client_credentials', scope: 'x' }],
      ['token/introspection', { client_id: 'app', token: 'x', token_type_hint: 'access_token' }],
      ['token/revocation', { client_id: 'app', token: 'x', token_type_hint: 'access_token' }],
      ['device/auth', { client_id: 'app', scope: 'openid' }],
      ['device', { user_code: 'BBBB-BBBB', xsrf: 'x' }],
      ['session/end', { client_id: 'app', id_token_hint: 'x', post_logout_redirect_uri: back, state: 'x' }],
      ['session/end/confirm', { xsrf: 'x', logout: 'yes' }],
      ['me', { access_token: 'x' }],
    ]
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const sends = async (path: string, said: URLSearchParams | string, headers: Record<string, string> = {}) => {
      const answers = [
        await fetch(`${at}/${path}`, {
          method: 'POST',
          redirect: 'manual',
          headers: { ...form, ...headers },
          body: `${said}`,
        }),
        await fetch(`${at}/${path}?${said}`, { redirect: 'manual', headers }),
      ]
      for (const { status } of answers) assert.ok(status < 500, `${path} ${said}: ${status}`)
      return answers as [Response, Response]
    }
    for (const [path, whole] of places)
      for (const name of [...Object.keys(whole), nul]) {
        const [, got] = await sends(path, new URLSearchParams({ ...whole, [name]: nul }))
        assert.equal(got.status, 400)
        assert.equal(((await got.json()) as { error: string }).error, 'invalid_request')
      }
    for (const [path, whole] of places) {
      const name = Object.keys(whole).at(-1) as string
      for (const odd of ['%ff', '%ED%A0%80', '%', 'x'.repeat(20_000), `1&${name}=1`, '\u202E\uFEFF'])
        await sends(path, `${new URLSearchParams(whole)}&${name}=${odd}`)
    }
    const token = { grant_type: 'client_credentials' }
    for (const id of [nul, 'office', '%00', encodeURIComponent(nul), '\ud800', 'x'.repeat(5000), ''])
      for (const word of [nul, encodeURIComponent(nul), secret as string])
        await sends('token', new URLSearchParams(token), { authorization: basic(id, word) })
    for (const id of [nul, 'app', 'office', '\ud800'])
      await sends(
        'token',
        new URLSearchParams({
          ...token,
          client_assertion: claimedBy(id),
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        }),
      )
    for (const cookie of [
      'oidc=%00',
      'oidc-asked=a%00b',
      'oidc-resume=%00',
      'session=%00',
      'device=%00',
      `oidc=${'x'.repeat(3000)}`,
    ])
      await sends('auth', new URLSearchParams(asked), { cookie })
    const fine = await fetch(`${at}/token`, {
      method: 'POST',
      headers: { ...form, authorization: basic('office') },
      body: `${new URLSearchParams(token)}`,
    })
    assert.equal(fine.status, 200, await fine.text())
    assert.deepEqual(
      failed.mock.calls.map(({ arguments: [error] }) => String(error)),
      [],
    )
  } finally {
    await city.house.close()
  }
})
