import assert from 'node:assert/strict'
import { createECDH, diffieHellman, generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { makeSigningKey } from './index.ts'
import { sm2Secret } from './signing.ts'
import { sm2Decrypt, sm2Encrypt } from './sm2-cipher.ts'
import { curve, multiply, onCurve } from './sm2-curve.ts'
import { cipherParts, cipherSequence } from './sm2-der.ts'

const code = (code: string) => ({ code })
const runs = { numRuns: 40, seed: 32918 }
const base = Buffer.concat([curve.x, curve.y])
const bytes32 = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
const order = BigInt(`0x${curve.last.toString('hex')}`) + 1n
const secrets = fc.bigInt({ min: 1n, max: order - 1n }).map(bytes32)

/** The public half that OpenSSL knows on its own curve. */
function publicOf(secret: Buffer): Buffer {
  const pair = createECDH('SM2')
  pair.setPrivateKey(secret)
  return pair.getPublicKey().subarray(1)
}

test('a multiple of the base point is the public half of that number, from the first to the last', () => {
  for (const number of [1n, 2n, 3n, 255n, 1n << 64n, (1n << 255n) - 1n, order - 2n, order - 1n])
    assert.deepEqual(multiply(base, bytes32(number)), publicOf(bytes32(number)), String(number))
  assert.deepEqual(multiply(base, Buffer.from([7])), publicOf(bytes32(7n)), 'a number without its leading zeros')
  fc.assert(
    fc.property(secrets, (secret) => assert.deepEqual(multiply(base, secret), publicOf(secret))),
    runs,
  )
})

test('a multiple of any point does not depend on the order of the numbers, and one times a point is the point', () => {
  fc.assert(
    fc.property(secrets, secrets, (a, b) => {
      assert.deepEqual(multiply(publicOf(a), b), multiply(publicOf(b), a))
      assert.deepEqual(multiply(publicOf(a), bytes32(1n)), publicOf(a))
      const opposite = multiply(publicOf(a), curve.last)
      assert.deepEqual(opposite.subarray(0, 32), publicOf(a).subarray(0, 32))
      assert.notDeepEqual(opposite, publicOf(a))
    }),
    runs,
  )
})

test("the product's x is what OpenSSL agrees on between two keys that it made", () => {
  const [ours, theirs] = [
    generateKeyPairSync('ec', { namedCurve: 'SM2' }),
    generateKeyPairSync('ec', { namedCurve: 'SM2' }),
  ]
  const secret = ours.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(36, 68)
  const point = theirs.publicKey.export({ format: 'der', type: 'spki' }).subarray(-64)
  const agreed = diffieHellman({ privateKey: ours.privateKey, publicKey: theirs.publicKey })
  assert.deepEqual(multiply(point, secret).subarray(0, 32), agreed)
})

test('a point off the curve, at infinity, cut short or with a coordinate beyond p is none, and nothing is opened with it', () => {
  const key = makeSigningKey('sm2-sm3')
  const prime = BigInt(`0x${curve.p.toString('hex')}`)
  // x = 1 is on the curve, and 1 + p still fits into 32 bytes.
  const y = Buffer.from('9f7a091433a81e3f218f405f792355bf2aa98b5ffa95982f03870800065279a3', 'hex')
  assert.ok(onCurve(Buffer.concat([bytes32(1n), y])))
  const beyond = Buffer.concat([bytes32(prime + 1n), y])
  const off = Buffer.from(base)
  off[63] = (off[63] as number) ^ 1
  const cipher = sm2Encrypt(key.publicKey, Buffer.from('盐城'), 'raw')
  for (const point of [off, beyond, Buffer.alloc(64), Buffer.alloc(64, 0xff)]) {
    assert.ok(!onCurve(point))
    const forged = Buffer.concat([Buffer.from([4]), point, cipher.subarray(65)])
    assert.throws(() => sm2Decrypt(key, forged, 'raw'), code('crypto/not-opened'))
    const parts = cipherSequence([point, cipher.subarray(65, 97), cipher.subarray(97)])
    assert.throws(() => sm2Decrypt(key, parts, 'asn1'), code('crypto/not-opened'))
  }
  for (const point of [Buffer.alloc(0), base.subarray(1), Buffer.concat([base, Buffer.alloc(1)])])
    assert.ok(!onCurve(point))
  assert.ok(onCurve(base))
  assert.ok(onCurve(publicOf(sm2Secret(key))))
})

test("a ciphertext's sequence is read in its one writing only", () => {
  fc.assert(
    fc.property(secrets, secrets, fc.uint8Array({ minLength: 1, maxLength: 300 }), (x, y, body) => {
      const parts = [Buffer.concat([x, y]), Buffer.alloc(32, 5), Buffer.from(body)] as const
      const der = cipherSequence([...parts])
      assert.deepEqual(cipherParts(der).map(Buffer.from), [...parts])
      for (const wrong of [
        Buffer.concat([der, Buffer.alloc(1)]),
        der.subarray(0, -1),
        Buffer.concat([Buffer.from([0x31]), der.subarray(1)]),
        Buffer.from([0x30, 0x84, 0, 0, 0, 1, 2]),
      ])
        assert.throws(() => cipherParts(wrong), code('crypto/not-opened'))
    }),
    runs,
  )
})
