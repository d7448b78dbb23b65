import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { fromBER, type BitString, type OctetString, type Sequence } from 'asn1js'
import type { City, Person } from './index.ts'

export { isLicenceIdentifier } from '#kernel/field'

type Json = Record<string, any> // oxlint-disable-line no-explicit-any -- what an outsider reads off the wire

/** Has the city's authorities issue certificates of both algorithms. */
export async function authorities(city: City) {
  const { establish } = await import('#engines/crypto/run')
  const { keeper } = await import('#kernel/keeper')
  const { database, rooms, clock } = city.house
  for (const algorithm of ['sm2-sm3', 'ecdsa-p256-sha256'] as const)
    await database.write({ all: 'on' }, (tx) =>
      establish(
        tx,
        rooms.get(keeper),
        { algorithm, city: '盐城' },
        '00000000-0000-7000-8000-000000000000',
        clock.now(),
      ),
    )
}

/** What anybody is told of a file that carries a seal. */
export const checked = async (by: Person, content: Uint8Array) =>
  (await by.asks('POST', '/api/paper-checks', { content: Buffer.from(content).toString('base64') })) as {
    verdict: string
    steps: { step: string; outcome: string; says: string }[]
  }

/** The same package with the byte of a part changed that stands behind some text, or with a part that nobody signed. */
export async function withByteChanged(ofd: Buffer, part: string, after: string): Promise<Buffer> {
  const parts = unzipSync(ofd)
  const found = parts[part]
  if (found) {
    const at = Buffer.from(found).indexOf(after) + after.length
    found[at] = found[at] === 0x41 ? 0x42 : 0x41
  } else parts[part] = new Uint8Array(Buffer.from('<a/>'))
  return Buffer.from(zipSync(parts))
}

const openssl = (folder: string, ...args: string[]) =>
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString()

/** A certificate's key as openssl writes it, for its own verification. */
function keyIn(folder: string, certificate: Buffer, name: string) {
  writeFileSync(path.join(folder, `${name}.cer`), certificate)
  writeFileSync(
    path.join(folder, `${name}.pub`),
    openssl(folder, 'x509', '-inform', 'DER', '-in', `${name}.cer`, '-pubkey', '-noout'),
  )
}

/** Verifies an SM2 signature with openssl. */
function sm2Holds(folder: string, certificate: Buffer, words: Buffer, signature: Buffer) {
  keyIn(folder, certificate, 'sm2')
  writeFileSync(path.join(folder, 'words'), words)
  writeFileSync(path.join(folder, 'signature'), signature)
  const said = openssl(
    folder,
    ...['pkeyutl', '-verify', '-pubin', '-inkey', 'sm2.pub', '-in', 'words', '-rawin', '-digest', 'sm3'],
    ...['-sigfile', 'signature', '-pkeyopt', 'distid:1234567812345678'],
  )
  assert.match(said, /Verified Successfully/)
}

const partsOf = (block: unknown) => (block as Sequence).valueBlock.value
const octets = (block: unknown) => Buffer.from((block as OctetString | BitString).valueBlock.valueHexView)
const raw = (block: unknown) => Buffer.from((block as Sequence).valueBeforeDecodeView)

/** An OFD's seal and a PDF's signature hold for openssl too, up to the root that the city publishes. */
export async function checkedElsewhere(by: Person, ofd: Buffer, pdf: Buffer) {
  const folder = mkdtempSync(path.join(tmpdir(), 'yancheng-seal-'))
  try {
    const value = unzipSync(ofd)['Doc_0/Signs/Sign_0/SignedValue.dat'] as Uint8Array
    const [signed, certificate, , signature] = partsOf(fromBER(new Uint8Array(value).buffer).result)
    sm2Holds(folder, octets(certificate), raw(signed), octets(signature))
    const [words, maker, , made] = partsOf(partsOf(signed)[1])
    sm2Holds(folder, octets(maker), raw(words), octets(made))

    const { rows } = (await by.asks('GET', '/api/crypto/authorities')) as { rows: Json[] }
    const of = (role: string) =>
      Buffer.from(
        rows.find((one) => one['role'] === role && one['algorithm'] === 'ecdsa-p256-sha256')?.['certificate'],
        'base64',
      )
    const chain = ['root', 'issuer'].map((role) => {
      writeFileSync(path.join(folder, `${role}.cer`), of(role))
      return openssl(folder, 'x509', '-inform', 'DER', '-in', `${role}.cer`)
    })
    writeFileSync(path.join(folder, 'chain.pem'), chain.join(''))
    const [from, first, next, rest] = (
      /ByteRange \[ (\d+) (\d+) (\d+) (\d+)/.exec(pdf.toString('latin1')) as RegExpExecArray
    )
      .slice(1)
      .map(Number) as [number, number, number, number]
    const hex = pdf.subarray(from + first + 1, next - 1).toString('latin1')
    const length = 4 + Number.parseInt(hex.slice(4, 8), 16)
    writeFileSync(path.join(folder, 'pdf.der'), Buffer.from(hex, 'hex').subarray(0, length))
    writeFileSync(
      path.join(folder, 'pdf.content'),
      Buffer.concat([pdf.subarray(0, first), pdf.subarray(next, next + rest)]),
    )
    openssl(
      folder,
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'pdf.der', '-content', 'pdf.content', '-out', 'out'],
      ...['-CAfile', 'chain.pem', '-purpose', 'any', '-no_check_time'],
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A detached CMS signature with SM2 over SM3 holds for openssl: of its attributes by the certificate inside, and of the words by their digest. @throws where it does not */
export function signedForOpenssl(words: Uint8Array, der: Uint8Array) {
  const folder = mkdtempSync(path.join(tmpdir(), 'yancheng-cms-'))
  try {
    const [, held] = partsOf(fromBER(new Uint8Array(der).buffer).result)
    const [signedData] = partsOf(held)
    const [, , , certificates, signers] = partsOf(signedData)
    const [certificate] = partsOf(certificates)
    const [signer] = partsOf(signers)
    const [, , , attributes, , signature] = partsOf(signer)
    // What is signed is the set itself, not the field of the signer that it stands in.
    const set = Buffer.from(raw(attributes))
    set[0] = 0x31
    sm2Holds(folder, raw(certificate), set, octets(signature))
    writeFileSync(path.join(folder, 'content'), words)
    const digest = openssl(folder, 'dgst', '-sm3', '-r', 'content').slice(0, 64)
    assert.ok(set.includes(Buffer.from(digest, 'hex')), 'the digest that was signed is another')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A seal of an agency, in use from then on. */
export async function sealFor(city: City, holder: string, use: string, title: string) {
  const { electronicSeal } = await import('#commons/electronic-seal')
  const { create } = await import('#engines/register/run')
  const { nobody } = await import('#engines/identity')
  const at = city.house.clock.now()
  const row = {
    title,
    holder,
    use,
    why: '在用',
    papers: [],
    from: '2024-08-01',
    until: '2029-07-31',
    standing: 'in-use',
  }
  await city.house.database.write({ all: 'on' }, (tx) =>
    create(tx, electronicSeal, row as never, {
      actor: { ...nobody, person: '00000000-0000-7000-8000-000000000000' },
      at,
    }),
  )
}
