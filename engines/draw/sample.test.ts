import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { drawnFrom, hashOf, seedOf, type Weighted } from './sample.ts'

const sha256 = (data: Uint8Array) => hash('sha256', data, 'buffer')
const order = (seed: string, members: readonly Weighted[], most = members.length) => {
  const drawn = drawnFrom(seed, 'pool/all', members, sha256)
  return Array.from({ length: most }, () => drawn.next().value as string)
}
const named = (count: number, weight = (_: number) => 1): Weighted[] =>
  Array.from({ length: count }, (_, i) => [hashOf(`member ${i}`, sha256), weight(i)] as const)

/** How far counts are from what is expected of them. */
const chiSquare = (counts: readonly number[], expected: readonly number[]) =>
  counts.reduce((sum, count, i) => sum + (count - (expected[i] as number)) ** 2 / (expected[i] as number), 0)

test('everybody is drawn once in the end, whatever order they come in; another seed, weight or member changes the order', () => {
  const member = fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 1000 }))
  const pool = fc.uniqueArray(member, { minLength: 8, maxLength: 40, selector: ([id]) => id })
  fc.assert(
    fc.property(pool, fc.integer(), (rows, salt) => {
      const members = rows.map(([id, weight]): Weighted => [hashOf(`${id}`, sha256), weight])
      const seed = hashOf(`seed ${salt}`, sha256)
      const drawn = order(seed, members)
      assert.deepEqual(drawn.toSorted(), members.map(([digest]) => digest).toSorted())
      assert.deepEqual(order(seed, members.toReversed()), drawn)
      assert.notDeepEqual(order(hashOf(`other ${salt}`, sha256), members), drawn)
      assert.notDeepEqual(order(seed, [...members, [hashOf('newcomer', sha256), 1]]), drawn)
    }),
    { numRuns: 40, seed: 20241120 },
  )
})

test('the first of 100,000 draws falls as the weights say (chi-square, 9 degrees, one in a thousand)', () => {
  const members = named(10, (i) => i + 1)
  const at = new Map(members.map(([digest], i) => [digest, i]))
  const counts = Array.from({ length: 10 }, () => 0)
  for (let run = 0; run < 100_000; run += 1) {
    const [first] = order(`seed ${run}`, members, 1)
    const i = at.get(first as string) as number
    counts[i] = (counts[i] as number) + 1
  }
  const expected = members.map(([, weight]) => (100_000 * weight) / 55)
  assert.ok(chiSquare(counts, expected) < 27.88, `${chiSquare(counts, expected)} from ${counts.join(' ')}`)
})

test('two of four of unlike weights are drawn together as often as drawing one after the other has it (chi-square, 11 degrees, one in a thousand)', () => {
  const weights = [1, 2, 3, 4]
  const members = named(4, (i) => weights[i] as number)
  const at = new Map(members.map(([digest], i) => [digest, i]))
  const pairs = weights.flatMap((_, a) => weights.flatMap((_, b) => (a === b ? [] : [[a, b] as const])))
  const counts = pairs.map(() => 0)
  for (let run = 0; run < 20_000; run += 1) {
    const [a, b] = order(`pair ${run}`, members, 2).map((digest) => at.get(digest) as number)
    const i = pairs.findIndex(([x, y]) => x === a && y === b)
    counts[i] = (counts[i] as number) + 1
  }
  const chance = ([a, b]: readonly [number, number]) =>
    ((weights[a] as number) / 10) * ((weights[b] as number) / (10 - (weights[a] as number)))
  const expected = pairs.map((pair) => 20_000 * chance(pair))
  assert.ok(chiSquare(counts, expected) < 31.26, `${chiSquare(counts, expected)} from ${counts.join(' ')}`)
})

test('the seed hangs on the secret, the checkpoint and every node’s signature, not on their order nor on the log’s own', () => {
  const body = 'yancheng.log\n12\nroot\n'
  const note = (...lines: string[]) => `${body}\n${lines.map((line) => `— ${line}\n`).join('')}`
  const [log, a, b] = ['yancheng.log AAAA', 'audit.yancheng BBBB', 'data.yancheng CCCC'] as const
  const seed = seedOf('0'.repeat(64), note(log, a, b), sha256)
  assert.equal(seedOf('0'.repeat(64), note(b, a, 'yancheng.log ZZZZ'), sha256), seed)
  for (const other of [
    seedOf('1'.repeat(64), note(log, a, b), sha256),
    seedOf('0'.repeat(64), note(log, a), sha256),
    seedOf('0'.repeat(64), note(log, a, 'data.yancheng DDDD'), sha256),
    seedOf('0'.repeat(64), note(log, a, b).replace('12', '13'), sha256),
  ])
    assert.notEqual(other, seed)
})
