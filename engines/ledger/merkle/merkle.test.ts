import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { treeHash, type TreeHash } from './hash.ts'
import { verifyConsistency, verifyInclusion } from './proof.ts'
import { consistencyNodes, inclusionNodes, rangeNodes, rootOf, type Span } from './tree.ts'

const sha = treeHash('sha-256')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const published = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((data) => Buffer.from(data, 'hex'))
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const three = [
  '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
]
const bc = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b'

/** RFC 9162 2.1.1, 2.1.3.1 and 2.1.4.1 word for word, over the leaves' hashes. */
const below = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1)
function mth(hash: TreeHash, d: Uint8Array[]): Uint8Array {
  if (d.length === 0) return hash.empty
  if (d.length === 1) return d[0] as Uint8Array
  const k = below(d.length)
  return hash.node(mth(hash, d.slice(0, k)), mth(hash, d.slice(k)))
}
function path(hash: TreeHash, m: number, d: Uint8Array[]): Uint8Array[] {
  if (d.length === 1) return []
  const k = below(d.length)
  return m < k
    ? [...path(hash, m, d.slice(0, k)), mth(hash, d.slice(k))]
    : [...path(hash, m - k, d.slice(k)), mth(hash, d.slice(0, k))]
}
function subproof(hash: TreeHash, m: number, d: Uint8Array[], b: boolean): Uint8Array[] {
  if (m === d.length) return b ? [] : [mth(hash, d)]
  const k = below(d.length)
  return m <= k
    ? [...subproof(hash, m, d.slice(0, k), b), mth(hash, d.slice(k))]
    : [...subproof(hash, m - k, d.slice(k), false), mth(hash, d.slice(0, k))]
}
const drawn = (hash: TreeHash, leaves: Uint8Array[], spans: Span[]) =>
  spans.map((span) =>
    rootOf(
      hash,
      span.map(({ level, index }) => mth(hash, leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
    ),
  )
const leavesOf = (hash: TreeHash, n: number) => Array.from({ length: n }, (_, i) => hash.leaf(Buffer.from(`leaf ${i}`)))

test('the published roots, inclusion proofs and consistency proofs of RFC 6962 come out', () => {
  const leaves = published.map((data) => sha.leaf(data))
  assert.equal(hex(sha.empty), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  roots.forEach((root, i) => assert.equal(hex(mth(sha, leaves.slice(0, i + 1))), root))
  roots.forEach((root, i) => assert.deepEqual(drawn(sha, leaves, [rangeNodes(0, i + 1)]).map(hex), [root]))
  const inclusion = (index: number, size: number) => drawn(sha, leaves, inclusionNodes(index, size)).map(hex)
  const consistency = (m: number, n: number) => drawn(sha, leaves, consistencyNodes(m, n)).map(hex)
  assert.deepEqual(inclusion(0, 8), three)
  assert.deepEqual(inclusion(2, 3), [roots[1]])
  assert.deepEqual(inclusion(1, 5), [roots[0], three[1], bc])
  assert.deepEqual(consistency(1, 8), three)
  assert.deepEqual(consistency(6, 8), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    roots[3],
  ])
  assert.deepEqual(consistency(2, 5), [three[1], bc])
  assert.deepEqual(consistency(5, 5), [])
})

test('every proof of every tree up to 40 leaves is the one of RFC 9162 and holds, with both hashes', () => {
  for (const hash of [sha, treeHash('sm3')]) {
    const all = leavesOf(hash, 40)
    for (let size = 1; size <= 40; size += 1) {
      const leaves = all.slice(0, size)
      const root = mth(hash, leaves)
      for (let i = 0; i < size; i += 1) {
        const proof = drawn(hash, leaves, inclusionNodes(i, size))
        assert.deepEqual(proof.map(hex), path(hash, i, leaves).map(hex))
        assert.ok(verifyInclusion(hash, { index: i, size, leafHash: leaves[i] as Uint8Array, proof, root }))
        const older = drawn(hash, leaves, consistencyNodes(i + 1, size))
        assert.deepEqual(older.map(hex), subproof(hash, i + 1, leaves, true).map(hex))
        const oldRoot = mth(hash, leaves.slice(0, i + 1))
        assert.ok(
          verifyConsistency(hash, { oldSize: i + 1, newSize: size, oldRoot, newRoot: root, proof: older }),
          `${i + 1} → ${size}`,
        )
      }
    }
  }
})

const flip = (bytes: Uint8Array, bit: number) => {
  const changed = Uint8Array.from(bytes)
  changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
  return changed
}
/** Every way in which a list of hashes is not the list that it was. */
function alterations(proof: Uint8Array[], at: number, bit: number): Uint8Array[][] {
  const i = proof.length === 0 ? 0 : at % proof.length
  const one = proof[i] ?? new Uint8Array(32)
  return [
    [...proof, new Uint8Array(32)],
    [...proof.slice(0, i), new Uint8Array(32), ...proof.slice(i)],
    [...proof, one],
    ...(proof.length === 0
      ? []
      : [
          proof.with(i, flip(one, bit)),
          proof.toSpliced(i, 1),
          proof.with(i, one.slice(0, 31)),
          proof.with(i, Buffer.concat([one, Buffer.alloc(1)])),
          proof.slice(0, -1),
        ]),
  ]
}

test('a proof with any altered bit, size, index or element is refused', () => {
  const all = leavesOf(sha, 300)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), fc.nat(255), (size, pick, at, bit) => {
      const leaves = all.slice(0, size)
      const [index, root] = [pick % size, mth(sha, leaves)]
      const claim = { index, size, leafHash: leaves[index] as Uint8Array, proof: path(sha, index, leaves), root }
      assert.ok(verifyInclusion(sha, claim))
      for (const proof of alterations(claim.proof, at, bit)) assert.ok(!verifyInclusion(sha, { ...claim, proof }))
      assert.ok(!verifyInclusion(sha, { ...claim, leafHash: flip(claim.leafHash, bit) }))
      assert.ok(!verifyInclusion(sha, { ...claim, root: flip(root, bit) }))
      for (let other = 0; other < size; other += 1)
        if (other !== index) assert.ok(!verifyInclusion(sha, { ...claim, index: other }))
      const oldSize = index + 1
      const older = {
        oldSize,
        newSize: size,
        oldRoot: mth(sha, leaves.slice(0, oldSize)),
        newRoot: root,
        proof: subproof(sha, oldSize, leaves, true),
      }
      assert.ok(verifyConsistency(sha, older))
      for (const proof of alterations(older.proof, at, bit)) assert.ok(!verifyConsistency(sha, { ...older, proof }))
      assert.ok(!verifyConsistency(sha, { ...older, oldRoot: flip(older.oldRoot, bit) }))
      assert.ok(!verifyConsistency(sha, { ...older, newRoot: flip(root, bit) }))
    }),
    { seed: 9162, numRuns: 60 },
  )
})

