import assert from 'node:assert/strict'
import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodeQR } from 'qr/decode.js'
import { encodeQR } from 'qr'
import jsQR from 'jsqr'
import { digest, makeSigningKey, sm2Point } from '#engines/crypto'
import { nodeHashes } from '../engines/ledger/leaf.ts'
import { ledgerCrypto } from '../engines/ledger/keys.ts'
import { fromBase45, gather, mostCodes, textOf, toBase45, toCodes, type Gathered } from '../web/src/receipt/codes.ts'
import { browserCrypto, browserHashes } from '../web/verify/crypto.ts'

const bytes = (most = 300) => fc.uint8Array({ maxLength: most })
const flipped = (given: Uint8Array, at: number) => {
  const other = Uint8Array.from(given)
  const place = at % (other.length * 8)
  other[place >> 3] = (other[place >> 3] as number) ^ (1 << (place & 7))
  return other
}

test('the hashes of the page are those of the platform', () => {
  fc.assert(
    fc.property(bytes(2000), bytes(32), (data, pad) => {
      const [left, right] = [digest('sm3', data), digest('sha-256', pad)]
      for (const name of ['sha-256', 'sm3'] as const) {
        const [ours, theirs] = [nodeHashes[name], browserHashes[name]]
        assert.deepEqual(Buffer.from(theirs.digest(data)), Buffer.from(ours.digest(data)))
        assert.deepEqual(Buffer.from(theirs.leaf(data)), Buffer.from(ours.leaf(data)))
        assert.deepEqual(Buffer.from(theirs.node(left, right)), Buffer.from(ours.node(left, right)))
      }
    }),
    { numRuns: 300 },
  )
})

test('SM2: what the platform signs, the page accepts; altered in one bit anywhere, both refuse', () => {
  const keys = Array.from({ length: 8 }, () => {
    const key = makeSigningKey('sm2-sm3')
    return { key, point: Buffer.concat([Buffer.of(4), sm2Point(key.publicKey)]) }
  })
  fc.assert(
    fc.property(fc.nat(7), bytes(), fc.nat(), fc.nat(), fc.nat(), (which, data, one, two, three) => {
      const { key, point } = keys[which] as (typeof keys)[number]
      const signature = key.sign(data)
      assert.equal(browserCrypto.sm2?.(point, data, signature), true)
      for (const [p, d, s] of [
        [flipped(point, one), data, signature],
        [point, data.length > 0 ? flipped(data, two) : Uint8Array.of(0), signature],
        [point, data, flipped(signature, three)],
        [point, data, signature.subarray(0, -1)],
        [point, data, Buffer.concat([signature, Buffer.of(0)])],
      ] as const) {
        // The first byte of a point says how it is written, and is checked where the key is read.
        const wrong = p[0] === 4 && ledgerCrypto.sm2?.(p, d, s)
        assert.equal(wrong, false)
        assert.equal(browserCrypto.sm2?.(p, d, s), false)
      }
    }),
    { numRuns: 120 },
  )
})

test('SM2: numbers outside their range are no signature', () => {
  const key = makeSigningKey('sm2-sm3')
  const point = Buffer.concat([Buffer.of(4), sm2Point(key.publicKey)])
  const order = Buffer.from('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123', 'hex')
  const integers = [
    Buffer.of(2, 1, 0),
    Buffer.of(2, 1, 1),
    Buffer.concat([Buffer.of(2, 33, 0), order]),
    Buffer.concat([Buffer.of(2, 33, 0), Buffer.alloc(32, 255)]),
    Buffer.of(2, 0),
  ]
  for (const r of integers)
    for (const s of integers) {
      const body = Buffer.concat([r, s])
      const signature = Buffer.concat([Buffer.of(0x30, body.length), body])
      assert.equal(browserCrypto.sm2?.(point, Buffer.from('甲'), signature), false)
      assert.equal(ledgerCrypto.sm2?.(point, Buffer.from('甲'), signature), false)
    }
})

test('Ed25519: the page and Node agree on signatures, altered ones and noise', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const secret = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const point = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  await fc.assert(
    fc.asyncProperty(bytes(), fc.nat(), fc.nat(), fc.nat(), async (data, one, two, three) => {
      const signature = sign(null, data, secret)
      assert.equal(await browserCrypto.ed25519(point, data, signature), true)
      for (const [p, d, s] of [
        [flipped(point, one), data, signature],
        [point, data.length > 0 ? flipped(data, two) : Uint8Array.of(0), signature],
        [point, data, flipped(signature, three)],
        [randomBytes(32), data, randomBytes(64)],
      ] as const) {
        assert.equal(await ledgerCrypto.ed25519(p, d, s), false)
        assert.equal(await browserCrypto.ed25519(p, d, s), false)
      }
    }),
    { numRuns: 150 },
  )
})

/** A code as a camera's picture: four pixels a module. */
function pictureOf(code: string) {
  const modules = encodeQR(code, 'raw', { ecc: 'medium', border: 4, scale: 4 })
  const side = modules.length
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  modules.forEach((row, y) =>
    row.forEach((dark, x) => dark && data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)),
  )
  return { width: side, height: side, data }
}

const readBack = (codes: readonly string[]) => {
  const gathered = codes.reduce<Gathered | undefined>((before, code) => gather(before, code), undefined)
  return gathered && textOf(gathered)
}

test('a receipt goes through QR codes and back, by two readers, in any order', () => {
  const text = JSON.stringify({
    format: 'yancheng-receipt/1',
    said: '资源池单位遴选已经发布公告',
    proof: Array.from({ length: 60 }, () => randomBytes(32).toString('base64')),
  })
  const codes = toCodes(text) ?? []
  assert.ok(codes.length > 1)
  const read = codes.map((code) => {
    const picture = pictureOf(code)
    assert.equal(jsQR.default(picture.data, picture.width, picture.height)?.data, code)
    return decodeQR(picture, { effort: Infinity, timeLimit: Infinity })
  })
  assert.equal(readBack(read.toReversed()), text)
  assert.equal(readBack(read.slice(1)), undefined, 'one is missing')
  assert.equal(readBack([...read, 'https://example.com']), text, 'a code of somebody else is passed over')
  const other = toCodes('{}') as string[]
  assert.equal(readBack([...read.slice(1), ...other]), '{}', 'a code of another receipt begins anew')
})

test('every text comes back from its codes, and altered codes do not make another one', () => {
  fc.assert(fc.property(bytes(500), (data) => assert.deepEqual(fromBase45(toBase45(data)), data)))
  assert.equal(toBase45(Buffer.from('Hello!!')), '%69 VD92EX0', 'RFC 9285 4.3')
  assert.equal(fromBase45('GGW'), undefined, 'RFC 9285 4.2: more than 65535')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 800 }), fc.nat(), (text, at) => {
      const codes = toCodes(text) as string[]
      assert.equal(readBack(codes), text)
      const [first = ''] = codes
      const place = 17 + (at % Math.max(1, first.length - 17))
      const altered = `${first.slice(0, place)}${first[place] === 'A' ? 'B' : 'A'}${first.slice(place + 1)}`
      if (altered !== first) assert.notEqual(readBack([altered, ...codes.slice(1)]), text)
    }),
  )
  assert.equal(toCodes(randomBytes(20_000).toString('hex')), undefined, `more than ${mostCodes} codes`)
})
