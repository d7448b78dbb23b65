import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { openCity } from '#testing'
import { settles } from '#testing/nodes'
import { anchor, chainNamed } from './anchor.ts'

const city = await openCity([])
after(() => city.house.close())

test('a final checkpoint is anchored once, where the chain says; another setting is refused', async () => {
  const { database } = city.house
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anchor-')), 'chain.jsonl')
  const chain = chainNamed(`file:${file}`)
  assert.equal(await anchor(database, chain, 'a/log', new Date()), false, 'nothing is final yet')
  const event = (id: string) =>
    database.write({ all: 'on' }, async (tx) =>
      tx.add('kernel.event', { id, kind: 'job.ended', actor: 'platform', subject: 'job:1', at: new Date(), about: {} }),
    )
  await event('01919000-0000-7000-8000-000000000001')
  await settles(city)
  assert.equal(await anchor(database, chain, 'a/log', new Date()), true)
  assert.equal(await anchor(database, chain, 'a/log', new Date()), false, 'it lies there already')
  await event('01919000-0000-7000-8000-000000000002')
  await settles(city)
  assert.equal(await anchor(database, chain, 'a/log', new Date()), true)
  const finals = await database.read<{ size: number; note: string }>(
    {},
    'select size, note from ledger.final order by size',
  )
  assert.deepEqual(
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    finals.map(({ size, note }) => ({ origin: 'a/log', size, digest: hash('sha256', note, 'hex') })),
  )
  const anchors = await database.read<{ reference: string }>({}, 'select reference from ledger.anchor order by size')
  assert.equal(anchors[0]?.reference, `${file}@0`)
  for (const wrong of ['file:relative', 'fisco-bcos:group0', ''])
    assert.throws(() => chainNamed(wrong), { code: 'ledger/no-such-chain' })
})
