import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { formatCheckpoint, parseCheckpoint, sm3Extension } from '../checkpoint.ts'
import { treeHash } from '../merkle/hash.ts'
import { formatNote, parseNote, parseSignatures, signNote, verifiedOf, verifierOf } from '../note.ts'
import { newSkey, nodeCrypto, signerOf } from '../note-node.ts'
import { offer, submission } from '../offer.ts'
import { openTiles, type Tiles } from '../tile-store.ts'
import { startWitness, type Witness } from './index.ts'
import { originHash } from './store.ts'

const home = mkdtempSync(path.join(os.tmpdir(), 'witness-'))
const running: { close: () => Promise<unknown> }[] = []
after(async () => {
  await Promise.all(running.map((it) => it.close()))
  rmSync(home, { recursive: true, force: true })
})
let made = 0
const place = () => path.join(home, String((made += 1)))
let time = 1_700_000_000_000
const now = () => time
const sha = treeHash('sha-256')
const origin = 'yancheng.example/log'
const key = newSkey(origin, 'ed25519')
const log = signerOf(key, now)
const stranger = signerOf(newSkey(origin, 'ed25519'), now)
const leaves = (word: string, n: number) =>
  Buffer.concat(Array.from({ length: n }, (_, i) => sha.leaf(Buffer.from(`${word} ${i}`))))

/** A log's tiles of 600 leaves, which may part from another's at some leaf. */
async function history(parting = 600): Promise<{ tiles: Tiles; folder: string }> {
  const folder = place()
  const tiles = openTiles(folder, sha)
  const all = Buffer.concat([leaves('act', parting), leaves('forged', 600 - parting)])
  // One partial tile for every size that a test asks about.
  for (let at = 0; at < 600; at += 100) await tiles.append(all.subarray(32 * at, 32 * (at + 100)), at)
  return { tiles, folder }
}
const checkpoint = async (size: number, root: Uint8Array, signer = log, extensions: string[] = []) =>
  formatNote(await signNote(formatCheckpoint({ origin: signer.name, size, root, extensions }), [signer]))
async function started(folder = place(), more: { url?: string; staleAfter?: number } = {}): Promise<Witness> {
  const { url, ...rest } = more
  const logs = [{ origin, vkeys: [log.vkey], ...(url === undefined ? {} : { url }) }]
  const witness = await startWitness({
    folder,
    port: 0,
    host: '127.0.0.1',
    name: 'archive.example',
    logs,
    now,
    ...rest,
  })
  running.push(witness)
  return witness
}
async function post(witness: { url: string }, body: string) {
  const answer = await fetch(`${witness.url}/add-checkpoint`, { method: 'POST', body })
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() }
}
const cosigned = async (witness: { vkey: string }, note: string, body: string) =>
  (
    await verifiedOf({ text: parseNote(note).text, signatures: parseSignatures(body) }, [
      verifierOf(nodeCrypto, witness.vkey),
    ])
  ).length === 1

