import type * as z from 'zod'
import { randomBytes } from 'node:crypto'
import { newId, type Database, type Tx } from '#kernel/database'
import { definePoint } from '#kernel/engine'
import type { Keeper } from '#kernel/keeper'
import { defineRoom } from '#kernel/room'
import type { CertifyingName } from '../certificate/asn1.ts'
import { issue, readCertificate, readRequest, type Issuer } from '../certificate/certificate.ts'
import { revocationList, type RevocationReason } from '../certificate/revocation.ts'
import { timestamp, type Imprint } from '../certificate/timestamp.ts'
import { guard } from '../act.ts'
import type { CertificateState } from '../asked.ts'
import { faults } from '../faults.ts'
import { makeSigningKey, signingKeyFrom } from '../signing.ts'
import type { Application } from './application.ts'
import type { certificateFace, requestFace } from './shape.ts'
import { using } from './use.ts'
import { authorityRoles, revocationWords } from './words.ts'

type Role = 'root' | 'issuer' | 'stamper'
const years = { root: 20, issuer: 10, stamper: 5, application: 2 } as const
const titles: Record<Role, string> = { root: '根证书', issuer: '签发机构', stamper: '时间戳' }
const yearMs = 365 * 86_400_000
/** What an authority's sealed key is bound to. */
export const boundTo = (algorithm: CertifyingName, role: Role) => `authority/${algorithm}/${role}`
const after = (at: Date, count: number) => new Date(at.getTime() + count * yearMs)

/**
 * Makes the city's authorities of an algorithm: a root, who issues for applications, who stamps.
 * @throws crypto/authority-there
 */
export async function establish(
  tx: Tx,
  keeper: Keeper,
  of: { algorithm: CertifyingName; city: string },
  by: string,
  at: Date,
) {
  const { algorithm } = of
  const make = async (role: Role, above?: Required<Issuer>): Promise<Required<Issuer>> => {
    const key = makeSigningKey(algorithm)
    const certificate = issue(above ?? { key }, {
      subject: { name: `${of.city}${titles[role]}`, organisation: of.city },
      key: key.publicKey,
      use: role === 'stamper' ? 'timestamp' : 'authority',
      from: at,
      until: after(at, years[role]),
    })
    const sealed = await keeper.wrap(key.toPkcs8(), boundTo(algorithm, role))
    const made = await tx.query(
      `insert into crypto.authority (id, algorithm, role, certificate, sealed, master, by, at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (algorithm, role) do nothing returning id`,
      [newId(at), algorithm, role, certificate, sealed, keeper.master, by, at],
    )
    if (made.length === 0) throw faults['authority-there']({ algorithm })
    return { key, certificate }
  }
  const root = await make('root')
  await make('issuer', root)
  await make('stamper', root)
}

/** The certificates of the city's authorities, which everybody may read. */
export const listAuthorities = async (database: Database) =>
  (
    await database.read<{ algorithm: CertifyingName; role: Role; certificate: Buffer }>(
      {},
      'select algorithm, role, certificate from crypto.authority order by algorithm, array_position($1::text[], role)',
      [Object.keys(authorityRoles)],
    )
  ).map((one) => ({ ...one, certificate: one.certificate.toString('base64') }))

/** One certificate of the city's authorities, DER. @throws crypto/no-authority */
export async function authorityCertificate(database: Database, algorithm: CertifyingName, role: Role): Promise<Buffer> {
  const [row] = await database.read<{ certificate: Buffer }>(
    {},
    'select certificate from crypto.authority where algorithm = $1 and role = $2',
    [algorithm, role],
  )
  if (!row) throw faults['no-authority']({ algorithm })
  return row.certificate
}

/** An authority in hand, for the length of an act. @throws crypto/no-authority, crypto/master-not-here */
async function authorityOf(
  database: Reads,
  keeper: Keeper,
  algorithm: CertifyingName,
  role: Role,
): Promise<Required<Issuer>> {
  const [row] = await database.read<{ certificate: Buffer; sealed: Buffer; master: string }>(
    {},
    'select certificate, sealed, master from crypto.authority where algorithm = $1 and role = $2',
    [algorithm, role],
  )
  if (!row) throw faults['no-authority']({ algorithm })
  const secret = await keeper.unwrap(row.sealed, boundTo(algorithm, role), row.master)
  return { key: signingKeyFrom(secret), certificate: row.certificate }
}

