import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as oidc from 'openid-client'
import { Browser, listens, openCity, type City } from '#testing'
import system from './system.ts'

const back = 'https://app.example/back'
const secretOf = new Map<string, string>()

/** A city that listens, with its administrator and some clients. */
async function inCity(story: (city: City, at: string) => Promise<void>) {
  const city = await openCity([system])
  try {
    const at = await listens(city.house)
    const admin = await city.officer('city-data-bureau', ['identity-administrator'], '管理员', 'admin')
    const base = { scopes: ['openid', 'profile', 'officer', 'organisation', 'offline_access'] }
    const code = ['authorization_code', 'refresh_token']
    for (const client of [
      { id: 'web-app', name: '办事应用', grantTypes: code, redirectUris: [back], authMethod: 'client_secret_basic' },
      { id: 'phone-app', name: '手机应用', grantTypes: code, redirectUris: [back], authMethod: 'none' },
      {
        id: 'kiosk',
        name: '自助机',
        grantTypes: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
        authMethod: 'none',
      },
      {
        id: 'back-office',
        name: '后台系统',
        grantTypes: ['client_credentials'],
        authMethod: 'client_secret_post',
        introspects: true,
      },
    ]) {
      const made = await admin.asks('POST', '/api/clients', {
        ...base,
        logoutUris: client.redirectUris ?? [],
        ...client,
      })
      secretOf.set(client.id, made.secret)
    }
    await story(city, at)
  } finally {
    await city.house.close()
  }
}

const discover = (at: string, id: string, auth?: oidc.ClientAuth) =>
  oidc.discovery(
    new URL(`${at}/oidc`),
    id,
    { client_secret: secretOf.get(id) ?? '', id_token_signed_response_alg: 'ES256' },
    auth ?? oidc.ClientSecretBasic(secretOf.get(id) ?? ''),
    { execute: [oidc.allowInsecureRequests] },
  )

interface Asked {
  verifier: string
  state: string
  nonce: string
  url: URL
}

async function asking(client: oidc.Configuration, more: Record<string, string> = {}): Promise<Asked> {
  const verifier = oidc.randomPKCECodeVerifier()
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
  const url = oidc.buildAuthorizationUrl(client, {
    redirect_uri: back,
    scope: 'openid profile officer offline_access',
    prompt: 'consent',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  })
  return { verifier, state, nonce, url }
}

/** Goes through our page: what is asked, the answer, and where the browser is sent back to. */
async function agrees(browser: Browser, url: string, agrees = true): Promise<URL> {
  const page = await browser.follows(url)
  const uid = new URL(page.to ?? '').pathname.split('/').at(-1)
  const { to } = await browser.json('POST', `/api/authorisations/${uid}/answer`, { agrees })
  return new URL((await browser.follows(to)).to ?? '')
}

/** Signs a person in at a client by the code flow. */
async function signedInAt(client: oidc.Configuration, browser: Browser, more: Record<string, string> = {}) {
  const { verifier, state, nonce, url } = await asking(client, more)
  const returned = await agrees(browser, url.href)
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
  return { tokens: await oidc.authorizationCodeGrant(client, returned, checks), returned, verifier }
}

async function officer(city: City, at: string, account = 'zhou', roles: string[] = []): Promise<Browser> {
  await city.officer('city-data-bureau', roles, '周明远', account)
  const browser = new Browser(at)
  await browser.signsIn(account)
  return browser
}

const refused = async (what: Promise<unknown>, error: string) => {
  const outcome = await what.then(
    () => undefined,
    (failure: unknown) => failure as { error?: string; code?: string; cause?: unknown },
  )
  assert.ok(outcome, `expected ${error}, but it was granted`)
  const challenges = outcome.cause as { parameters?: { error?: string } }[] | undefined
  assert.equal(outcome.error ?? challenges?.[0]?.parameters?.error ?? outcome.code, error)
}

