import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { treeHash, type TreeHash } from './merkle/hash.ts'
import { verifyConsistency, verifyInclusion } from './merkle/proof.ts'
import { openTiles } from './tile-store.ts'
import { tilesOf, tilePath } from './tiles.ts'

const home = mkdtempSync(path.join(os.tmpdir(), 'tiles-'))
after(() => rmSync(home, { recursive: true, force: true }))
let made = 0
const place = () => path.join(home, String((made += 1)))

/** The tree of RFC 9162 2.1.1, straight. */
function mth(hash: TreeHash, d: Uint8Array[]): Uint8Array {
  if (d.length === 0) return hash.empty
  if (d.length === 1) return d[0] as Uint8Array
  const k = 2 ** Math.ceil(Math.log2(d.length) - 1)
  return hash.node(mth(hash, d.slice(0, k)), mth(hash, d.slice(k)))
}
/** The inclusion path of RFC 9162 2.1.3.1, straight. */
function pathOf(hash: TreeHash, m: number, d: Uint8Array[]): Uint8Array[] {
  if (d.length === 1) return []
  const k = 2 ** Math.ceil(Math.log2(d.length) - 1)
  return m < k
    ? [...pathOf(hash, m, d.slice(0, k)), mth(hash, d.slice(k))]
    : [...pathOf(hash, m - k, d.slice(k)), mth(hash, d.slice(0, k))]
}
const sha = treeHash('sha-256')
const leavesOf = (hash: TreeHash, n: number, word = 'leaf') =>
  Array.from({ length: n }, (_, i) => hash.leaf(Buffer.from(`${word} ${i}`)))
const hex = (list: Uint8Array[]) => list.map((bytes) => Buffer.from(bytes).toString('hex'))
/** Every file that is served, by name. */
function served(folder: string): Record<string, string> {
  const names = readdirSync(path.join(folder, 'tile'), { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => statSync(path.join(folder, 'tile', name)).isFile())
  return Object.fromEntries(files.map((name) => [`tile/${name}`, readFileSync(path.join(folder, 'tile', name), 'hex')]))
}
const code = (code: string) => (error: unknown) => (error as { code: string }).code === code

test('proofs from tiles are those of the naive tree for every size up to 600, with both hashes', async () => {
  for (const hash of [sha, treeHash('sm3')]) {
    const all = leavesOf(hash, 600)
    const tiles = openTiles(place(), hash)
    for (let size = 1; size <= 600; size += 1) {
      const { root } = await tiles.append(all[size - 1] as Uint8Array, size - 1)
      const leaves = all.slice(0, size)
      assert.deepEqual(hex([root]), hex([mth(hash, leaves)]), `root of ${size}`)
      const index = Math.floor(((size * 0.618034) % 1) * size)
      const proof = tiles.inclusionProof(index, size)
      if (size % 3 === 0) assert.deepEqual(hex(proof), hex(pathOf(hash, index, leaves)))
      assert.ok(verifyInclusion(hash, { index, size, leafHash: all[index] as Uint8Array, proof, root }))
      const oldSize = index + 1
      const older = { oldSize, newSize: size, oldRoot: tiles.root(oldSize), newRoot: root }
      assert.ok(verifyConsistency(hash, { ...older, proof: tiles.consistencyProof(oldSize, size) }))
    }
  }
})

test('any split of the leaves into batches leaves the tiles of the standard, and the same root', async () => {
  const all = leavesOf(sha, 1500)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 }), async (batches) => {
      const folder = place()
      const tiles = openTiles(folder, sha)
      let at = 0
      for (const batch of batches) {
        const next = Math.min(all.length, at + batch)
        await tiles.append(Buffer.concat(all.slice(at, next)), at)
        at = next
      }
      const whole = place()
      const { root } = await openTiles(whole, sha).append(Buffer.concat(all.slice(0, at)), 0)
      assert.deepEqual(hex([tiles.root(at)]), hex([root]))
      const [mine, theirs] = [served(folder), served(whole)]
      for (const tile of tilesOf(at)) assert.equal(mine[tilePath(tile)], theirs[tilePath(tile)], tilePath(tile))
      assert.deepEqual(Object.keys(theirs).toSorted(), [...tilesOf(at)].map(tilePath).toSorted())
    }),
    { seed: 11, numRuns: 15 },
  )
})

test('the same leaves may come again from an older size; a full tile never changes, what was not yet signed may', async () => {
  const folder = place()
  const all = leavesOf(sha, 700)
  const others = leavesOf(sha, 700, 'other')
  await openTiles(folder, sha).append(Buffer.concat(all), 0)
  const before = served(folder)
  const tiles = openTiles(folder, sha)
  for (const from of [0, 100, 256, 512, 600, 700]) {
    const { size, root } = await tiles.append(Buffer.concat(all.slice(from)), from)
    assert.deepEqual([size, ...hex([root])], [700, ...hex([mth(sha, all)])])
  }
  assert.deepEqual(served(folder), before)
  await assert.rejects(tiles.append(Buffer.concat(others.slice(300)), 300), code('ledger/rewritten'))
  await assert.rejects(tiles.append(others[300] as Uint8Array, 300), code('ledger/rewritten'))
  assert.deepEqual(served(folder), before)
  const mixed = [...all.slice(0, 600), ...others.slice(600, 650)]
  const { root } = await tiles.append(Buffer.concat(others.slice(600, 650)), 600)
  assert.deepEqual(hex([root]), hex([mth(sha, mixed)]))
  assert.deepEqual(hex([openTiles(folder, sha).root(650)]), hex([root]))
  assert.throws(() => tiles.root(700), code('ledger/no-such-size'))
})

