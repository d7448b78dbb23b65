import assert from 'node:assert/strict'
import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { accountOf, clusterOf } from './embedded.ts'
import { copyCluster, isAway, openDatabase, startEmbedded, type Embedded } from './index.ts'
import { connectionTo, primaryOf } from './primary.ts'

/** Where nobody listens. */
const nobody = 'postgresql://owner:x@127.0.0.1:1/postgres'
const homes: string[] = []
let primary: Embedded
let replica: Embedded
let urls: { primary: string; replica: string }

function home(): string {
  const folder = mkdtempSync('/var/tmp/yancheng-primary-')
  chmodSync(folder, 0o755)
  homes.push(folder)
  return folder
}

before(async () => {
  const [one, two] = [home(), home()]
  await (await startEmbedded(one, { durable: false })).stop()
  await copyCluster(one, two)
  copyFileSync(path.join(one, 'owner.secret'), path.join(two, 'owner.secret'))
  const follows = path.join(clusterOf(two), 'standby.signal')
  writeFileSync(follows, '')
  const account = accountOf()
  if (account) chownSync(follows, account.uid, account.gid)
  primary = await startEmbedded(one, { durable: false })
  replica = await startEmbedded(two, { durable: false })
  urls = { primary: primary.url.replace(/city$/, 'postgres'), replica: replica.url.replace(/city$/, 'postgres') }
})
after(async () => {
  await Promise.all([primary?.stop(), replica?.stop()])
  for (const folder of homes) rmSync(folder, { recursive: true, force: true })
})

test('of a list the one that takes writes is found, wherever it stands and whoever is away', async () => {
  for (const list of [
    [urls.primary, urls.replica, nobody],
    [nobody, urls.replica, urls.primary],
  ])
    assert.equal(await primaryOf(list.join(',')), urls.primary)
  const client = new pg.Client(connectionTo(`${urls.replica},${urls.primary}`))
  await client.connect()
  const { rows } = await client.query('select pg_is_in_recovery() as follows')
  await client.end()
  assert.deepEqual(rows, [{ follows: false }])
})

test('where none takes writes, the error says that the database is away', async () => {
  for (const list of [`${urls.replica},${nobody}`, `${nobody},${nobody}`]) {
    await assert.rejects(primaryOf(list), isAway)
    const database = openDatabase(list)
    await assert.rejects(database.read({}, 'select 1'), isAway)
    await assert.rejects(
      database.write({}, (tx) => tx.query('select 1')),
      isAway,
    )
    await database.close()
  }
  assert.ok(!isAway(new Error('anything else')) && !isAway(undefined))
})

test('a lone URL is taken unasked', async () => {
  assert.equal(await primaryOf(nobody), nobody)
  assert.equal(await primaryOf(urls.replica), urls.replica)
  assert.equal(connectionTo(nobody).stream, undefined)
})

test('a password with a comma is no list', async () => {
  const url = 'postgresql://owner:a,b@127.0.0.1:1/postgres'
  assert.equal(await primaryOf(url), url)
})
