import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { decipher, encipher, open, seal } from './cipher.ts'
import { digest, mac } from './digest.ts'
import { openWith, sealFor } from './envelope.ts'
import { derSignature, rawSignature } from './signature.ts'
import { sm2Decrypt, sm2Encrypt } from './sm2-cipher.ts'
import { makeSigningKey, signingKeyFrom, sm2Identity, verifyingKeyFrom, type SigningName } from './signing.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const names: SigningName[] = ['sm2-sm3', 'ecdsa-p256-sha256', 'ed25519']
const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'this machine has no openssl'
const code = (code: string) => ({ code })
const runs = { numRuns: 60, seed: 32905 }

const secret = '3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8'
const standardKey = signingKeyFrom(
  hex(`3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420${secret}`),
)

test('SM3 and its MAC say what the standard says', () => {
  const sm3 = (text: string) => digest('sm3', Buffer.from(text)).toString('hex')
  assert.equal(sm3('abc'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  assert.equal(sm3('abcd'.repeat(16)), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  assert.equal(sm3(''), '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b')
  assert.equal(
    mac('hmac-sm3', Buffer.from('key'), Buffer.from('message digest')).toString('hex'),
    '3a1377ea0365e5be2ec4b9be8d2f157e134f82fa008324ed206f69f0285949ca',
  )
})

test('SM4-GCM makes the ciphertext and tag of RFC 8998 and opens them', () => {
  const key = hex('0123456789abcdeffedcba9876543210')
  const nonce = hex('00001234567800000000abcd')
  const aad = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
  const plain = hex(['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'ee', 'aa'].map((byte) => byte.repeat(8)).join(''))
  const sealed = seal('sm4-gcm', key, plain, { nonce, aad })
  assert.equal(
    sealed.subarray(12).toString('hex'),
    '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec',
  )
  assert.deepEqual(open('sm4-gcm', key, sealed, { aad }), plain)
})

test('SM4 enciphers the block of the standard', () => {
  const key = hex('0123456789abcdeffedcba9876543210')
  const made = encipher('sm4-cbc', key, Buffer.alloc(16), key)
  assert.equal(made.subarray(0, 16).toString('hex'), '681edf34d206965e86b3e94f536e4246')
})

test('a seal opens to what was sealed, and any altered or missing byte is refused', () => {
  for (const name of ['sm4-gcm', 'aes-256-gcm'] as const) {
    const key = Buffer.alloc(name === 'sm4-gcm' ? 16 : 32, 7)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 40 }), fc.nat(), (plain, aad, at) => {
        const sealed = seal(name, key, plain, { aad })
        assert.deepEqual(open(name, key, sealed, { aad }), Buffer.from(plain))
        const altered = Buffer.from(sealed)
        altered[at % sealed.length] = (altered[at % sealed.length] as number) ^ (1 << (at % 8))
        assert.throws(() => open(name, key, altered, { aad }), code('crypto/not-opened'))
        assert.throws(() => open(name, key, sealed.subarray(0, at % sealed.length), { aad }), code('crypto/not-opened'))
        assert.throws(() => open(name, key, sealed, { aad: Buffer.from([...aad, 0]) }), code('crypto/not-opened'))
      }),
      runs,
    )
  }
})

test('enciphered data is deciphered; keys and vectors of the wrong length are refused', () => {
  for (const name of ['sm4-cbc', 'sm4-ctr', 'aes-256-cbc', 'aes-256-ctr'] as const) {
    const key = Buffer.alloc(name.startsWith('sm4') ? 16 : 32, 3)
    const iv = Buffer.alloc(16, 9)
    const data = Buffer.from('数字盐城')
    assert.deepEqual(decipher(name, key, iv, encipher(name, key, iv, data)), data)
    assert.throws(() => encipher(name, key.subarray(1), iv, data), code('crypto/key-wrong-length'))
    assert.throws(() => encipher(name, key, iv.subarray(1), data), code('crypto/nonce-wrong-length'))
  }
})

test('the SM2 signature of the standard is right, and its Z is the one of the standard', () => {
  const raw = hex(
    'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA',
  )
  const key = standardKey.publicKey
  assert.equal(
    sm2Identity(key).toString('hex').toUpperCase(),
    'B2E14C5C79C6DF5B85F4FE7ED8DB7A262B9DA7E07CCB0EA9F4747B8CCDA8A4F3',
  )
  assert.ok(key.verify(Buffer.from('message digest'), derSignature(raw)))
  assert.ok(!key.verify(Buffer.from('message digest'), derSignature(raw), { id: 'someone else' }))
  assert.deepEqual(rawSignature(derSignature(raw)), raw)
})

test('what a key signs it verifies; any altered byte of signature or message is found out', () => {
  for (const name of names) {
    const key = makeSigningKey(name)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), fc.nat(), (data, at) => {
        const signature = key.sign(data)
        assert.ok(key.publicKey.verify(data, signature))
        for (const bytes of [Buffer.from(signature), Buffer.from(data)]) {
          const altered = Buffer.from(bytes)
          altered[at % bytes.length] = (altered[at % bytes.length] as number) ^ (1 << (at % 8))
          const ofSignature = bytes.equals(signature)
          assert.ok(!key.publicKey.verify(ofSignature ? data : altered, ofSignature ? altered : signature))
        }
        assert.ok(!key.publicKey.verify(data, signature.subarray(0, at % signature.length)))
        assert.ok(!key.publicKey.verify(data, Buffer.concat([signature, Buffer.alloc(1)])))
      }),
      runs,
    )
    assert.ok(!key.publicKey.verify(Buffer.alloc(1), Buffer.alloc(70_000, 0x30)))
  }
})

