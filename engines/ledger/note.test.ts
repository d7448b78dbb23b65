import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatCheckpoint, parseCheckpoint, sm3Extension, sm3RootOf } from './checkpoint.ts'
import {
  formatNote,
  formatVkey,
  parseNote,
  parseVkey,
  sm2Identifier,
  keyIdOf,
  signNote,
  splitCosignature,
  verifiedOf,
  verifierOf,
  type NoteCrypto,
} from './note.ts'
import { newSkey, nodeCrypto, signerOf } from './note-node.ts'
import { isFinal, parsePolicy } from './policy.ts'

const vkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const published =
  'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n'
const code = (code: string) => (error: unknown) => (error as { code: string }).code === code
const now = () => 1_700_000_000_000

test('the published note holds under its published key, and not with one bit changed', async () => {
  const verifier = verifierOf(nodeCrypto, vkey)
  const note = parseNote(published)
  assert.equal(note.text, 'This is an example message.\n')
  assert.equal((await verifiedOf(note, [verifier])).length, 1)
  assert.equal(formatNote(note), published)
  assert.equal(formatVkey(parseVkey(nodeCrypto, vkey)), vkey)
  await assert.rejects(
    verifiedOf({ ...note, text: 'This is an example massage.\n' }, [verifier]),
    code('ledger/wrong-note'),
  )
  assert.throws(() => parseVkey(nodeCrypto, vkey.replace('530d903a', '530d903b')), code('ledger/wrong-key'))
})

test('signatures of unknown keys are ignored, even under a known name', async () => {
  const known = signerOf(newSkey('yancheng.example/log', 'ed25519'), now)
  const other = signerOf(newSkey('yancheng.example/log', 'ed25519'), now)
  const note = await signNote('a\n\nb\n', [other, known])
  assert.equal(note.text, 'a\n\nb\n')
  const verified = await verifiedOf(note, [verifierOf(nodeCrypto, known.vkey)])
  assert.deepEqual(
    verified.map(({ keyId }) => keyId),
    [known.keyId],
  )
  assert.deepEqual(await verifiedOf(await signNote('a\n', [other]), [verifierOf(nodeCrypto, known.vkey)]), [])
})

test('a cosignature says when, and an SM2 key is taken only with its algorithm', async () => {
  const witness = signerOf(newSkey('w.example', 'cosignature'), now)
  const note = await signNote('a\n', [witness])
  const [signature] = await verifiedOf(note, [verifierOf(nodeCrypto, witness.vkey)])
  assert.equal(splitCosignature(signature?.bytes as Uint8Array)?.time, 1_700_000_000)
  const key = Buffer.concat([sm2Identifier, Buffer.alloc(65, 4)])
  const sm2key = formatVkey({ name: 's', type: 255, key, keyId: keyIdOf(nodeCrypto, 's', 255, key) })
  assert.throws(() => verifierOf(nodeCrypto, sm2key), code('ledger/wrong-key'))
  const crypto: NoteCrypto = {
    ...nodeCrypto,
    sm2: (pub, text, bytes) => pub.length === 65 && text.length === 2 && bytes[0] === 7,
  }
  const verifier = verifierOf(crypto, sm2key)
  assert.equal(await verifier.verify(Buffer.from('a\n'), Uint8Array.of(7)), true)
  assert.equal(await verifier.verify(Buffer.from('a\n'), Uint8Array.of(8)), false)
})

test('what is not a note to the letter is refused', () => {
  const line = published.split('\n')[2] as string
  const wrong = [
    '',
    '\n',
    'a',
    `a\n${line}\n`,
    `a\n\n${line}`,
    `a\r\n\n${line}\n`,
    `a\t\n\n${line}\n`,
    `a\n\n${line}\n\n`,
    `a\n\n- x Uw2QOkn8\n`,
    `a\n\n— x y Uw2QOkn8\n`,
    `a\n\n— x+y Uw2QOkn8\n`,
    `a\n\n— x Uw2QOg==\n`,
    `a\n\n— x Uw2QOkn9=\n`,
    `a\n\n—  Uw2QOkn8\n`,
    `a\n\n${`${line}\n`.repeat(17)}`,
    `${'a'.repeat(65_536)}\n\n${line}\n`,
    `\ud800\n\n${line}\n`,
  ]
  for (const text of wrong)
    assert.throws(() => parseNote(text), code('ledger/wrong-note'), JSON.stringify(text.slice(0, 80)))
  assert.throws(() => parseNote(Buffer.from([0xff, ...Buffer.from(`\n\n${line}\n`)])), code('ledger/wrong-note'))
  assert.equal(parseNote(`a\n\n${`${line}\n`.repeat(16)}`).signatures.length, 16)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      try {
        assert.equal(formatNote(parseNote(text)), text)
      } catch (error) {
        assert.ok(code('ledger/wrong-note')(error))
      }
    }),
    { seed: 5 },
  )
})