test('a certified client signs a person in by code with PKCE, reads who they are, and refreshes', () =>
  inCity(async (city, at) => {
    const client = await discover(at, 'web-app')
    const meta = client.serverMetadata()
    assert.equal(meta.issuer, `${at}/oidc`)
    assert.deepEqual(meta.code_challenge_methods_supported, ['S256'])
    assert.deepEqual(meta.response_types_supported, ['code'])
    const browser = await officer(city, at, 'zhou', ['personnel-officer'])
    const { tokens, returned } = await signedInAt(client, browser)
    assert.equal(returned.searchParams.get('iss'), meta.issuer, 'RFC 9207')
    const claims = tokens.claims()
    assert.equal(claims?.acr, 'urn:yancheng:assurance:1')
    assert.deepEqual(claims?.amr, ['pwd'])
    const person = await oidc.fetchUserInfo(client, tokens.access_token, claims?.sub ?? '')
    assert.equal(person.name, '周明远')
    const post = person.position as { agency: { id: string }; roles: string[]; area: { code: string } }
    assert.deepEqual([post.agency.id, post.roles, post.area.code], ['city-data-bureau', ['personnel-officer'], '3209'])
    const next = await oidc.refreshTokenGrant(client, tokens.refresh_token ?? '')
    assert.notEqual(next.refresh_token, tokens.refresh_token)
    assert.equal((await oidc.fetchUserInfo(client, next.access_token, claims?.sub ?? '')).sub, claims?.sub)
    assert.equal((await oidc.tokenIntrospection(client, next.access_token)).active, true)
    await oidc.tokenRevocation(client, next.refresh_token ?? '')
    assert.equal((await oidc.tokenIntrospection(client, next.access_token)).active, false)
  }))

test('a refresh token that comes twice ends the whole family, and of many at once one wins at most', () =>
  inCity(async (city, at) => {
    const client = await discover(at, 'web-app')
    const browser = await officer(city, at)
    const { tokens } = await signedInAt(client, browser)
    const next = await oidc.refreshTokenGrant(client, tokens.refresh_token ?? '')
    await refused(oidc.refreshTokenGrant(client, tokens.refresh_token ?? ''), 'invalid_grant')
    await refused(oidc.refreshTokenGrant(client, next.refresh_token ?? ''), 'invalid_grant')
    assert.equal((await oidc.tokenIntrospection(client, next.access_token)).active, false)
    const again = await signedInAt(client, browser)
    const rush = await Promise.allSettled(
      Array.from({ length: 6 }, () => oidc.refreshTokenGrant(client, again.tokens.refresh_token ?? '')),
    )
    assert.ok(rush.filter(({ status }) => status === 'fulfilled').length <= 1)
  }))

test('a code is good once, for its own verifier, client and address', () =>
  inCity(async (city, at) => {
    const client = await discover(at, 'web-app')
    const phone = await discover(at, 'phone-app', oidc.None())
    const browser = await officer(city, at)
    const { tokens, returned, verifier } = await signedInAt(client, browser)
    const code = returned.searchParams.get('code') ?? ''
    const exchange = (by: oidc.Configuration, more: Record<string, string>) =>
      oidc.genericGrantRequest(by, 'authorization_code', { code, redirect_uri: back, code_verifier: verifier, ...more })
    await refused(exchange(client, {}), 'invalid_grant')
    assert.equal(
      (await oidc.tokenIntrospection(client, tokens.access_token)).active,
      false,
      'a second use ends the first',
    )
    const fresh = await asking(client)
    const other = (await agrees(browser, fresh.url.href)).searchParams.get('code') ?? ''
    const wrong = { code: other, code_verifier: fresh.verifier }
    await refused(exchange(phone, wrong), 'invalid_grant')
    await refused(exchange(client, { ...wrong, code_verifier: oidc.randomPKCECodeVerifier() }), 'invalid_grant')
    await refused(exchange(client, { ...wrong, redirect_uri: `${back}/` }), 'invalid_grant')
    await refused(exchange(client, { code: other, code_verifier: '' }), 'invalid_grant')
  }))

test('no trick with the address to come back to leads anywhere', () =>
  inCity(async (city, at) => {
    const client = await discover(at, 'web-app')
    const browser = await officer(city, at)
    for (const trick of [
      `${back}/`,
      `${back}?x=1`,
      `${back}#x`,
      `${back}/../evil`,
      `${back}%2f`,
      'https://app.example.evil.example/back',
      'https://app.example@evil.example/back',
      'https://APP.example/back',
      'http://app.example/back',
      'https://app.example:443/back',
      '//app.example/back',
      'javascript:alert(1)',
      'https://evil.example\\@app.example/back',
    ]) {
      const { url } = await asking(client, { redirect_uri: trick })
      const seen = await browser.follows(url.href)
      assert.equal(seen.status, 400, trick)
      assert.equal(seen.to, undefined, trick)
      assert.match(seen.text, /invalid_(redirect_uri|request)/, trick)
    }
    const { url } = await asking(client)
    url.searchParams.append('redirect_uri', 'https://evil.example/')
    assert.equal((await browser.follows(url.href)).status, 400)
    url.searchParams.delete('redirect_uri')
    assert.equal((await browser.follows(url.href)).status, 400)
    const admin = new Browser(at)
    await admin.signsIn('admin')
    for (const address of [
      'http://app.example/',
      'https://*.app.example/',
      'https://app.example/#x',
      'https://a@b.example/',
    ]) {
      const made = await admin.json('POST', '/api/clients', {
        ...{ id: 'evil', name: '坏应用', grantTypes: ['authorization_code'], authMethod: 'none' },
        redirectUris: [address],
      })
      assert.equal(made.code, 'identity/client-address', address)
    }
  }))

