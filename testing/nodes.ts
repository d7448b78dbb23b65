import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  auditLog,
  forget,
  ledgerFolder,
  logKeys,
  lookOn,
  openArchive,
  openSequencer,
  openTrees,
  policyText,
  recordChecks,
  writePolicy,
  type Mismatch,
} from '#engines/ledger/run'
import { formatCheckpoint, sm3Extension } from '../engines/ledger/checkpoint.ts'
import { ledgerCrypto } from '../engines/ledger/keys.ts'
import { formatNote, signNote, verifierOf } from '../engines/ledger/note.ts'
import { offer, type Offered } from '../engines/ledger/offer.ts'
import { startNode } from '../server/demo-nodes.ts'
import type { City } from './index.ts'

type Node = Awaited<ReturnType<typeof startNode>>
type Forged = { note: string; proofFrom: (size: number) => Uint8Array[] }

/** Agencies' nodes as processes of their own, which witness a city's log. */
export interface Nodes extends AsyncDisposable {
  policy: () => string
  stop: (name: string) => Promise<void>
  start: (name: string) => Promise<void>
  /** Shows one node a checkpoint, whoever made it. */
  offer: (name: string, forged: Forged) => Promise<Offered>
  audit: () => Promise<Mismatch[]>
  forget: (event: string, reason: string) => Promise<void>
  /** One look of the city at its own log. @returns how many leaves it looked at */
  looksOn: () => Promise<number>
  /** Changes a byte of a tile of the log's own files. */
  flips: (tree: 'sha-256' | 'sm3', at: number) => void
  /** The trees' files are gone, as when a disk is. */
  loseTrees: () => void
}

/** Starts nodes and makes them a city's witnesses. @param least how many of them must sign */
export async function nodesOf(city: City, names: readonly string[], least: number): Promise<Nodes> {
  const { dataDir } = city.home
  const folder = ledgerFolder(dataDir)
  // Read for each use: another log may have begun.
  const keys = () => logKeys(folder)
  const policyFile = path.join(folder, 'policy.txt')
  const { host } = city.house
  if (!host.server.listening) await host.listen({ port: 0, host: '127.0.0.1' })
  const address = host.server.address() as { port: number }
  const url = `http://127.0.0.1:${address.port}/ledger`
  writePolicy(folder, policyText(keys(), [], 0, url))
  const running = new Map<string, Node & { name: string }>()
  const start = async (name: string) => {
    const node = await startNode(name, path.join(dataDir, 'witnesses', name), policyFile)
    running.set(name, { name, ...node })
    if (running.size === names.length || known.size > 0) told()
  }
  const known = new Map<string, { name: string; vkey: string; url: string }>()
  const told = () => {
    for (const node of running.values()) known.set(node.name, node)
    writePolicy(
      folder,
      policyText(
        keys(),
        [...known.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
        least,
        url,
      ),
    )
  }
  await Promise.all(names.map(start))
  // Opened for each look: the trees' files may be others by then.
  const opened = () => openArchive(city.house)
  const stop = async (name: string) => {
    const child = running.get(name)?.child
    running.delete(name)
    if (!child || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  return {
    policy: () => readFileSync(policyFile, 'utf8'),
    start,
    stop,
    async offer(name, { note, proofFrom }) {
      const node = running.get(name) as Node
      const witness = verifierOf(ledgerCrypto, node.vkey)
      return offer({ note, from: 0, proofFrom, url: node.url, witness, timeout: 5000 })
    },
    async audit() {
      const checks = city.house.given(recordChecks).map((check) => check(city.house))
      const { archive, policy } = opened()
      const found: Mismatch[] = []
      for await (const one of auditLog(archive, policy().policy, checks)) found.push(one)
      return found
    },
    forget: (event, reason) => forget(opened().archive, event, { actor: 'platform', reason, at: city.clock.now() }),
    looksOn: async () => (await lookOn(opened().archive, city.clock.now())).leaves,
    flips(tree, at) {
      const home = path.join(folder, tree, 'tile/0')
      const [name] = readdirSync(home, { recursive: true })
        .map(String)
        .filter((file) => file.includes('.p/'))
      const file = path.join(home, name as string)
      const bytes = readFileSync(file)
      bytes[at] = (bytes[at] as number) ^ 1
      writeFileSync(file, bytes)
    },
    loseTrees() {
      for (const tree of ['sha-256', 'sm3']) rmSync(path.join(folder, tree), { recursive: true })
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(names.map(stop))
    },
  }
}

/** Takes every event into the log and asks its witnesses once, as a process that starts anew. */
export async function settles(city: City) {
  const { sequence, finalise } = openSequencer(city.house, () => new Date())
  // Whoever else uses this PostgreSQL may hold the order of events open for a moment.
  for (let tries = 0; tries < 200 && (await waiting(city)) > 0; tries += 1) {
    await sequence()
    await new Promise((turn) => setTimeout(turn, 20))
  }
  await finalise()
}

/** How many events no checkpoint holds. */
async function waiting(city: City): Promise<number> {
  const [found] = await city.house.database.read<{ waiting: number }>(
    { all: 'on' },
    `select count(*)::int as waiting from kernel.event e where not exists (select 1 from ledger.checkpoint c where (c.xid, c.event) >= (e.xid, e.id))`,
  )
  return found?.waiting ?? 0
}

/** A history in which the third leaf is another and one more came, signed with the log's own keys. */
export async function lies(city: City): Promise<Forged> {
  const folder = ledgerFolder(city.home.dataDir)
  const keys = logKeys(folder)
  const trees = openTrees(folder, { writes: false })
  const [last] = await city.house.database.read<{ size: number }>({}, 'select max(size) as size from ledger.checkpoint')
  const size = last?.size as number
  const place = openTrees(path.join(city.home.dataDir, 'forged'), { writes: true })
  const made = await Promise.all(
    (['sha-256', 'sm3'] as const).map(async (tree) => {
      const leaves = Buffer.concat([trees[tree].leaves(0, size, size), Buffer.alloc(32, 7)])
      leaves.fill(9, 64, 96)
      return place[tree].append(leaves, 0)
    }),
  )
  const [sha, sm3] = made as [(typeof made)[0] & object, (typeof made)[0] & object]
  const text = formatCheckpoint({
    ...{ origin: keys.origin, size: sha.size, root: sha.root, extensions: [sm3Extension(sm3.root)] },
  })
  return {
    note: formatNote(await signNote(text, keys.signers)),
    proofFrom: (old) => place['sha-256'].consistencyProof(old, size + 1),
  }
}
