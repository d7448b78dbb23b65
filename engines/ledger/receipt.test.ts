import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { canonical } from './canonical.ts'
import { toBase64 } from './base64.ts'
import { formatCheckpoint, sm3Extension } from './checkpoint.ts'
import { treeHash } from './merkle/hash.ts'
import { formatNote, signNote } from './note.ts'
import { newSkey, nodeCrypto, signerOf } from './note-node.ts'
import { parsePolicy, verifyReceipt } from '#engines/ledger'
import {
  digestOf,
  leafData,
  parseTextProof,
  formatTextProof,
  textProofOf,
  type Receipt,
  type ReceiptHashes,
  type Statement,
} from './receipt.ts'
import { openTiles } from './tile-store.ts'

const home = mkdtempSync(path.join(os.tmpdir(), 'receipt-'))
after(() => rmSync(home, { recursive: true, force: true }))
const hashes: ReceiptHashes = {
  'sha-256': { ...treeHash('sha-256'), digest: (data) => hash('sha256', data, 'buffer') },
  sm3: { ...treeHash('sm3'), digest: (data) => hash('sm3', data, 'buffer') },
}
const now = () => 1_700_000_000_000
const origin = 'yancheng.example/log'

async function issued(): Promise<{ receipt: Receipt; policy: ReturnType<typeof parsePolicy> }> {
  const log = signerOf(newSkey(origin, 'ed25519'), now)
  const witness = signerOf(newSkey('w.example', 'cosignature'), now)
  const salt = Buffer.alloc(16, 3)
  const content = { state: '已办结', progress: 100, notes: ['甲', null, true] }
  const leaves: Statement[] = Array.from({ length: 300 }, (_, i) => ({
    v: 1,
    log: origin,
    kind: 'case/completed',
    subject: `case/${i}`,
    actor: `post/${i % 7}`,
    at: '2024-11-20T01:02:03Z',
    digest: digestOf(hashes, salt, canonical(content)),
  }))
  const trees = {
    'sha-256': openTiles(path.join(home, 'a'), treeHash('sha-256')),
    sm3: openTiles(path.join(home, 'b'), treeHash('sm3')),
  }
  const append = (name: 'sha-256' | 'sm3') =>
    trees[name].append(Buffer.concat(leaves.map((leaf) => treeHash(name).leaf(leafData(leaf)))), 0)
  const [{ root, size }, sm3] = [await append('sha-256'), await append('sm3')]
  const text = formatCheckpoint({ origin, size, root, extensions: [sm3Extension(sm3.root)] })
  const proof = (name: 'sha-256' | 'sm3') => trees[name].inclusionProof(123, size).map(toBase64)
  return {
    policy: parsePolicy(nodeCrypto, `log ${log.vkey}\nwitness w ${witness.vkey}\nquorum w\n`),
    receipt: {
      format: 'yancheng-receipt/1',
      leaf: leaves[123] as Statement,
      index: 123,
      proof: { 'sha-256': proof('sha-256'), sm3: proof('sm3') },
      checkpoint: formatNote(await signNote(text, [log, witness])),
      opened: { salt: toBase64(salt), content },
    },
  }
}

test('a receipt holds in every step, and one altered character anywhere is detected', async () => {
  const { receipt, policy } = await issued()
  const found = await verifyReceipt(receipt, policy, hashes)
  assert.deepEqual(
    found.steps.map(({ rule, holds }) => [rule, holds]),
    [
      ['format', true],
      ['log-signature', true],
      ['witnesses', true],
      ['inclusion-sha-256', true],
      ['inclusion-sm3', true],
      ['content', true],
    ],
  )
  assert.ok(found.valid)
  const text = JSON.stringify(receipt)
  assert.ok((await verifyReceipt(text, policy, hashes)).valid)
  for (let at = 0; at < text.length; at += 1) {
    const changed = text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1)
    assert.ok(
      !(await verifyReceipt(changed, policy, hashes)).valid,
      `character ${at}: ${changed.slice(at - 10, at + 10)}`,
    )
  }
})