/** Whatever reads: a database, or a transaction that reads what it has written. */
export type Reads = Pick<Database, 'read'>

/** A transaction as what reads. */
export const readsIn = (tx: Tx): Reads =>
  ({ read: (_: unknown, text: string, values?: readonly unknown[]) => tx.query(text, values) }) as Reads

/**
 * Issues a certificate in the city's name, for a key that another engine keeps.
 * @throws crypto/no-authority, crypto/master-not-here
 */
export const certify = async (
  reads: Reads,
  keeper: Keeper,
  algorithm: CertifyingName,
  to: Omit<Parameters<typeof issue>[1], 'use'>,
): Promise<Buffer> => issue(await authorityOf(reads, keeper, algorithm, 'issuer'), { ...to, use: 'sign' })

/** What the city's certificates are followed by, of one algorithm: up to its root, through who issues. */
export async function trustedIn(database: Reads, algorithm: CertifyingName) {
  const found = await database.read<{ role: Role; certificate: Buffer }>(
    {},
    'select role, certificate from crypto.authority where algorithm = $1',
    [algorithm],
  )
  const of = (role: Role) => found.filter((one) => one.role === role).map(({ certificate }) => certificate)
  return { roots: of('root'), between: of('issuer') }
}

/** Tells which certificates of another engine's keys are revoked, of one algorithm. */
export type RevokedElsewhere = (
  database: Database,
  algorithm: CertifyingName,
) => Promise<readonly { serial: string; at: Date; reason: RevocationReason }[]>

/** Where other engines tell what they have revoked: the city's lists carry it too. */
export const revokedElsewhere = definePoint<RevokedElsewhere>('revoked certificates')

/** Stamps a document's digest for an application. @throws crypto/no-authority, crypto/imprint-wrong-length */
export const timestampFor = (
  { database, keeper }: { database: Database; keeper: Keeper },
  of: Application,
  now: Date,
  asked: { algorithm: CertifyingName; imprint: Imprint },
) =>
  using(database, of, { verb: 'timestamp', bytes: asked.imprint.value.length }, now, async () => {
    const authority = await authorityOf(database, keeper, asked.algorithm, 'stamper')
    const serial = randomBytes(16)
    serial[0] = ((serial[0] as number) & 0x7f) | 0x40
    return timestamp(authority, asked.imprint, { serial, at: now })
  })

/** Keeps an application's request until the authority decides. @throws crypto/request-not-signed, crypto/certificate-malformed */
export const requestFor = (database: Database, of: Application, now: Date, request: Buffer) =>
  using(database, of, { verb: 'request-certificate', bytes: request.length }, now, async () => {
    const { key, says } = readRequest(request)
    const id = newId(now)
    await database.write({ agency: of.agency }, (tx) =>
      tx.query(
        `insert into crypto.certificate (id, application, agency, algorithm, subject, request, state, at) values ($1, $2, $3, $4, $5, $6, 'asked', $7)`,
        [id, of.id, of.agency, key.algorithm, says, request, now],
      ),
    )
    return { id, state: 'asked' as const, subject: says }
  })

type Requested = z.infer<typeof requestFace>
type Listed = z.input<typeof certificateFace>

/** How an application's request stands. @throws crypto/no-such-certificate */
export async function readRequested(database: Database, of: Application, id: string) {
  const [row] = await database.read<Omit<Requested, 'certificate'> & { certificate: Buffer | null }>(
    { agency: of.agency },
    'select id, state, subject, serial, certificate, reason, at, decided_at as "decidedAt", revoked_at as "revokedAt" from crypto.certificate where id = $1 and application = $2',
    [id, of.id],
  )
  if (!row) throw faults['no-such-certificate']()
  return { ...row, certificate: row.certificate?.toString('base64') ?? null }
}

/** The newest 200 requests and certificates that a scope reaches, those that wait first; what is issued says from when until when it holds. */
export const listCertificates = async (database: Database, scope: Parameters<Database['read']>[0], now: Date) =>
  (
    await database.read<
      Omit<Listed, 'from' | 'until' | 'standing' | 'why'> & { state: Held['state']; certificate: Buffer | null }
    >(
      scope,
      `select c.id, c.application, a.name as "applicationName", c.agency, c.algorithm, c.subject, c.state, c.serial, c.certificate, c.reason, c.at, c.decided_at as "decidedAt", c.revoked_at as "revokedAt"
       from crypto.certificate c left join crypto.application a on a.id = c.application order by c.id desc limit 200`,
    )
  )
    .map(({ certificate, ...row }) => {
      const read = certificate && readCertificate(certificate)
      const { state, reason } = row
      return {
        ...{ ...row, from: read?.from ?? null, until: read?.until ?? null },
        standing: state === 'issued' && read && read.until < now ? ('expired' as const) : state,
        why: state === 'revoked' && isReason(reason) ? revocationWords[reason] : reason,
      }
    })
    .toSorted((a, b) => Number(b.state === 'asked') - Number(a.state === 'asked'))