test('a signature whose parts are out of range or written long is false', () => {
  const one = '01'.padStart(64, '0')
  for (const [name, n] of [
    ['sm2-sm3', 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'],
    ['ecdsa-p256-sha256', 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'],
  ] as const) {
    const { publicKey } = makeSigningKey(name)
    for (const [r, s] of [
      ['00'.repeat(32), one],
      [one, '00'.repeat(32)],
      [n, one],
      [one, n],
      ['ff'.repeat(32), 'ff'.repeat(32)],
    ])
      assert.ok(!publicKey.verify(Buffer.from('m'), derSignature(hex(`${r}${s}`))), name)
  }
  const key = standardKey.publicKey
  const good = standardKey.sign(Buffer.from('m'))
  const long = Buffer.concat([Buffer.from([0x30, 0x81, good.length - 2]), good.subarray(2)])
  assert.ok(!key.verify(Buffer.from('m'), long))
  assert.throws(() => rawSignature(long), code('crypto/signature-malformed'))
})

test('a key written is the key read; a key of another kind, off the curve or out of range is refused', () => {
  for (const name of names) {
    const key = makeSigningKey(name)
    assert.deepEqual(signingKeyFrom(key.toPkcs8()).publicKey.fingerprint(), key.publicKey.fingerprint())
    assert.equal(verifyingKeyFrom(key.publicKey.toSpki()).algorithm, name)
    const spki = key.publicKey.toSpki()
    fc.assert(
      fc.property(fc.nat(spki.length - 1), (cut) => {
        assert.throws(() => verifyingKeyFrom(spki.subarray(0, cut)), code('crypto/key-not-accepted'))
      }),
      runs,
    )
    if (name === 'ed25519') continue
    const off = Buffer.from(spki)
    off[spki.length - 1] = (off[spki.length - 1] as number) ^ 1
    assert.throws(() => verifyingKeyFrom(off), code('crypto/key-not-readable'))
    const foreign = key.toPkcs8()
    foreign.set(makeSigningKey(name).publicKey.toSpki().subarray(-64), foreign.length - 64)
    assert.throws(() => signingKeyFrom(foreign), code('crypto/key-not-readable'))
    for (const wrong of ['00', 'ff']) {
      const bad = key.toPkcs8()
      bad.fill(hex(wrong), 36, 68)
      assert.throws(() => signingKeyFrom(bad), code('crypto/key-not-readable'))
    }
  }
  const infinity = hex('301930130607 2a8648ce3d020106082a811ccf5501822d03020000')
  assert.throws(() => verifyingKeyFrom(infinity), code('crypto/key-not-accepted'))
  const others = [
    generateKeyPairSync('rsa', { modulusLength: 1024 }),
    generateKeyPairSync('ec', { namedCurve: 'secp384r1' }),
    generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
  ]
  for (const { publicKey, privateKey } of others) {
    const [spki, pkcs8] = [
      publicKey.export({ format: 'der', type: 'spki' }),
      privateKey.export({ format: 'der', type: 'pkcs8' }),
    ]
    assert.throws(() => verifyingKeyFrom(spki), code('crypto/key-not-accepted'))
    assert.throws(() => signingKeyFrom(pkcs8), code('crypto/key-not-accepted'))
  }
})

test('an identity is for SM2 alone and at most 8191 bytes long', () => {
  assert.ok(standardKey.publicKey.verify(Buffer.alloc(1), standardKey.sign(Buffer.alloc(1), { id: '' }), { id: '' }))
  standardKey.sign(Buffer.alloc(1), { id: 'a'.repeat(8191) })
  for (const id of ['a'.repeat(8192), '盐'.repeat(2731)])
    assert.throws(() => standardKey.sign(Buffer.alloc(1), { id }), code('crypto/identity-too-long'))
  const other = makeSigningKey('ed25519')
  assert.throws(() => other.sign(Buffer.alloc(1), { id: 'x' }), code('crypto/identity-not-taken'))
})

test('the SM2 ciphertext of the standard is decrypted', () => {
  const cipher = hex(
    '0404EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF059983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD876621886CA989CA9C7D58087307CA93092D651EFA',
  )
  assert.equal(sm2Decrypt(standardKey, cipher, 'raw').toString(), 'encryption standard')
})

test('what is encrypted for an SM2 key is decrypted with it; any altered or missing byte is refused', () => {
  const key = makeSigningKey('sm2-sm3')
  for (const form of ['raw', 'asn1'] as const)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 400 }), fc.nat(), (plain, at) => {
        const cipher = sm2Encrypt(key.publicKey, plain, form)
        assert.deepEqual(sm2Decrypt(key, cipher, form), Buffer.from(plain))
        const altered = Buffer.from(cipher)
        altered[at % cipher.length] = (altered[at % cipher.length] as number) ^ (1 << (at % 8))
        assert.throws(() => sm2Decrypt(key, altered, form), code('crypto/not-opened'))
        assert.throws(() => sm2Decrypt(key, cipher.subarray(0, at % cipher.length), form), code('crypto/not-opened'))
      }),
      { ...runs, numRuns: 20 },
    )
  assert.throws(() => sm2Encrypt(key.publicKey, Buffer.alloc(0), 'raw'), code('crypto/nothing-to-encrypt'))
  assert.throws(() => sm2Encrypt(key.publicKey, Buffer.alloc(65_537), 'raw'), code('crypto/too-much-data'))
  assert.throws(
    () => sm2Encrypt(makeSigningKey('ed25519').publicKey, Buffer.alloc(1), 'raw'),
    code('crypto/key-does-not-fit'),
  )
})