test('every answer of the protocol is the one of the standard', async () => {
  const folder = place()
  const { tiles } = await history()
  const { tiles: other } = await history(50)
  let witness = await started(folder)
  const note = (size: number) => checkpoint(size, tiles.root(size))
  const status = async (body: string) => (await post(witness, body)).status
  const monitored = () => fetch(`${witness.url}/${originHash(origin)}/checkpoint`)

  assert.equal((await monitored()).status, 404)
  const elsewhere = signerOf(newSkey('other.example', 'ed25519'), now)
  assert.equal(await status(submission(0, [], await checkpoint(1, sha.empty, elsewhere))), 404)
  assert.equal(await status(submission(0, [], await checkpoint(100, tiles.root(100), stranger))), 403)
  const broken = parseNote(await note(100))
  const [signature] = broken.signatures
  if (signature) signature.bytes[5] = (signature.bytes[5] as number) ^ 1
  assert.equal(await status(submission(0, [], formatNote(broken))), 403)
  assert.equal(await status(submission(200, [], await note(100))), 400)
  const wrong = [
    '',
    'old 0\n',
    `old 00\n\n${await note(100)}`,
    `old 0\nAAAA\n\n${await note(100)}`,
    `new 0\n\n${await note(100)}`,
    `old -1\n\n${await note(100)}`,
    submission(0, Array(64).fill(sha.empty), await note(100)),
    'old 0\n\nnot a note',
    `old 0\n\n${'a'.repeat(90_000)}`,
  ]
  for (const body of wrong) assert.equal(await status(body), 400, body.slice(0, 60))
  assert.equal(await status(submission(0, [], await checkpoint(0, tiles.root(100)))), 422)
  assert.equal(await status(submission(0, [sha.empty], await note(100))), 422)
  assert.equal(await status(submission(50, [], await note(100))), 409)

  const first = await post(witness, submission(0, [], await note(100)))
  assert.equal(first.status, 200)
  assert.ok(await cosigned(witness, await note(100), first.body))
  const conflict = await post(witness, submission(0, [], await note(200)))
  assert.deepEqual([conflict.status, conflict.type, conflict.body], [409, 'text/x.tlog.size', '100\n'])
  assert.equal(await status(submission(100, [], await note(200))), 422)
  assert.equal(
    await status(submission(100, other.consistencyProof(100, 200), await checkpoint(200, other.root(200)))),
    422,
  )
  assert.equal(await status(submission(100, [], await checkpoint(100, other.root(100)))), 422)
  assert.equal(await status(submission(100, [], await note(100))), 200)
  assert.equal(await status(submission(100, tiles.consistencyProof(100, 200), await note(200))), 200)
  assert.equal(await status(submission(200, [], await note(100))), 400)
  assert.equal(await status(submission(100, [], await note(100))), 409)
  const kept = parseNote(await (await monitored()).text())
  assert.equal(parseCheckpoint(kept.text).size, 200)
  assert.equal(
    (await verifiedOf(kept, [verifierOf(nodeCrypto, log.vkey), verifierOf(nodeCrypto, witness.vkey)])).length,
    2,
  )
  const alarms = (await (await fetch(`${witness.url}/alarms`)).json()) as { kind: string; notes: string[] }[]
  assert.deepEqual(
    alarms.map(({ kind, notes }) => [kind, notes.length]),
    [['fork', 2]],
  )

  const { vkey } = witness
  await witness.close()
  witness = await started(folder)
  assert.equal(witness.vkey, vkey)
  assert.equal(await (await fetch(witness.url)).text(), `${vkey}\n`)
  assert.equal(statSync(path.join(folder, 'key')).mode & 0o777, 0o600)
  assert.equal(await status(submission(0, [], await note(100))), 409)
  assert.equal(await status(submission(200, tiles.consistencyProof(200, 300), await note(300))), 200)
  assert.equal(((await (await fetch(`${witness.url}/alarms`)).json()) as unknown[]).length, 1)
  assert.equal((await fetch(`${witness.url}/add-checkpoint`)).status, 405)
  assert.equal((await fetch(`${witness.url}/nothing`)).status, 404)
})

test('of many requests at once for one size and two histories, one history is signed', async () => {
  const { tiles } = await history()
  const { tiles: other } = await history(150)
  const witness = await started()
  await post(witness, submission(0, [], await checkpoint(100, tiles.root(100))))
  const bodies = await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const mine = i % 2 === 0 ? tiles : other
      const size = 200 + 100 * (i % 4 < 2 ? 0 : 1)
      return submission(100, mine.consistencyProof(100, size), await checkpoint(size, mine.root(size)))
    }),
  )
  const answers = await Promise.all(bodies.map((body) => post(witness, body)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.ok(answers.every(({ status }) => status === 200 || status === 409))
})

test('a witness whose record cannot be read does not sign', async () => {
  const folder = place()
  const { tiles } = await history()
  const witness = await started(folder)
  assert.equal((await post(witness, submission(0, [], await checkpoint(100, tiles.root(100))))).status, 200)
  await witness.close()
  writeFileSync(path.join(folder, `${originHash(origin)}.cosigned.json`), '{"size":1')
  await assert.rejects(started(folder), (error) => (error as { code: string }).code === 'ledger/witness-state')
})

test('a witness killed between and within requests never signs two roots of one size', async () => {
  const folder = place()
  const histories = [await history(), await history(120)]
  const program = `
    const { startWitness } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
    const { url, vkey } = await startWitness({ folder: ${JSON.stringify(folder)}, port: 0, host: '127.0.0.1', name: 'w',
      logs: [{ origin: ${JSON.stringify(origin)}, vkeys: [${JSON.stringify(log.vkey)}] }], now: Date.now })
    console.log(JSON.stringify({ url, vkey }))`
  const roots = new Map<number, Set<string>>()
  let reached = 0
  for (let round = 0; round < 10; round += 1) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const witness = await new Promise<{ url: string; vkey: string }>((resolve) =>
      child.stdout.once('data', (line: Buffer) =>
        resolve(JSON.parse(line.toString()) as { url: string; vkey: string }),
      ),
    )
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
    const { body: stands } = await post(witness, submission(1, [], await checkpoint(1, sha.empty)))
    const from = Number(stands)
    assert.ok(from >= reached, `rolled back from ${reached} to ${from}`)
    const size = Math.min(600, from + 100)
    const asks = histories.map(async ({ tiles }) => {
      const note = await checkpoint(size, tiles.root(size))
      const proof = from === 0 || from === size ? [] : tiles.consistencyProof(from, size)
      const { status, body } = await post(witness, submission(from, proof, note))
      if (status !== 200) return
      assert.ok(await cosigned(witness, note, body))
      reached = Math.max(reached, size)
      roots.set(size, (roots.get(size) ?? new Set()).add(Buffer.from(tiles.root(size)).toString('hex')))
      if (round % 2 === 0) child.kill('SIGKILL')
    })
    await Promise.allSettled(asks.map((ask) => (round % 2 === 0 ? ask : Promise.race([ask, ended]))))
    child.kill('SIGKILL')
    await ended
  }
  assert.ok(reached >= 300)
  for (const [size, signed] of roots) assert.equal(signed.size, 1, `two roots of ${size}`)
})

