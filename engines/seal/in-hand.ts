import type { Database, Tx } from '#kernel/database'
import { keeper } from '#kernel/keeper'
import { defineRoom } from '#kernel/room'
import { signingKeyFrom, type SigningKey } from '#engines/crypto'
import type { CertifyingName } from '#engines/crypto/run'
import { boundTo } from './make.ts'

/** A seal as it is kept, with what signs for it. */
export interface KeptSeal {
  id: string
  agency: string
  use: string
  name: string
  number: string
  der: Buffer
  certificate: Buffer
  sealed: Buffer
  twinCertificate: Buffer
  twinSealed: Buffer
  master: string
  from: Date
  until: Date
  restedAt: Date | null
  revokedAt: Date | null
}

const columns = `id, agency, use, name, number, der, certificate, sealed, twin_certificate as "twinCertificate", twin_sealed as "twinSealed", master,
  valid_from as "from", valid_until as "until", rested_at as "restedAt", revoked_at as "revokedAt"`

/** The seal of an agency that may be used now: of the uses, the first that has one. */
export async function sealInUse(tx: Tx, part: string, agency: string, uses: readonly string[], at: Date) {
  const [found] = await tx.query<KeptSeal>(
    `select ${columns} from seal.seal where agency = $1 and use = any($2) and part = $3 and rested_at is null and revoked_at is null
       and valid_from <= $4 and valid_until > $4 order by array_position($2::text[], use), valid_until desc limit 1`,
    [agency, uses, part, at],
  )
  return found
}

/** A seal by its row. */
export async function sealOf(database: Pick<Database, 'read'>, id: string): Promise<KeptSeal | undefined> {
  const [found] = await database.read<KeptSeal>({ all: 'on' }, `select ${columns} from seal.seal where id = $1`, [id])
  return found
}

/** Keys that a house has in hand, by what they are bound to; let go after ten minutes. */
const inHand = defineRoom('seal keys in hand', () => new Map<string, { key: SigningKey; until: number }>())
const mostInHand = 500
const keptMs = 600_000

/** What signs for a seal, unwrapped or still in hand. @throws crypto/master-not-here */
export async function keyOf(
  { rooms }: Pick<Tx, 'rooms'>,
  seal: KeptSeal,
  algorithm: CertifyingName,
): Promise<SigningKey> {
  const held = rooms.get(inHand)
  const name = boundTo(seal.id, algorithm)
  const found = held.get(name)
  if (found && found.until > performance.now()) return found.key
  const wrapped = algorithm === 'sm2-sm3' ? seal.sealed : seal.twinSealed
  const key = signingKeyFrom(await rooms.get(keeper).unwrap(wrapped, name, seal.master))
  held.delete(name)
  if (held.size >= mostInHand) held.delete(held.keys().next().value as string)
  held.set(name, { key, until: performance.now() + keptMs })
  return key
}
