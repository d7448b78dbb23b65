import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeSigningKey, signingKeyFrom, sm2KeyFrom, sm2Point, type SigningKey } from '#engines/crypto'
import { faults } from './faults.ts'
import { formatVkey, keyIdOf, signatureType, sm2Identifier, type NoteCrypto, type Signer } from './note.ts'
import { newSkey, nodeCrypto, signerOf } from './note-node.ts'

/** What a note needs, from Node, SM2 among it. */
export const ledgerCrypto: NoteCrypto = {
  ...nodeCrypto,
  sm2(point, message, signature) {
    try {
      return sm2KeyFrom(point).verify(message, signature)
    } catch {
      return false
    }
  },
}

/** A log's keys: it signs every checkpoint with Ed25519 and with SM2, under one name, which is its origin. */
export interface LogKeys {
  origin: string
  signers: readonly Signer[]
  vkeys: readonly string[]
}

/** The signer of an SM2 key under a name, and its public key as text. */
export function sm2SignerOf(name: string, key: SigningKey): Signer & { vkey: string } {
  const point = Buffer.concat([Buffer.of(4), sm2Point(key.publicKey)])
  const body = Buffer.concat([sm2Identifier, point])
  const keyId = keyIdOf(ledgerCrypto, name, signatureType.other, body)
  const vkey = formatVkey({ name, keyId, type: signatureType.other, key: body })
  return { name, keyId, vkey, sign: (text) => key.sign(text) }
}

const secretOf = (folder: string) => path.join(folder, 'log.secret')

function newSecret(): string {
  const name = `yancheng/ledger/${randomBytes(6).toString('hex')}`
  return `${newSkey(name, 'ed25519')}\n${makeSigningKey('sm2-sm3').toPkcs8().toString('base64')}\n`
}

/** Puts the keys of another log in the place of those in a folder, whole or not at all: the former are gone. */
export function otherLogKeys(folder: string) {
  const draft = `${secretOf(folder)}.new`
  writeFileSync(draft, newSecret(), { mode: 0o600, flush: true })
  renameSync(draft, secretOf(folder))
}

/**
 * The keys kept in a folder, made at the first start: two lines, of mode 600. A log's name cannot change later.
 * @throws ledger/wrong-key
 */
export function logKeys(folder: string): LogKeys {
  const file = secretOf(folder)
  mkdirSync(folder, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, newSecret(), { mode: 0o600, flag: 'wx' })
  const [skey = '', pkcs8] = readFileSync(file, 'utf8').split('\n')
  if (!pkcs8) throw faults['wrong-key']({ why: '账本的私钥文件缺少第二行' })
  const ed25519 = signerOf(skey, () => 0)
  const sm2 = sm2SignerOf(ed25519.name, signingKeyFrom(Buffer.from(pkcs8, 'base64')))
  return { origin: ed25519.name, signers: [ed25519, sm2], vkeys: [ed25519.vkey, sm2.vkey] }
}