test('what was never signed leaves no trace in a proof once other leaves took its place', async () => {
  const tiles = openTiles(place(), sha)
  const [all, others] = [leavesOf(sha, 300), leavesOf(sha, 300, 'other')]
  await tiles.append(Buffer.concat(all.slice(0, 20)), 0)
  tiles.root(20)
  await tiles.append(Buffer.concat(others.slice(10, 300)), 10)
  const mixed = [...all.slice(0, 10), ...others.slice(10, 300)]
  for (const size of [10, 15, 20, 255, 256, 300])
    assert.deepEqual(hex([tiles.root(size)]), hex([mth(sha, mixed.slice(0, size))]), `root of ${size}`)
})

test('whichever of a batch of files reached the disk before a failure, the same leaves complete it', async () => {
  const all = leavesOf(sha, 1400)
  const [before, whole] = [place(), place()]
  await openTiles(before, sha).append(Buffer.concat(all.slice(0, 300)), 0)
  cpSync(before, whole, { recursive: true })
  await openTiles(whole, sha).append(Buffer.concat(all.slice(300)), 300)
  const list = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(path.join(folder, name)).isFile(),
    )
  const fresh = list(whole).filter((name) => !list(before).includes(name))
  assert.ok(fresh.length > 8)
  const check = async (landed: string[]) => {
    const folder = place()
    cpSync(before, folder, { recursive: true })
    for (const name of landed) cpSync(path.join(whole, name), path.join(folder, name))
    const tiles = openTiles(folder, sha)
    const { root } = await tiles.append(Buffer.concat(all.slice(300)), 300)
    assert.deepEqual(hex([root]), hex([mth(sha, all)]))
    assert.deepEqual(served(folder), served(whole))
    assert.deepEqual(list(folder).toSorted(), list(whole).toSorted())
    rmSync(folder, { recursive: true })
  }
  for (let count = 0; count <= fresh.length; count += 1) await check(fresh.slice(0, count))
  await fc.assert(fc.asyncProperty(fc.subarray(fresh), check), { seed: 17, numRuns: 40 })
})

test('leaves that do not continue the ledger, or are no hashes, are refused', async () => {
  const tiles = openTiles(place(), sha)
  await assert.rejects(tiles.append(sha.empty, 1), code('ledger/not-continued'))
  await assert.rejects(tiles.append(sha.empty, 256), code('ledger/not-continued'))
  await assert.rejects(tiles.append(sha.empty, -1), code('ledger/not-continued'))
  await assert.rejects(tiles.append(new Uint8Array(33), 0), code('ledger/wrong-leaves'))
  await tiles.append(sha.empty, 0)
  assert.throws(() => tiles.inclusionProof(1, 1), code('ledger/no-such-leaf'))
  assert.throws(() => tiles.inclusionProof(0, 2), code('ledger/no-such-size'))
  assert.throws(() => tiles.consistencyProof(0, 1), code('ledger/no-such-size'))
})

test('a writer killed at any moment leaves a folder on which the same leaves come to the same root', async () => {
  const all = leavesOf(sha, 3000)
  const expected = hex([mth(sha, all)])
  const folder = place()
  const url = new URL('tile-store.ts', import.meta.url).href
  const hashes = new URL('merkle/hash.ts', import.meta.url).href
  const program = `
    const { openTiles } = await import(${JSON.stringify(url)})
    const { treeHash } = await import(${JSON.stringify(hashes)})
    const sha = treeHash('sha-256')
    const leaves = Buffer.concat(Array.from({ length: 3000 }, (_, i) => sha.leaf(Buffer.from('leaf ' + i))))
    const tiles = openTiles(${JSON.stringify(folder)}, sha)
    console.log('writes')
    for (let from = 0; from < 3000; from += 150) {
      await tiles.append(leaves.subarray(32 * from, 32 * (from + 150)), from)
      console.log(from)
    }`
  for (let round = 0; round < 12; round += 1) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let lines = 0
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (data: Buffer) => {
        lines += data.toString().split('\n').length - 1
        if (lines > round) child.kill('SIGKILL')
      })
      child.on('close', () => resolve())
    })
    // What the dead writer left is taken on by a new one, in another place so that the next round starts there too.
    const copy = place()
    cpSync(folder, copy, { recursive: true })
    const { root } = await openTiles(copy, sha).append(Buffer.concat(all), 0)
    assert.deepEqual(hex([root]), expected)
    for (const tile of tilesOf(3000)) assert.ok(served(copy)[tilePath(tile)], tilePath(tile))
    if (round % 3 === 2) rmSync(folder, { recursive: true })
  }
})
