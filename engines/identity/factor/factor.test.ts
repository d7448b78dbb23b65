import assert from 'node:assert/strict'
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { defineCase } from '#engines/case'
import { localKeeper } from '#engines/crypto/run'
import { defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { Authenticator, Browser, listens, openCity, type City } from '#testing'
import { base32, counterAt, hotp, rightCounter } from './totp.ts'

const paper = defineRegister('sealed-paper', {
  title: '密件',
  naming: 'name',
  fields: { name: text('名称') },
  needs: { amend: 2 },
})
const sealing = defineCase('sealing', {
  title: '用印',
  subject: paper,
  opensOn: 'created',
  initial: 'open',
  states: {
    open: {
      title: '待用印',
      actions: {
        look: { title: '查看', to: 'stays' },
        seal: { title: '用印', to: 'sealed', needs: { assurance: 2 } },
        swear: { title: '具结', to: 'sealed', needs: { assurance: 3 } },
      },
    },
    sealed: { title: '已用印', final: true },
  },
})
const clerk = defineRole('sealer', {
  title: '印章员',
  grants: [may(paper, ['read', 'create', 'amend'], 'all'), may(sealing, ['read', 'look', 'seal', 'swear'], 'all')],
})
const system = defineSystem('sealing-desk', {
  title: '用印',
  owner: 'city-data-bureau',
  parts: [paper, sealing, clerk],
  pages: [],
})

async function inCity(story: (city: City, at: string, browser: Browser) => Promise<void>) {
  const city = await openCity([system])
  try {
    const at = await listens(city.house)
    await city.officer('city-data-bureau', ['sealer'], '印章员', 'sealer')
    const browser = new Browser(at)
    await browser.signsIn('sealer')
    await story(city, at, browser)
  } finally {
    await city.house.close()
  }
}

/** The code of an authenticator app, by another implementation, `steps` from now. */
const appCode = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

test('codes are those of RFC 4226 and 6238, and those of another implementation', () => {
  const secret = Buffer.from('12345678901234567890')
  assert.deepEqual(
    [0, 1, 2, 9].map((counter) => hotp(secret, counter)),
    ['755224', '287082', '359152', '520489'],
    'RFC 4226, appendix D',
  )
  for (const [seconds, code] of [
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ] as const)
    assert.equal(hotp(secret, counterAt(seconds * 1000), 8), code, 'RFC 6238, appendix B')
  for (let ms = 0; ms < 1e12; ms += 7.77e9) {
    const other = new TOTP({ secret: Secret.fromBase32(base32(secret)) }).generate({ timestamp: ms })
    assert.equal(hotp(secret, counterAt(ms)), other)
  }
  const now = 1_700_000_000_000
  const at = (step: number) => hotp(secret, counterAt(now) + step)
  assert.deepEqual(
    [-2, -1, 0, 1, 2].map((step) => rightCounter(secret, at(step), now, 0) !== undefined),
    [false, true, true, true, false],
    'one step early or late is forgiven, no more',
  )
  assert.equal(rightCounter(secret, at(0), now, counterAt(now)), undefined, 'a code is good once')
})

test('an act demands a second factor; the app gives it, under a new session; a code is good once; recovery codes are used up', () =>
  inCity(async (city, at, browser) => {
    const { id } = await browser.json('POST', '/api/registers/sealed-paper', { name: '合同' })
    const { rows } = await browser.json('GET', '/api/cases/sealing')
    const act = (action: string, by = browser) =>
      by.json('POST', `/api/cases/sealing/${rows[0].id}/${action}`, { version: 1, form: {} })
    const refused = await act('seal')
    assert.deepEqual([refused.code, refused.about], ['identity/step-up-needed', { needs: 2, has: 1 }])
    assert.equal(
      (await browser.json('POST', '/api/session/step-up', { code: '123456' })).code,
      'identity/no-factor-yet',
    )

    const app = await browser.json('POST', '/api/factors/totp', { name: '手机' })
    const confirm = `/api/factors/totp/${app.id}`
    assert.equal((await browser.json('POST', confirm, { code: '000000' })).code, 'identity/wrong-code')
    const before = browser.cookies.get('session')?.value ?? ''
    const code = appCode(app.secret)
    const confirmed = await browser.json('POST', confirm, { code })
    assert.equal(confirmed.assurance, 2)
    assert.equal(confirmed.recovery.length, 10)
    const old = new Browser(at)
    old.cookies.set('session', { value: before, path: '/' })
    assert.equal((await old.json('GET', '/api/session')).code, 'identity/session-ended')
    assert.equal((await browser.json('GET', '/api/session')).assurance, 2)

    const again = new Browser(at)
    await again.signsIn('sealer')
    assert.equal((await act('seal', again)).code, 'identity/step-up-needed')
    assert.equal((await again.json('POST', '/api/factors/totp', { name: '别的' })).code, 'identity/step-up-needed')
    assert.equal((await again.json('POST', '/api/session/step-up', { code })).code, 'identity/wrong-code')
    const [spare] = confirmed.recovery as string[]
    assert.equal((await again.json('POST', '/api/session/step-up', { code: spare })).assurance, 2)
    assert.equal((await again.json('POST', '/api/session/step-up', { code: spare })).code, 'identity/wrong-code')
    assert.equal((await again.json('GET', '/api/factors')).recovery, 9)
    assert.equal((await act('swear', again)).about.needs, 3)
    assert.equal((await act('seal', again)).state, 'sealed')
    assert.ok(id)
    const [kept] = await city.house.database.read<{ secret: string }>(
      { all: 'on' },
      `select secret from identity.factor where kind = 'totp'`,
    )
    assert.ok(!kept?.secret.includes(app.secret))
  }))

/** A secret as it was once sealed: AES-256-GCM under a key of the data folder. */
function sealedBefore(dataDir: string, id: string, secret: Uint8Array): string {
  const file = path.join(dataDir, 'factors.secret')
  writeFileSync(file, randomBytes(24).toString('base64url'))
  const key = createHash('sha256').update(readFileSync(file)).digest()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id))
  const text = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
}

