import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { openDatabase } from '#kernel/database'
import { Fault } from '#kernel/fault'
import { secrets } from '#kernel/keeper'
import { signatureOf } from '#engines/connection/run'
import { localKeeper, rewrap } from '#engines/crypto/run'
import { systems } from '#systems'
import { openCity, Person, type City } from '#testing'
import { leaveCluster } from '#testing/cluster'
import { sealFor } from '#testing/seals'

after(leaveCluster)

const at = '2024-08-26T09:00:00+08:00'
const plain = Buffer.from('苏（盐）农机补字〔2024〕第 118 号').toString('base64')

/** The same city with another master key given from outside. */
const reopened = (city: City, master: string): Promise<City> =>
  openCity(systems, at, undefined, { ...city.home, told: { MASTER_KEY: master } })

/** By table, how many of its secrets lie under which master key. */
async function lying(ownerUrl: string): Promise<Map<string, string[]>> {
  const owner = openDatabase(ownerUrl)
  try {
    const tables = await owner.read<{ named: string }>(
      {},
      `select table_schema || '.' || table_name as named from information_schema.columns where column_name = 'master' order by 1`,
    )
    const found = new Map<string, string[]>()
    for (const { named } of tables) {
      const rows = await owner.read<{ master: string }>({}, `select distinct master from ${named}`)
      found.set(
        named,
        rows.map(({ master }) => master),
      )
    }
    return found
  } finally {
    await owner.close()
  }
}

test('every secret is wrapped anew under another master key, opens under it alone, and no longer under the former', async () => {
  let city = await openCity(systems, at)
  const { dataDir, ownerUrl } = city.home
  const officer = await city.officer(
    'city-culture-tourism-bureau',
    ['crypto-officer', 'card-issuer'],
    '办事',
    'officer',
  )
  const authority = await city.officer('city-data-bureau', ['crypto-authority'])
  for (const algorithm of ['sm2-sm3', 'ecdsa-p256-sha256'])
    await authority.asks('POST', '/api/crypto/authorities', { algorithm })
  await sealFor(city, 'city-data-bureau', 'official', '盐城市数据局')
  // The first list of apps is signed by a key that is made for it.
  await city.visitor().asks('GET', '/api/app-lists/provincial-apps')
  const worker = await city.officer('village-320902001201', ['village-worker'], '蔡英', 'worker')
  const draft = `/api/counters/village-desk/drafts/${randomUUID()}`
  await worker.asks('POST', `${draft}/writings`, {
    ...{ id: randomUUID(), base: 0, words: { applicant: '苏玉兰' }, writtenAt: at },
  })
  const keeper = await city.officer('city-data-bureau', ['connection-keeper'])
  const line = { url: 'https://hub.example', secret: 'agreed on by both sides' }
  await keeper.asks('POST', '/api/connections/provincial-hub/line', line)
  const time = new Date().toISOString()
  const says = { catalogue: 'pension', about: '苏玉兰', region: '320902001', on: '2024-08-01', says: '一月领取' }
  const message = { id: 'R-1', stream: 'returned', key: 'R-1', seq: 2, body: says }
  const inward = '/api/connections/provincial-hub/messages'
  const signature = signatureOf(Buffer.from(line.secret), { method: 'POST', path: inward, time, body: message })
  await city.visitor().asks('POST', inward, message, { 'x-time': time, 'x-signature': signature })
  const { id, token } = await officer.asks('POST', '/api/crypto/applications', { name: '借阅系统' })
  const keys = `/api/crypto/applications/${id}/keys`
  const { id: key } = await officer.asks('POST', keys, { name: '读者号码', algorithm: 'sm4-gcm' })
  const uses = (of: City, verb: string, body: object) =>
    of.visitor().asks('POST', `/api/crypto/${verb}`, body, { authorization: `Bearer ${token}` })
  const { ciphertext } = await uses(city, 'encrypt', { key, data: plain })
  await city.person('wang', '王秀英')
  await officer.asks('POST', '/api/code/issued', {
    ...{ kind: 'reader', holder: 'wang', number: 'YC-00817', until: '2026-12-31' },
  })
  const signedIn = async (of: City) => {
    const wang = new Person(of.house)
    await wang.signsIn('wang', 'a long password')
    return wang
  }
  const wang = await signedIn(city)
  await wang.asks('POST', '/api/code/codes')
  const app = await wang.asks('POST', '/api/factors/totp', { name: '手机' })
  const code = () => new TOTP({ secret: Secret.fromBase32(app.secret) }).generate()
  await wang.asks('POST', `/api/factors/totp/${app.id}`, { code: code() })
  await city.house.close()

  const [before, now] = [
    readFileSync(path.join(dataDir, 'master.secret'), 'utf8').trim(),
    randomBytes(32).toString('hex'),
  ]
  const both = localKeeper(dataDir, { MASTER_KEY: now, MASTER_KEY_BEFORE: before })
  const former = localKeeper(dataDir, {})
  const places = city.house.given(secrets).map((place) => place(dataDir))
  for (const [table, masters] of await lying(ownerUrl)) assert.deepEqual(masters, [former.master], table)

  const owner = openDatabase(ownerUrl, city.house.rooms)
  try {
    const lost = localKeeper(dataDir, { MASTER_KEY: now, MASTER_KEY_BEFORE: randomBytes(32).toString('hex') })
    await assert.rejects(
      rewrap(owner, lost, places, () => new Date()),
      (error: unknown) => error instanceof Fault && error.code === 'crypto/master-not-here',
    )
    for (const [table, masters] of await lying(ownerUrl)) assert.deepEqual(masters, [former.master], table)

    const told: string[] = []
    const all = await rewrap(
      owner,
      both,
      places,
      () => new Date(),
      (title, done) => told.push(`${title} ${done}`),
    )
    assert.equal(told.length, places.length, told.join('、'))
    assert.ok(all >= places.length)
    for (const [table, masters] of await lying(ownerUrl)) assert.deepEqual(masters, [both.master], table)
    assert.equal(await rewrap(owner, both, places, () => new Date()), 0, 'nothing is left')
    const [event] = await owner.read<{ about: object }>(
      {},
      `select about from kernel.event where kind = 'crypto.wrapped-anew' and subject = 'crypto-master:' || $1`,
      [both.master],
    )
    assert.deepEqual(event?.about, { secrets: all })
  } finally {
    await owner.close()
  }

  await assert.rejects(openCity(systems, at, undefined, city.home), /主密钥不对/)
  city = await reopened(city, now)
  try {
    assert.equal((await uses(city, 'decrypt', { ciphertext })).data, plain)
    const again = await signedIn(city)
    const [card] = (await again.asks('GET', '/api/code/cards')).rows
    assert.equal(card.number, 'YC-00817')
    assert.ok((await again.asks('POST', '/api/code/codes')).codes.length > 0)
    await city.refuses(again.asks('POST', '/api/session/step-up', { code: '000000' }), 'identity/wrong-code')
    const later = new TOTP({ secret: Secret.fromBase32(app.secret) }).generate({ timestamp: Date.now() + 30_000 })
    assert.equal((await again.asks('POST', '/api/session/step-up', { code: later })).assurance, 2)
    const workerAgain = new Person(city.house)
    await workerAgain.signsIn('worker', 'a long password')
    assert.deepEqual((await workerAgain.asks('GET', draft)).words, { applicant: '苏玉兰' })
    const officerAgain = new Person(city.house)
    await officerAgain.signsIn('officer', 'a long password')
    await officerAgain.asks('POST', `/api/crypto/keys/${key}/rotate`)
  } finally {
    await city.house.close()
  }
})