test('a forged part is named by the step that fails', async () => {
  const { receipt, policy } = await issued()
  const failing = async (changed: unknown) =>
    (await verifyReceipt(changed, policy, hashes)).steps.filter(({ holds }) => !holds).map(({ rule }) => rule)
  assert.deepEqual(await failing({ ...receipt, index: 124 }), ['inclusion-sha-256', 'inclusion-sm3'])
  assert.deepEqual(await failing({ ...receipt, leaf: { ...receipt.leaf, actor: 'post/x' } }), [
    'inclusion-sha-256',
    'inclusion-sm3',
  ])
  assert.deepEqual(await failing({ ...receipt, proof: { ...receipt.proof, sm3: [] } }), ['inclusion-sm3'])
  assert.deepEqual(await failing({ ...receipt, opened: { ...receipt.opened, content: 'x' } }), ['content'])
  assert.deepEqual(await failing({ ...receipt, opened: { ...receipt.opened, content: 0.5 } }), ['content'])
  assert.deepEqual(await failing({ ...receipt, leaf: { ...receipt.leaf, log: 'other' } }), ['format'])
  const withoutWitness = receipt.checkpoint.split('\n').slice(0, -2).join('\n') + '\n'
  assert.deepEqual(await failing({ ...receipt, checkpoint: withoutWitness }), ['witnesses'])
  for (const wrong of [
    null,
    1,
    '',
    '{',
    [],
    {},
    { ...receipt, more: 1 },
    { ...receipt, proof: null },
    { ...receipt, checkpoint: 'x' },
  ])
    assert.deepEqual(await failing(wrong), ['format'])
})

test('nothing that anyone sends makes the check throw or pass', async () => {
  const { policy } = await issued()
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (value) =>
      assert.equal((await verifyReceipt(value, policy, hashes)).valid, false),
    ),
    { seed: 3 },
  )
})

test('the C2SP form says the same and is read back to the letter', async () => {
  const { receipt } = await issued()
  const text = textProofOf(receipt)
  const read = parseTextProof(text)
  assert.equal(formatTextProof(read), text)
  assert.deepEqual(Buffer.from(read.extra ?? []), Buffer.from(leafData(receipt.leaf)))
  assert.deepEqual(
    [read.index, read.proof.map(toBase64), read.checkpoint],
    [123, receipt.proof['sha-256'], receipt.checkpoint],
  )
  const lines = text.split('\n')
  for (const wrong of [
    '',
    text.replace('@v1', '@v2'),
    text.replace('index 123', 'index 0123'),
    text.replace('\nindex 123', ''),
    text.replace('\n\n', '\n'),
    lines.toSpliced(3, 1, 'AAAA').join('\n'),
  ])
    assert.throws(() => parseTextProof(wrong), wrong.slice(0, 40))
})

test('canonical text sorts names by UTF-16 units and refuses what has no one text', () => {
  assert.equal(
    canonical({ '\u20ac': 'Euro', '\r': 1, '1': true, '\ud83d\ude02': [], '\ufb33': {}, ö: null }),
    '{"\\r":1,"1":true,"ö":null,"€":"Euro","😂":[],"\ufb33":{}}',
  )
  assert.equal(canonical([-0, 10, '\u001f"\\\u2028']), '[0,10,"\\u001f\\"\\\\\u2028"]')
  // RFC 8785 3.2.2 and appendix B
  // oxlint-disable-next-line no-loss-of-precision -- the loss is what the source shows
  assert.equal(canonical([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27]), '[333333333.3333333,1e+30,4.5,0.002,1e-27]')
  for (const wrong of [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    '\ud800',
    { a: undefined },
    new Date(0),
    new Map(),
    [Symbol('a')],
    Array(2),
  ])
    assert.throws(() => canonical(wrong), TypeError)
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = (() => {
        try {
          return canonical(value)
        } catch {
          return undefined
        }
      })()
      if (text !== undefined) assert.equal(canonical(JSON.parse(text)), text)
    }),
    { seed: 8785 },
  )
})

test('what checks a receipt needs nothing of Node', () => {
  const seen = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const [, from] of readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)) {
      assert.doesNotMatch(from as string, /^node:/, file)
      if (from?.startsWith('.')) visit(path.join(path.dirname(file), from))
    }
  }
  visit(path.join(import.meta.dirname, 'receipt.ts'))
  assert.ok(seen.size >= 7)
})