test('an app’s secret lies under the master key, bound to its factor; one sealed before still opens, and is sealed anew', () =>
  inCity(async (city, _at, browser) => {
    const app = await browser.json('POST', '/api/factors/totp', { name: '手机' })
    const confirmed = await browser.json('POST', `/api/factors/totp/${app.id}`, { code: appCode(app.secret) })
    assert.equal(confirmed.assurance, 2)
    const { database } = city.house
    const keptNow = async () =>
      (
        await database.read<{ secret: string }>({ all: 'on' }, 'select secret from identity.factor where id = $1', [
          app.id,
        ])
      )[0]?.secret as string
    const keep = (secret: string) =>
      database.write({ all: 'on' }, (tx) =>
        tx.query('update identity.factor set secret = $2, counter = 0 where id = $1', [app.id, secret]),
      )
    const step = () => browser.json('POST', '/api/session/step-up', { code: appCode(app.secret) })
    const { master } = localKeeper(city.home.dataDir)
    const first = await keptNow()
    assert.ok(first.startsWith(`k1.${master}.`))
    const bytes = Buffer.from(Secret.fromBase32(app.secret).buffer)
    await keep(sealedBefore(city.home.dataDir, app.id, bytes))
    assert.equal((await step()).assurance, 2)
    const anew = await keptNow()
    assert.ok(anew.startsWith(`k1.${master}.`) && anew !== first)
    await keep(anew)
    assert.equal((await step()).assurance, 2, 'what was sealed anew opens')
    await keep(sealedBefore(city.home.dataDir, '00000000-0000-7000-8000-000000000000', bytes))
    assert.equal((await step()).status, 500, 'a secret that is another factor’s does not open')
    const other = await localKeeper(city.home.dataDir).wrap(bytes, 'factor.00000000-0000-7000-8000-000000000000')
    await keep(`k1.${master}.${other.toString('base64url')}`)
    assert.notEqual((await step()).assurance, 2)
  }))

test('a register demands it for a correction', () =>
  inCity(async (city) => {
    const person = await city.officer('city-data-bureau', ['sealer'])
    const { id } = await person.asks('POST', '/api/registers/sealed-paper', { name: '协议' })
    const amend = person.asks('PATCH', `/api/registers/sealed-paper/${id}`, { name: '改' }, { 'if-match': '1' })
    await city.refuses(amend, 'identity/step-up-needed')
  }))

test('guessing codes is slowed down for whoever guesses', () =>
  inCity(async (_city, _at, browser) => {
    const app = await browser.json('POST', '/api/factors/totp', { name: '手机' })
    await browser.json('POST', `/api/factors/totp/${app.id}`, { code: appCode(app.secret) })
    let last = await browser.json('POST', '/api/session/step-up', { code: '000000' })
    for (let i = 0; i < 15 && last.code === 'identity/wrong-code'; i += 1)
      last = await browser.json('POST', '/api/session/step-up', { code: '000000' })
    assert.equal(last.code, 'identity/wait')
  }))

test('a passkey steps up; what it signed is good once, for this city and this session; a copy is told by its counter', () =>
  inCity(async (_city, at, browser) => {
    const origin = at.replace('127.0.0.1', 'localhost')
    const key = new Authenticator(origin)
    const asked = await browser.json('POST', '/api/factors/passkey/options')
    assert.equal(asked.rp.id, 'localhost')
    const evil = new Authenticator('https://evil.example').makes(asked as { challenge: string } & typeof asked)
    assert.equal(
      (await browser.json('POST', '/api/factors/passkey', { name: '钥匙', response: evil })).code,
      'identity/wrong-passkey',
    )
    const made = key.makes((await browser.json('POST', '/api/factors/passkey/options')) as never)
    assert.equal((await browser.json('POST', '/api/factors/passkey', { name: '钥匙', response: made })).assurance, 2)
    assert.equal(
      (await browser.json('POST', '/api/factors/passkey', { name: '钥匙', response: made })).code,
      'identity/wrong-passkey',
    )

    const other = new Browser(at)
    await other.signsIn('sealer')
    const up = async (response: unknown, by = other) => by.json('POST', '/api/session/step-up/passkey', { response })
    const challenge = async (by = other) => (await by.json('POST', '/api/session/step-up/options')) as never
    const stranger = new Authenticator(origin)
    assert.equal((await up(stranger.signs(await challenge()))).code, 'identity/wrong-passkey')
    const mixed = {
      ...stranger.signs(await challenge()),
      id: key.id.toString('base64url'),
      rawId: key.id.toString('base64url'),
    }
    assert.equal((await up(mixed)).code, 'identity/wrong-passkey')
    const right = key.signs(await challenge())
    assert.equal((await up(right)).assurance, 2)
    assert.equal((await up(right)).code, 'identity/wrong-passkey')
    key.counter = 0
    assert.equal((await up(key.signs(await challenge()))).code, 'identity/wrong-passkey')
  }))