const isReason = (reason: string | null): reason is RevocationReason =>
  reason !== null && Object.hasOwn(revocationWords, reason)

interface Held {
  algorithm: CertifyingName
  request: Buffer
  state: CertificateState
}

async function hold(tx: Tx, id: string, state: 'asked' | 'issued'): Promise<Held> {
  const [row] = await tx.query<Held>(
    'select algorithm, request, state from crypto.certificate where id = $1 for update',
    [id],
  )
  if (!row) throw faults['no-such-certificate']()
  guard('decide', { state: row.state, needs: state })
  return row
}

/** Issues what was asked, for two years. @returns the serial. @throws crypto/no-such-certificate, crypto/certificate-decided */
export async function issueRequested(tx: Tx, keeper: Keeper, id: string, by: string, at: Date): Promise<string> {
  const { algorithm, request } = await hold(tx, id, 'asked')
  const { key, subject } = readRequest(request)
  const issuer = await authorityOf(readsIn(tx), keeper, algorithm, 'issuer')
  const certificate = issue(issuer, { subject, key, use: 'sign', from: at, until: after(at, years.application) })
  const { serial } = readCertificate(certificate)
  await tx.query(
    `update crypto.certificate set state = 'issued', certificate = $2, serial = $3, decided_by = $4, decided_at = $5 where id = $1`,
    [id, certificate, serial, by, at],
  )
  return serial
}

/** Refuses what was asked. @throws crypto/no-such-certificate, crypto/certificate-decided */
export async function refuseRequested(tx: Tx, id: string, reason: string, by: string, at: Date) {
  await hold(tx, id, 'asked')
  await tx.query(
    `update crypto.certificate set state = 'refused', reason = $2, decided_by = $3, decided_at = $4 where id = $1`,
    [id, reason, by, at],
  )
}

/** Revokes a certificate; the next list carries it. @throws crypto/no-such-certificate, crypto/certificate-decided */
export async function revoke(tx: Tx, id: string, reason: RevocationReason, by: string, at: Date) {
  await hold(tx, id, 'issued')
  await tx.query(
    `update crypto.certificate set state = 'revoked', reason = $2, revoked_by = $3, revoked_at = $4 where id = $1`,
    [id, reason, by, at],
  )
}

/** The lists that a house has signed, by algorithm: of which issuer, with how many revoked. */
const signed = defineRoom('revocations', () => new Map<CertifyingName, { of: string; next: Date; list: Buffer }>())
const listMs = 7 * 86_400_000

/**
 * The issuer's list of revoked certificates, DER; signed anew once it has changed or half its week is over.
 * @param elsewhere what other engines have revoked
 * @throws crypto/no-authority
 */
export async function revocations(
  database: Database,
  keeper: Keeper,
  algorithm: CertifyingName,
  at: Date,
  elsewhere: readonly RevokedElsewhere[] = [],
): Promise<Buffer> {
  const own = await database.read<{ serial: string; at: Date; reason: RevocationReason }>(
    { all: 'on' },
    `select serial, revoked_at as at, reason from crypto.certificate where algorithm = $1 and state = 'revoked' order by revoked_at`,
    [algorithm],
  )
  const others = await Promise.all(elsewhere.map((told) => told(database, algorithm)))
  const revoked = [own, ...others].flat()
  const issuer = await authorityOf(database, keeper, algorithm, 'issuer')
  const of = `${readCertificate(issuer.certificate).serial}/${revoked.length}`
  const lists = database.rooms.get(signed)
  const kept = lists.get(algorithm)
  if (kept?.of === of && kept.next.getTime() - at.getTime() > listMs / 2) return kept.list
  const next = new Date(at.getTime() + listMs)
  const list = revocationList(issuer, revoked, { number: Math.floor(at.getTime() / 1000), at, next })
  lists.set(algorithm, { of, next, list })
  return list
}