test('an envelope opens for its recipient alone; any altered or missing byte is refused', () => {
  for (const name of ['sm2-sm3', 'ecdsa-p256-sha256'] as const) {
    const key = makeSigningKey(name)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 20 }), fc.nat(), (plain, aad, at) => {
        const envelope = sealFor(key.publicKey, plain, { aad })
        assert.deepEqual(openWith(key, envelope, { aad }), Buffer.from(plain))
        const altered = Buffer.from(envelope)
        altered[at % envelope.length] = (altered[at % envelope.length] as number) ^ (1 << (at % 8))
        assert.throws(() => openWith(key, altered, { aad }), code('crypto/not-opened'))
        assert.throws(
          () => openWith(key, envelope.subarray(0, at % envelope.length), { aad }),
          code('crypto/not-opened'),
        )
        assert.throws(() => openWith(key, envelope, { aad: Buffer.from([...aad, 0]) }), code('crypto/not-opened'))
      }),
      { ...runs, numRuns: 20 },
    )
    assert.throws(
      () => openWith(makeSigningKey(name), sealFor(key.publicKey, Buffer.alloc(3))),
      code('crypto/not-opened'),
    )
  }
  assert.throws(() => sealFor(makeSigningKey('ed25519').publicKey, Buffer.alloc(1)), code('crypto/key-does-not-fit'))
})

test(
  'openssl verifies what we sign, we verify what it signs, with any identity; it deciphers and digests alike',
  { skip },
  () => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'crypto-'))
    const file = (name: string, data: Uint8Array | string) => {
      writeFileSync(path.join(home, name), data)
      return name
    }
    const openssl = (...args: string[]) =>
      execFileSync('openssl', args, { cwd: home, stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      const data = Buffer.from('二〇二五年数字盐城工作要点')
      file('m', data)
      file('key.der', standardKey.toPkcs8())
      openssl('pkey', '-inform', 'DER', '-in', 'key.der', '-out', 'key.pem')
      const pub = file('pub.pem', openssl('pkey', '-in', 'key.pem', '-pubout'))
      assert.deepEqual(
        verifyingKeyFrom(openssl('pkey', '-in', 'key.pem', '-pubout').toString()).toSpki(),
        standardKey.publicKey.toSpki(),
      )
      for (const id of ['1234567812345678', '盐城市大数据局']) {
        const how = ['-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${id}`, '-in', 'm']
        const theirs = openssl('pkeyutl', '-sign', '-inkey', 'key.pem', ...how)
        assert.ok(standardKey.publicKey.verify(data, theirs, { id }))
        file('s', standardKey.sign(data, { id }))
        openssl('pkeyutl', '-verify', '-pubin', '-inkey', pub, '-sigfile', 's', ...how)
      }
      assert.deepEqual(
        sm2Decrypt(standardKey, openssl('pkeyutl', '-encrypt', '-pubin', '-inkey', pub, '-in', 'm'), 'asn1'),
        data,
      )
      file('c', sm2Encrypt(standardKey.publicKey, data, 'asn1'))
      assert.deepEqual(openssl('pkeyutl', '-decrypt', '-inkey', 'key.pem', '-in', 'c'), data)
      assert.equal(openssl('dgst', '-sm3', '-r', 'm').toString().slice(0, 64), digest('sm3', data).toString('hex'))
      const [key, iv] = [Buffer.alloc(16, 5), Buffer.alloc(16, 6)]
      for (const name of ['sm4-cbc', 'sm4-ctr'] as const) {
        const made = openssl('enc', `-${name}`, '-K', key.toString('hex'), '-iv', iv.toString('hex'), '-in', 'm')
        assert.deepEqual(made, encipher(name, key, iv, data))
      }
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  },
)