test('the log offers a checkpoint, learns where the witness stands, and tells what became of it', async () => {
  const { tiles } = await history()
  const { tiles: other } = await history(50)
  const witness = await started()
  const verifier = verifierOf(nodeCrypto, witness.vkey)
  const send = async (size: number, from: number, mine = tiles, url = witness.url) =>
    offer({
      note: await checkpoint(size, mine.root(size)),
      from,
      proofFrom: (at) => mine.consistencyProof(at, size),
      url,
      witness: verifier,
      timeout: 5000,
    })
  assert.equal((await send(100, 0)).kind, 'cosigned')
  assert.equal((await send(300, 0)).kind, 'cosigned')
  assert.equal((await send(400, 300)).kind, 'cosigned')
  assert.equal((await send(400, 300)).kind, 'cosigned')
  assert.deepEqual(await send(300, 0), { kind: 'conflict', size: 400 })
  const refused = await send(500, 400, other)
  assert.deepEqual([refused.kind, refused.kind === 'refused' && refused.status], ['refused', 422])
  assert.equal((await send(500, 400, tiles, 'http://127.0.0.1:1')).kind, 'unreachable')
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  running.push({
    close: async () => {
      silent.closeAllConnections()
      silent.close()
    },
  })
  await new Promise((resolve) => silent.once('listening', resolve))
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
  const slow = await offer({
    note: await checkpoint(100, tiles.root(100)),
    from: 0,
    proofFrom: () => [],
    url,
    witness: verifier,
    timeout: 50,
  })
  assert.equal(slow.kind, 'unreachable')
})

test('a witness watches by itself: a fork, a rewriting, a shrinking, a bad signature and silence are remembered', async () => {
  const { tiles, folder } = await history()
  const { tiles: other, folder: otherFolder } = await history(250)
  let [note, served] = ['', folder]
  const server = createServer((request, response) => {
    const name = (request.url ?? '').replace('/log/', '')
    try {
      response.end(name === 'checkpoint' ? note : readFileSync(path.join(served, name)))
    } catch {
      response.writeHead(404).end()
    }
  }).listen(0, '127.0.0.1')
  running.push({
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  })
  await new Promise((resolve) => server.once('listening', resolve))
  const own = place()
  const witness = await started(own, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/log/`,
    staleAfter: 1000,
  })
  const kinds = async () =>
    ((await (await fetch(`${witness.url}/alarms`)).json()) as { kind: string }[]).map(({ kind }) => kind)
  const seen = () =>
    (
      JSON.parse(
        readFileSync(path.join(own, readdirSync(own).find((file) => file.endsWith('.seen.json')) as string), 'utf8'),
      ) as { size: number }
    ).size
  const shows = async (text: string, from = folder) => {
    ;[note, served] = [text, from]
    await witness.look()
  }
  for (const size of [100, 300, 500]) {
    await shows(await checkpoint(size, tiles.root(size)))
    assert.equal(seen(), size)
  }
  await shows(await checkpoint(500, tiles.root(500)))
  assert.deepEqual(await kinds(), [])
  await shows(await checkpoint(500, other.root(500)), otherFolder)
  assert.deepEqual(await kinds(), ['fork'])
  await shows(await checkpoint(600, other.root(600)), otherFolder)
  assert.deepEqual(await kinds(), ['fork', 'rewritten'])
  await shows(await checkpoint(300, tiles.root(300)))
  await shows(await checkpoint(600, tiles.root(600), stranger))
  await shows('nothing')
  assert.deepEqual(await kinds(), ['fork', 'rewritten', 'shrunk', 'bad-signature', 'bad-signature'])
  await shows('nothing')
  assert.equal((await kinds()).length, 5)
  time += 5000
  await shows('nothing')
  assert.equal((await kinds()).at(-1), 'stale')
  assert.equal(seen(), 500)
  await shows(await checkpoint(600, tiles.root(600), log, [sm3Extension(sha.empty)]))
  assert.equal(seen(), 600)
  await shows(await checkpoint(600, tiles.root(600), log, [sm3Extension(new Uint8Array(32))]))
  assert.deepEqual((await kinds()).slice(6), ['fork'])
})