test('PKCE cannot be left out or weakened', () =>
  inCity(async (city, at) => {
    const client = await discover(at, 'web-app')
    const browser = await officer(city, at)
    const error = async (change: (url: URL) => void) => {
      const { url } = await asking(client)
      change(url)
      const { hash, search } = new URL((await browser.follows(url.href)).to ?? '')
      return new URLSearchParams(search || hash.slice(1)).get('error')
    }
    assert.equal(await error((url) => url.searchParams.set('code_challenge_method', 'plain')), 'invalid_request')
    assert.equal(await error((url) => url.searchParams.delete('code_challenge_method')), 'invalid_request')
    assert.equal(await error((url) => url.searchParams.delete('code_challenge')), 'invalid_request')
    assert.equal(await error((url) => url.searchParams.set('response_type', 'token')), 'unsupported_response_type')
    assert.equal(await error((url) => url.searchParams.set('prompt', 'none')), 'login_required')
  }))

test('a sign-in that somebody else began is of no use, and the session is new after it', () =>
  inCity(async (city, at) => {
    const client = await discover(at, 'web-app')
    const attacker = new Browser(at)
    const victim = await officer(city, at)
    const page = await attacker.follows((await asking(client)).url.href)
    const uid = new URL(page.to ?? '').pathname.split('/').at(-1)
    const answer = `/api/authorisations/${uid}/answer`
    assert.equal((await victim.json('POST', answer, { agrees: true })).code, 'identity/no-such-authorisation')
    assert.equal((await attacker.json('POST', answer, { agrees: true })).code, 'identity/not-signed-in')
    assert.equal((await victim.follows(`/oidc/auth/${uid}`)).status, 400)
    const planted = new Browser(at)
    planted.cookies.set('session', { value: 'planted', path: '/' })
    planted.cookies.set('oidc', { value: 'planted', path: '/' })
    await planted.signsIn('zhou')
    assert.notEqual(planted.cookies.get('session')?.value, 'planted')
    await signedInAt(client, planted)
    assert.notEqual(planted.cookies.get('oidc')?.value, 'planted')
    const before = planted.cookies.get('oidc')?.value
    await signedInAt(client, planted)
    assert.notEqual(planted.cookies.get('oidc')?.value, before)
  }))

test('a person who does not agree gives nothing; a client sees only what it asked', () =>
  inCity(async (city, at) => {
    const client = await discover(at, 'web-app')
    const browser = await officer(city, at)
    const { url } = await asking(client)
    assert.equal((await agrees(browser, url.href, false)).searchParams.get('error'), 'access_denied')
    const { tokens } = await signedInAt(client, browser, { scope: 'openid' })
    assert.equal(tokens.refresh_token, undefined)
    const known = await oidc.fetchUserInfo(client, tokens.access_token, tokens.claims()?.sub ?? '')
    assert.deepEqual(Object.keys(known), ['sub'])
  }))

test('a kiosk shows a code, a person with it in front of them signs in elsewhere, the kiosk is signed in', () =>
  inCity(async (city, at) => {
    const kiosk = await discover(at, 'kiosk', oidc.None())
    const shown = await oidc.initiateDeviceAuthorization(kiosk, { scope: 'openid profile' })
    assert.match(shown.user_code, /^[B-Z]{4}-[B-Z]{4}$/)
    const early = oidc.genericGrantRequest(kiosk, 'urn:ietf:params:oauth:grant-type:device_code', {
      device_code: shown.device_code,
    })
    await refused(early, 'authorization_pending')
    const browser = await officer(city, at)
    const form = await browser.asks('GET', shown.verification_uri)
    const wrong = new URLSearchParams([...Browser.fields(form.text), ['user_code', 'BBBB-BBBB']])
    const anew = await browser.asks('POST', shown.verification_uri, wrong)
    assert.match(anew.text, /代码不对/)
    const typed = new URLSearchParams([...Browser.fields(anew.text), ['user_code', shown.user_code]])
    const sure = await browser.asks('POST', shown.verification_uri, typed)
    assert.match(sure.text, /自助机/)
    const page = await browser.asks('POST', shown.verification_uri, Browser.fields(sure.text))
    const uid = new URL(page.to ?? '').pathname.split('/').at(-1)
    const { to } = await browser.json('POST', `/api/authorisations/${uid}/answer`, { agrees: true })
    assert.match((await browser.follows(to)).text, /设备已经连上/)
    const tokens = await oidc.genericGrantRequest(kiosk, 'urn:ietf:params:oauth:grant-type:device_code', {
      device_code: shown.device_code,
    })
    assert.equal((await oidc.fetchUserInfo(kiosk, tokens.access_token, oidc.skipSubjectCheck)).name, '周明远')
  }))

