import { closeSync, fdatasyncSync, mkdtempSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { treeHash, type TreeHash, type TreeHashName } from '../../engines/ledger/merkle/hash.ts'
import { verifyInclusion } from '../../engines/ledger/merkle/proof.ts'
import { openTiles } from '../../engines/ledger/tile-store.ts'
import { interleaved, median, quantile, seconds, seeded, type Figure, type Findings } from '../figures.ts'

const batch = 1000
const batches = 60

/** Leaf hashes that differ, without hashing: 32 bytes that count. */
function leavesFrom(from: number, count: number): Buffer {
  const leaves = Buffer.alloc(32 * count, 0x5a)
  for (let i = 0; i < count; i += 1) leaves.writeUIntBE(from + i, 32 * i, 6)
  return leaves
}

/** One inner node for each leaf is all that a tree costs: nothing integrates faster on one thread. */
function hashOnly(hash: TreeHash): number {
  const [left, right] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const from = performance.now()
  for (let i = 0; i < 100_000; i += 1) hash.node(left, right)
  return 100_000 / ((performance.now() - from) / 1000)
}

async function integrated(home: string, hash: TreeHash): Promise<number> {
  const folder = mkdtempSync(path.join(home, 'log-'))
  const tiles = openTiles(folder, hash)
  const given = Array.from({ length: batches }, (_, i) => leavesFrom(i * batch, batch))
  const took = await seconds(async () => {
    for (const [i, leaves] of given.entries()) await tiles.append(leaves, i * batch)
  })
  rmSync(folder, { recursive: true })
  return (batches * batch) / took
}

/** What the disk alone takes for the 4 tiles of a batch: written, on the disk, renamed. */
function diskOnly(home: string): number {
  const bytes = Buffer.alloc(8192)
  const from = performance.now()
  for (let i = 0; i < batches * 4; i += 1) {
    const handle = openSync(path.join(home, 'draft'), 'w')
    writeSync(handle, bytes)
    fdatasyncSync(handle)
    closeSync(handle)
    renameSync(path.join(home, 'draft'), path.join(home, 'tile'))
  }
  return (batches * batch) / ((performance.now() - from) / 1000)
}

async function proofs(home: string, hash: TreeHash, size: number): Promise<{ figures: Figure[]; note: string }> {
  const folder = mkdtempSync(path.join(home, 'large-'))
  const writer = openTiles(folder, hash)
  const stride = 100_000
  const took = await seconds(async () => {
    for (let from = 0; from < size; from += stride) await writer.append(leavesFrom(from, stride), from)
  })
  const tiles = openTiles(folder, hash)
  const root = tiles.root(size)
  const next = seeded(9162)
  const ask = () => {
    const index = next(size)
    const from = performance.now()
    const proof = tiles.inclusionProof(index, size)
    const spent = performance.now() - from
    if (!verifyInclusion(hash, { index, size, leafHash: leavesFrom(index, 1), proof, root }))
      throw new Error('no proof')
    return spent
  }
  for (let i = 0; i < 1000; i += 1) ask()
  const before = process.memoryUsage.rss()
  const times = Array.from({ length: 20_000 }, ask)
  const growth = (process.memoryUsage.rss() - before) / 2 ** 20
  rmSync(folder, { recursive: true })
  const of = `at ${size.toLocaleString('en')} leaves, ${hash.name}`
  const p99 = quantile(times, 0.99)
  return {
    figures: [
      { name: `inclusion proof ${of}, p50`, value: median(times), unit: 'ms' },
      { name: `inclusion proof ${of}, p99`, value: p99, unit: 'ms', goal: { says: '≤ 0.5 ms', met: p99 <= 0.5 } },
      {
        name: `growth of RSS over 20,000 proofs ${of}`,
        value: growth,
        unit: 'MB',
        goal: { says: '< 50 MB', met: growth < 50 },
      },
    ],
    note: `${size.toLocaleString('en')} leaves, ${hash.name}: built in ${took.toFixed(1)} s, in batches of ${stride.toLocaleString('en')}.`,
  }
}

/** The evidence ledger's tiles: leaves made durable beside the hash alone, and proofs from a large tree. */
export async function tiles(large: boolean): Promise<Findings> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'bench-tiles-'))
  const [figures, notes]: [Figure[], string[]] = [[], []]
  try {
    for (const name of ['sha-256', 'sm3'] satisfies TreeHashName[]) {
      const hash = treeHash(name)
      const found = await interleaved({
        mine: () => integrated(home, hash),
        limit: async () => hashOnly(hash),
        disk: async () => diskOnly(home),
      })
      const [mine, limit] = [median(found.mine), median(found.limit)]
      figures.push({
        name: `leaves made durable in batches of ${batch.toLocaleString('en')}, ${name}`,
        value: mine,
        unit: '/s',
        limit: { name: 'of one inner node a leaf, hashed alone', value: limit },
        ratio: mine / limit,
        goal: { says: '≥ 50,000/s', met: mine >= 50_000 },
      })
      notes.push(`${name}: the disk alone takes ${Math.round(median(found.disk)).toLocaleString('en')} leaves/s.`)
    }
    const of = await proofs(home, treeHash('sha-256'), large ? 10_000_000 : 1_000_000)
    figures.push(...of.figures)
    notes.push(of.note)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
  return { figures, notes }
}