test('a checkpoint is read as it is written, with the root of the SM3 tree', () => {
  const root = new Uint8Array(32).fill(7)
  const checkpoint = { origin: 'yancheng.example/log', size: 20_852_163, root, extensions: [sm3Extension(root)] }
  const text = formatCheckpoint(checkpoint)
  assert.deepEqual(parseCheckpoint(text), checkpoint)
  assert.deepEqual(sm3RootOf(checkpoint), root)
  assert.equal(sm3RootOf({ ...checkpoint, extensions: [...checkpoint.extensions, sm3Extension(root)] }), undefined)
  const coded = text.split('\n')[2] as string
  for (const wrong of [
    '',
    `a\n01\n${coded}\n`,
    `a\n-1\n${coded}\n`,
    `a\n9007199254740992\n${coded}\n`,
    `\n1\n${coded}\n`,
    `a\n1\n${coded}`,
    `a\n1\nAAAA\n`,
    `a\n1\n${coded}\n\n`,
    `a b\n1\n${coded}\n`,
    `a\n1\n${coded.slice(0, -2)}d=\n`,
  ])
    assert.throws(() => parseCheckpoint(wrong), code('ledger/wrong-checkpoint'), JSON.stringify(wrong))
  assert.throws(() => formatCheckpoint({ ...checkpoint, extensions: ['a\nb'] }), code('ledger/wrong-checkpoint'))
})

test('a checkpoint is final once its log and two of three agencies signed, and names them', async () => {
  const log = signerOf(newSkey('yancheng.example/log', 'ed25519'), now)
  const [a, b, c] = ['a', 'b', 'c'].map((name) => signerOf(newSkey(name, 'cosignature'), now)) as [
    typeof log,
    typeof log,
    typeof log,
  ]
  const rules = `# 盐城\nlog ${log.vkey} https://log.example/\nwitness 数据局 ${a.vkey}\nwitness 审计局 ${b.vkey} http://b.example\nwitness 档案馆 ${c.vkey}\n`
  const policy = parsePolicy(nodeCrypto, `${rules}group agencies 2 数据局 审计局 档案馆\nquorum agencies\n`)
  const text = formatCheckpoint({ origin: log.name, size: 1, root: new Uint8Array(32), extensions: [] })
  const finding = async (...signers: (typeof log)[]) => isFinal(formatNote(await signNote(text, signers)), policy)
  assert.equal((await finding(log, a)).final, false)
  assert.equal((await finding(a, b, c)).final, false)
  assert.equal((await finding(log, a, a)).final, false)
  const found = await finding(log, a, c)
  assert.deepEqual(
    [found.final, found.witnesses],
    [
      true,
      [
        { name: '数据局', at: 1_700_000_000 },
        { name: '档案馆', at: 1_700_000_000 },
      ],
    ],
  )
  const forged = parseNote(formatNote(await signNote(text, [log, a, b, c])))
  const last = forged.signatures.at(-1)
  if (last) last.bytes[20] = (last.bytes[20] as number) ^ 1
  assert.equal((await isFinal(formatNote(forged), policy)).final, false)
  assert.match((await isFinal('x', policy)).why ?? '', /空行/)
  const elsewhere = formatCheckpoint({ origin: 'other.example', size: 1, root: new Uint8Array(32), extensions: [] })
  assert.equal((await isFinal(formatNote(await signNote(elsewhere, [log, a, b, c])), policy)).final, false)
  for (const wrong of [
    '',
    'quorum x',
    'quorum none\nquorum none',
    `${rules}group g 4 数据局 审计局 档案馆\nquorum g`,
    `${rules}group g any 数据局 数据局\nquorum g`,
    `${rules}${rules}quorum none`,
    `witness none ${a.vkey}\nquorum none`,
    `log ${a.vkey}\nquorum none`,
    `witness x ${log.vkey}\nquorum none`,
    'allow all\nquorum none',
    'quorum none\u0000',
  ])
    assert.throws(() => parsePolicy(nodeCrypto, wrong), code('ledger/wrong-policy'), wrong)
})