test('a system asks for a token of its own; only who may introspects others’', () =>
  inCity(async (city, at) => {
    const office = await discover(at, 'back-office', oidc.ClientSecretPost(secretOf.get('back-office') ?? ''))
    const own = await oidc.clientCredentialsGrant(office)
    assert.equal((await oidc.tokenIntrospection(office, own.access_token)).client_id, 'back-office')
    const client = await discover(at, 'web-app')
    assert.equal((await oidc.tokenIntrospection(client, own.access_token)).active, false)
    const { tokens } = await signedInAt(client, await officer(city, at))
    assert.equal((await oidc.tokenIntrospection(office, tokens.access_token)).active, true)
    const guess = await discover(at, 'back-office', oidc.ClientSecretPost('x'.repeat(43)))
    await refused(oidc.clientCredentialsGrant(guess), 'invalid_client')
    const [kept] = await city.house.database.read<{ secret: string }>(
      {},
      `select secret from identity.client where id = 'back-office'`,
    )
    const thief = await discover(at, 'back-office', oidc.ClientSecretPost(kept?.secret ?? ''))
    await refused(oidc.clientCredentialsGrant(thief), 'invalid_client')
    const ids = await city.house.database.read<{ id: string; payload: object }>(
      {},
      'select id, payload from identity.oidc',
    )
    for (const { id, payload } of ids)
      for (const token of [own.access_token, tokens.access_token, tokens.refresh_token ?? ''])
        assert.ok(id !== token && !JSON.stringify(payload).includes(token), 'a row holds a token')
    await (await city.officer('city-data-bureau', ['identity-administrator'])).asks('DELETE', '/api/clients/web-app')
    await refused(oidc.refreshTokenGrant(client, tokens.refresh_token ?? ''), 'invalid_client')
    assert.equal((await oidc.tokenIntrospection(office, tokens.access_token)).active, false)
  }))

test('signing out at a client signs out of the city; a session that its owner ends takes its tokens along', () =>
  inCity(async (city, at) => {
    const client = await discover(at, 'web-app')
    const browser = await officer(city, at)
    const { tokens } = await signedInAt(client, browser, { scope: 'openid profile' })
    const hint = { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: back, state: 'bye' }
    const page = await browser.asks('GET', oidc.buildEndSessionUrl(client, hint).href)
    assert.match(page.text, /全部退出/)
    const form = new URLSearchParams([...Browser.fields(page.text), ['logout', 'yes']])
    const left = await browser.asks('POST', `${at}/oidc/session/end/confirm`, form)
    assert.equal(left.to, `${back}?state=bye`)
    assert.equal((await oidc.tokenIntrospection(client, tokens.access_token)).active, false)
    assert.equal((await browser.json('GET', '/api/session')).status, 401)
    const evil = { ...hint, post_logout_redirect_uri: 'https://evil.example/' }
    assert.equal((await browser.asks('GET', oidc.buildEndSessionUrl(client, evil).href)).status, 400)

    const [home, phone] = [new Browser(at), new Browser(at)]
    await home.signsIn('zhou')
    await phone.signsIn('zhou')
    const online = await signedInAt(client, phone, { scope: 'openid profile' })
    const open = await home.json('GET', '/api/sessions')
    const rows = open.rows.filter((one: { browser: string }) => one.browser === 'Chrome · Linux')
    assert.equal(rows.length, 2)
    assert.equal(rows[0].place, '本机')
    const other = rows.find((one: { here: boolean }) => !one.here)
    assert.equal((await home.json('DELETE', `/api/sessions/${other.id}`)).status, 204)
    assert.equal((await phone.json('GET', '/api/session')).status, 401)
    assert.equal((await oidc.tokenIntrospection(client, online.tokens.access_token)).active, false)
  }))
