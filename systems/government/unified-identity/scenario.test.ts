import assert from 'node:assert/strict'
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { mock, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import * as oidc from 'openid-client'
import { defineRegister, defineRole, defineSystem, field, may } from '#platform'
import { Browser, listens, openCity, type City } from '#testing'
import system from './system.ts'

/** A system in which everyone applies for themselves: what can be done for others by a mandate. */
const application = defineRegister('toy-application', {
  title: '申请',
  naming: 'name',
  fields: { name: field.text('名称') },
})
const applicant = defineRole('toy-applicant', {
  title: '申请人',
  heldBy: 'everyone',
  grants: [may(application, ['read', 'create', 'amend'], 'own')],
})
const toy = defineSystem('toy', {
  title: '申请',
  owner: 'city-data-bureau',
  parts: [application, applicant],
  pages: [],
})

type Write = City['house']['database']['write']

const back = 'https://app.example/back'
const secretOf = new Map<string, string>()

/** A city that listens, with its administrator and some clients. */
async function inCity(story: (city: City, at: string) => Promise<void>) {
  const city = await openCity([system, toy])
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
    const silent =
      (more: Record<string, string> = {}) =>
      (url: URL) => {
        for (const [name, value] of Object.entries({ ...more, prompt: 'none' })) url.searchParams.set(name, value)
      }
    assert.equal(await error(silent()), 'login_required', 'who never signed in at a client')
    const { tokens } = await signedInAt(client, browser)
    assert.equal(await error(silent()), 'interaction_required', 'our page must be seen')
    assert.equal(await error(silent({ id_token_hint: tokens.id_token as string })), 'interaction_required')
    assert.equal(await error(silent({ max_age: '0' })), 'login_required')
    assert.equal(await error(silent({ acr_values: 'urn:yancheng:assurance:3' })), 'interaction_required')
    assert.equal(await error(silent({ id_token_hint: 'x' })), 'invalid_request')
    assert.equal(await error((url) => url.searchParams.set('prompt', 'none login')), 'invalid_request')
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

test('who registers and ends a client, an organisation or a second factor is an event; what is incomplete is refused', () =>
  inCity(async (city) => {
    const admin = await city.officer('city-data-bureau', ['identity-administrator'])
    const base = { name: '查档系统', scopes: ['openid'] }
    const clients = (more: object) => admin.asks('POST', '/api/clients', { ...base, ...more })
    const code = { grantTypes: ['authorization_code'], authMethod: 'none' }
    await city.refuses(clients({ id: 'archive', ...code }), 'http/wrong-shape')
    await city.refuses(
      clients({ id: 'archive', grantTypes: ['client_credentials'], authMethod: 'private_key_jwt' }),
      'http/wrong-shape',
    )
    await clients({ id: 'archive', ...code, redirectUris: [back] })
    await admin.asks('DELETE', '/api/clients/archive')
    const app = await admin.asks('POST', '/api/factors/totp', { name: '手机' })
    const code6 = new TOTP({ secret: Secret.fromBase32(app.secret) }).generate()
    await admin.asks('POST', `/api/factors/totp/${app.id}`, { code: code6 })
    await admin.asks('DELETE', `/api/factors/${app.id}`)
    const told = await city.house.database.read<{ kind: string; actor: string }>(
      { all: 'on' },
      `select kind, actor from kernel.event where kind like 'client.%' and subject = 'client:archive' or kind like 'factor.%' order by id`,
    )
    const kinds = ['client.registered', 'client.ended', 'factor.added', 'factor.removed']
    assert.deepEqual(
      told.map(({ kind }) => kind),
      kinds,
    )
    assert.equal(new Set(told.map(({ actor }) => actor)).size, 1)
  }))

test('a sign-out says that it is done only when the city’s session has ended', () =>
  inCity(async (city, at) => {
    const client = await discover(at, 'web-app')
    const browser = await officer(city, at)
    const { tokens } = await signedInAt(client, browser, { scope: 'openid profile' })
    const hint = { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: back, state: 'bye' }
    const leaves = async () => {
      const page = await browser.asks('GET', oidc.buildEndSessionUrl(client, hint).href)
      const form = new URLSearchParams([...Browser.fields(page.text), ['logout', 'yes']])
      return browser.asks('POST', `${at}/oidc/session/end/confirm`, form)
    }
    const { database } = city.house
    const write = database.write.bind(database) as Write
    const fails: Write = (scope, work) =>
      write(scope, (tx) => {
        const query: typeof tx.query = (text, values) =>
          text.startsWith('delete from identity.session') ? Promise.reject(new Error('full')) : tx.query(text, values)
        return work(Object.create(tx, { query: { value: query } }))
      })
    const failing = mock.method(database, 'write', fails)
    assert.equal((await leaves()).status, 500)
    failing.mock.restore()
    assert.equal((await browser.json('GET', '/api/session')).status, 200)

    const [locked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const holding = database.write({}, async (tx) => {
      await tx.query('select id from identity.session for update')
      locked.resolve()
      await released.promise
    })
    await locked.promise
    const leaving = leaves()
    assert.equal(await Promise.race([leaving.then(() => 'done'), setTimeout(500, 'not yet')]), 'not yet')
    released.resolve()
    await holding
    assert.equal((await leaving).to, `${back}?state=bye`)
    assert.equal((await browser.json('GET', '/api/session')).status, 401)
  }))

/** A citizen with a second factor, signed in. */
async function citizen(city: City, at: string, account: string, name: string): Promise<Browser> {
  await city.person(account, name)
  const browser = new Browser(at)
  await browser.signsIn(account)
  return surer(browser)
}

/** Registers an authenticator app and so steps up. */
async function surer(browser: Browser): Promise<Browser> {
  const app = await browser.json('POST', '/api/factors/totp', { name: '手机' })
  const code = new TOTP({ secret: Secret.fromBase32(app.secret) }).generate()
  assert.equal((await browser.json('POST', `/api/factors/totp/${app.id}`, { code })).assurance, 2)
  return browser
}

const code = '91320904MA1KEM001R'
const mine = '/api/registers/toy-application'
const acts = ['register:toy-application:create', 'register:toy-application:read']
const days = { from: '2024-08-26', until: '2025-08-25' }

test('a representative grants an agent a set of acts until a day; the agent acts in both names; revoked, the agent is out at once', () =>
  inCity(async (city, at) => {
    const admin = new Browser(at)
    await admin.signsIn('admin')
    const boss = await citizen(city, at, 'boss', '吴建国')
    const agent = await citizen(city, at, 'agent', '李华')
    const made = await admin.json('POST', '/api/organisations', {
      ...{ code, name: '盐城潮间带风电装备有限公司', region: '320904', representative: 'boss' },
    })
    assert.equal(made.status, 201)
    const again = { code, name: '另一家', region: '320904', representative: 'agent' }
    assert.equal((await admin.json('POST', '/api/organisations', again)).code, 'identity/organisation-taken')
    const grant = (by: Browser, more: object = {}) =>
      by.json('POST', '/api/mandates', { organisation: code, agent: 'agent', acts, ...days, ...more })
    assert.equal((await grant(agent, { agent: 'boss' })).code, 'identity/not-representative')
    assert.equal((await grant(boss, { acts: ['register:toy-application:everything'] })).code, 'identity/mandate-acts')
    assert.equal((await grant(boss, { until: '2034-01-01' })).code, 'identity/mandate-days')
    assert.equal((await grant(boss, { until: '2024-08-25', from: '2024-01-01' })).code, 'identity/mandate-days')
    const { id } = await grant(boss)

    assert.equal((await boss.json('POST', '/api/session/mandate', { mandate: id })).code, 'identity/no-such-mandate')
    assert.equal((await agent.json('POST', '/api/session/mandate', { mandate: id })).status, 204)
    assert.equal((await agent.json('GET', '/api/session')).behalf.name, '盐城潮间带风电装备有限公司')
    const row = await agent.json('POST', mine, { name: '补贴申请' })
    assert.equal(row.status, 201)
    const [kept] = await city.house.database.read<{ actor: string; behalf: string; about: { mandate: string } }>(
      { all: 'on' },
      `select v.actor_name as actor, v.behalf_name as behalf, e.about from record.version v join kernel.event e on e.subject = 'toy-application:' || v.record where v.record = $1`,
      [row.id],
    )
    assert.deepEqual([kept?.actor, kept?.behalf, kept?.about.mandate], ['李华', '盐城潮间带风电装备有限公司', id])
    const amend = await agent.json('PATCH', `${mine}/${row.id}`, { name: '改' }, { 'if-match': '1' })
    assert.equal(amend.status, 403, 'amending was not granted')

    const client = await discover(at, 'web-app')
    const { tokens } = await signedInAt(client, agent, { scope: 'openid organisation offline_access' })
    const sub = tokens.claims()?.sub ?? ''
    const told = await oidc.fetchUserInfo(client, tokens.access_token, sub)
    assert.equal((told.acting_for as { code: string }).code, code)
    assert.equal((await oidc.tokenIntrospection(client, tokens.access_token)).active, true)

    assert.equal((await boss.json('DELETE', `/api/mandates/${id}`)).status, 204)
    assert.equal((await oidc.tokenIntrospection(client, tokens.access_token)).active, false)
    await refused(oidc.refreshTokenGrant(client, tokens.refresh_token ?? ''), 'invalid_grant')
    assert.equal((await agent.json('GET', '/api/session')).behalf, null)
    assert.equal((await agent.json('GET', `${mine}/${row.id}`)).status, 404)
    assert.equal((await agent.json('POST', '/api/session/mandate', { mandate: id })).code, 'identity/no-such-mandate')
  }))

test('a mandate ends with its last day, at clients too', () =>
  inCity(async (city, at) => {
    const mother = await citizen(city, at, 'mother', '陈秀英')
    const child = await citizen(city, at, 'child', '李华')
    const short = { agent: 'child', acts, from: '2024-08-26', until: '2024-08-27', relation: '子女' }
    const { id } = await mother.json('POST', '/api/mandates', short)
    await child.json('POST', '/api/session/mandate', { mandate: id })
    const row = await child.json('POST', mine, { name: '高龄津贴' })
    assert.equal((await mother.json('GET', `${mine}/${row.id}`)).name, '高龄津贴', 'it is the mother’s own')
    const client = await discover(at, 'web-app')
    const { tokens } = await signedInAt(client, child)
    await city.waits({ days: 2 })
    assert.equal((await child.json('GET', '/api/session')).behalf, null)
    assert.equal((await oidc.tokenIntrospection(client, tokens.access_token)).active, false)
  }))

test('a counter records a proxy for a villager who cannot; the villager sees it and ends it', () =>
  inCity(async (city, at) => {
    const villager = await citizen(city, at, 'villager', '王老五')
    await citizen(city, at, 'cadre', '村干部')
    const asked = { principal: 'villager', agent: 'cadre', acts, relation: '村干部代办', ...days }
    assert.equal(
      (await villager.json('POST', '/api/mandates', { ...asked, principal: 'cadre', agent: 'villager' })).code,
      'identity/not-granted',
    )
    await city.officer('city-data-bureau', ['identity-clerk'], '窗口', 'clerk')
    const clerk = new Browser(at)
    await clerk.signsIn('clerk')
    assert.equal((await clerk.json('POST', '/api/mandates', asked)).code, 'identity/step-up-needed')
    await surer(clerk)
    const { id } = await clerk.json('POST', '/api/mandates', asked)
    const { rows } = await villager.json('GET', '/api/mandates')
    assert.deepEqual([rows[0].agent, rows[0].relation, rows[0].inForce], ['村干部', '村干部代办', true])
    assert.equal((await villager.json('DELETE', `/api/mandates/${id}`)).status, 204)
  }))

test('checked papers and a second factor make a verified person, and a client may ask for one', () =>
  inCity(async (city, at) => {
    const person = await citizen(city, at, 'person', '李华')
    await city.officer('city-data-bureau', ['identity-clerk'], '窗口', 'clerk')
    const clerk = new Browser(at)
    await clerk.signsIn('clerk')
    const verify = (account: string) => clerk.json('POST', '/api/verifications', { account })
    assert.equal((await verify('person')).code, 'identity/step-up-needed')
    await surer(clerk)
    assert.equal((await verify('clerk')).code, 'identity/no-such-person', 'nobody vouches for themselves')
    const client = await discover(at, 'web-app')
    const { url } = await asking(client, { acr_values: 'urn:yancheng:assurance:3', scope: 'openid' })
    const page = await person.follows(url.href)
    const uid = new URL(page.to ?? '').pathname.split('/').at(-1)
    const answer = () => person.json('POST', `/api/authorisations/${uid}/answer`, { agrees: true })
    assert.equal((await answer()).about.needs, 3)
    assert.equal((await verify('person')).status, 200)
    const { recovery } = await person.json('POST', '/api/factors/recovery')
    assert.equal((await person.json('POST', '/api/session/step-up', { code: recovery[0] })).assurance, 3)
    assert.ok((await answer()).to)
  }))

test('posts are given and ended at a desk: nobody beyond their reach, nobody themselves, never the last; work is handed over', () =>
  inCity(async (city, at) => {
    const admin = new Browser(at)
    await admin.signsIn('admin')
    const post = (by: Browser, more: object) =>
      by.json('POST', '/api/positions', {
        ...{ agency: 'city-finance-bureau', region: '3209', title: '科员', roles: [], from: '2024-08-26', ...more },
      })
    const first = { account: 'hr', name: '人事', roles: ['personnel-officer'] }
    assert.equal((await post(admin, first)).code, 'identity/step-up-needed')
    await surer(admin)
    const hired = await post(admin, first)
    assert.equal(hired.status, 201)
    const hr = new Browser(at)
    await hr.signsIn('hr', hired.password)
    await surer(hr)
    assert.equal(
      (await post(hr, { account: 'x', name: '某', roles: ['identity-administrator'] })).code,
      'identity/role-beyond-reach',
    )
    assert.equal(
      (await post(hr, { account: 'x', name: '某', agency: 'city-data-bureau' })).code,
      'identity/not-granted',
    )
    assert.equal((await post(hr, { account: 'hr', roles: ['personnel-officer'] })).code, 'identity/not-oneself')
    assert.equal((await post(hr, { account: 'hr', name: '某' })).code, 'identity/not-oneself')
    assert.equal((await post(hr, { account: 'admin', name: '某' })).code, 'identity/account-taken')
    const leaver = await post(hr, { account: 'leaver', name: '离任' })
    const acting = { account: 'stand-in', name: '代理', actingFor: leaver.position }
    assert.equal((await post(hr, acting)).code, 'identity/acting-until')
    const standIn = await post(hr, { ...acting, until: '2024-09-30' })
    const { rows } = await hr.json('GET', '/api/positions?agency=city-finance-bureau')
    assert.equal(rows.find((row: { id: string }) => row.id === standIn.position).title, '科员（代理）')
    assert.equal((await hr.json('GET', '/api/positions?agency=city-data-bureau')).code, 'identity/not-granted')

    const [who] = await city.house.database.read<{ id: string }>(
      {},
      `select id from identity.person where account = 'leaver'`,
    )
    await city.house.database.write({ all: 'on' }, (tx) =>
      tx.query(
        `insert into notice.entry (id, person, kind, title, says, path, about, at) values (gen_random_uuid(), $1, 'todo', '待办', '待办', '/', 'toy:1', now())`,
        [who?.id],
      ),
    )
    const gone = new Browser(at)
    await gone.signsIn('leaver', leaver.password)
    assert.ok((await gone.json('GET', '/api/session')).position)
    const ended = await hr.json('POST', `/api/positions/${leaver.position}/end`, {
      on: '2024-08-25',
      handTo: standIn.position,
    })
    assert.equal(ended.status, 204)
    assert.equal((await gone.json('GET', '/api/session')).code, 'identity/session-ended', 'from the next request on')
    const again = new Browser(at)
    await again.signsIn('leaver', leaver.password)
    assert.equal((await again.json('GET', '/api/session')).position, null, 'a person still')
    const heir = new Browser(at)
    await heir.signsIn('stand-in', standIn.password)
    assert.equal((await heir.json('GET', '/api/inbox')).rows[0].title, '待办')

    const all = await admin.json('GET', '/api/positions?agency=city-data-bureau')
    const own = all.rows.find((row: { account: string }) => row.account === 'admin')
    const last = await admin.json('POST', `/api/positions/${own.id}/end`, { on: '2024-08-25' })
    assert.equal(last.code, 'identity/last-administrator')
  }))

test('a post ends with its last day: its sessions, and what clients hold by them', () =>
  inCity(async (city, at) => {
    const admin = new Browser(at)
    await admin.signsIn('admin')
    await surer(admin)
    const post = { agency: 'city-finance-bureau', region: '3209', title: '科员', roles: [], from: '2024-08-26' }
    const made = await admin.json('POST', '/api/positions', { ...post, account: 'leaver', name: '离任' })
    const leaver = new Browser(at)
    await leaver.signsIn('leaver', made.password)
    const client = await discover(at, 'web-app')
    const kept = await signedInAt(client, leaver)
    const bound = await signedInAt(client, leaver, { scope: 'openid officer' })
    const reads = (token: string) => oidc.fetchUserInfo(client, token, oidc.skipSubjectCheck)
    const active = async (token: string) => (await oidc.tokenIntrospection(client, token)).active
    assert.equal((await admin.json('POST', `/api/positions/${made.position}/end`, { on: '2024-08-26' })).status, 204)
    for (const { tokens } of [kept, bound]) {
      assert.ok(await reads(tokens.access_token), 'the last day is a day')
      assert.ok(await active(tokens.access_token))
    }
    assert.equal((await leaver.json('GET', '/api/session')).position.id, made.position)
    city.clock.set('2024-08-27T00:00:00+08:00')
    for (const { tokens } of [kept, bound]) {
      await refused(reads(tokens.access_token), 'invalid_token')
      assert.equal(await active(tokens.access_token), false)
    }
    await refused(oidc.refreshTokenGrant(client, kept.tokens.refresh_token as string), 'invalid_grant')
    assert.equal((await leaver.json('GET', '/api/session')).code, 'identity/session-ended')
    const again = new Browser(at)
    await again.signsIn('leaver', made.password)
    assert.equal((await again.json('GET', '/api/session')).position, null)
    assert.equal((await again.json('GET', '/api/sessions')).rows.length, 1)
  }))

test('only a program that keeps no secret comes back to another port of its own machine', () =>
  inCity(async (city, at) => {
    const admin = new Browser(at)
    await admin.signsIn('admin')
    const local = 'http://127.0.0.1:7000/back'
    const register = async (id: string, authMethod: string) => {
      const grantTypes = ['authorization_code']
      const made = await admin.json('POST', '/api/clients', {
        id,
        name: id,
        grantTypes,
        authMethod,
        redirectUris: [local],
      })
      assert.equal(made.status, 201)
    }
    await register('desktop', 'none')
    await register('server', 'client_secret_basic')
    const browser = await officer(city, at)
    const comesBack = async (id: string, port: number) => {
      const client = await discover(at, id, oidc.None())
      const { url } = await asking(client, { scope: 'openid', redirect_uri: `http://127.0.0.1:${port}/back` })
      return (await browser.follows(url.href)).status
    }
    assert.equal(await comesBack('desktop', 7000), 303)
    assert.equal(await comesBack('desktop', 7001), 303)
    assert.equal(await comesBack('server', 7000), 303)
    assert.equal(await comesBack('server', 7001), 400)
  }))

test('a system that signs its requests is known by its key: clocks may differ by seconds, a signature is good once', () =>
  inCity(async (_city, at) => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const admin = new Browser(at)
    await admin.signsIn('admin')
    const made = await admin.json('POST', '/api/clients', {
      ...{ id: 'signer', name: '签名系统', grantTypes: ['client_credentials'], authMethod: 'private_key_jwt' },
      keys: { keys: [{ ...publicKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    })
    assert.deepEqual([made.status, made.secret], [201, null])
    const asks = async (said: Record<string, unknown>, by = privateKey) => {
      const now = Math.floor(Date.now() / 1000)
      const words = [
        { alg: 'ES256' },
        ...[{ iss: 'signer', sub: 'signer', aud: `${at}/oidc`, jti: randomUUID(), iat: now, exp: now + 60, ...said }],
      ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      const signed = sign('sha256', Buffer.from(words.join('.')), { key: by, dsaEncoding: 'ieee-p1363' })
      const answer = await fetch(`${at}/oidc/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: [...words, signed.toString('base64url')].join('.'),
        }),
      })
      return ((await answer.json()) as { error?: string }).error ?? 'granted'
    }
    const now = () => Math.floor(Date.now() / 1000)
    const jti = randomUUID()
    assert.equal(await asks({ jti }), 'granted')
    assert.equal(await asks({ jti }), 'invalid_client', 'replayed')
    assert.equal(await asks({ exp: now() - 2 }), 'granted', 'two seconds late')
    assert.equal(await asks({ exp: now() - 60 }), 'invalid_client', 'a minute late')
    assert.equal(await asks({ nbf: now() + 60 }), 'invalid_client', 'a minute early')
    assert.equal(await asks({ aud: 'https://other.example' }), 'invalid_client', 'for another')
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    assert.equal(await asks({}, stranger), 'invalid_client', 'by another key')
  }))