test('size 0, an index beyond the tree and sizes that a number cannot hold are refused', () => {
  const leaf = sha.leaf(Buffer.alloc(0))
  const claim = { index: 0, size: 1, leafHash: leaf, proof: [], root: leaf }
  assert.ok(verifyInclusion(sha, claim))
  for (const wrong of [
    { size: 0 },
    { index: 1 },
    { index: -1 },
    { index: 0.5 },
    { size: 2 ** 53 },
    { size: Number.NaN },
  ])
    assert.ok(!verifyInclusion(sha, { ...claim, ...wrong }), JSON.stringify(wrong))
  const older = { oldSize: 1, newSize: 1, oldRoot: leaf, newRoot: leaf, proof: [] }
  assert.ok(verifyConsistency(sha, older))
  for (const wrong of [{ oldSize: 0 }, { oldSize: 2 }, { newSize: 2 ** 53 }, { newSize: 2 }])
    assert.ok(!verifyConsistency(sha, { ...older, ...wrong }), JSON.stringify(wrong))
})

test('proofs near 2^53 leaves are drawn and have at most 53 hashes', () => {
  const size = Number.MAX_SAFE_INTEGER
  assert.equal(inclusionNodes(0, size).length, 53)
  assert.ok(consistencyNodes(2 ** 52 + 1, size).length <= 54)
})
