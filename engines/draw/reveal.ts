import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { publish } from '#kernel/event'
import { covers, reachOf } from '#engines/identity/run'
import { archiveRoom, eventOf, receiptOf } from '#engines/ledger/run'
import type { Receipt } from '#engines/ledger'
import { create, hold, type By } from '#engines/register/run'
import { faults } from './faults.ts'
import { sha256 } from './hashes.ts'
import { drawnFrom, seedOf, type Draw, type DrawAction, type Sealed } from './index.ts'
import { itWaitsToBeRevealed } from './rules/it-waits-to-be-revealed.ts'
import { secretIsWhatWasPromised } from './rules/secret-is-what-was-promised.ts'
import { occasionOf } from './seal.ts'

/** A draw as its table keeps it, held until the transaction ends. */
export interface Held {
  id: string
  kind: string
  occasion: string
  state: 'sealed' | 'drawn' | 'lapsed'
  sealed: string
  commitment: string
  revealBy: Date
  secret: string | null
  seed: string | null
}

/** A draw with which whoever acts may do something. @throws draw/no-such-draw */
export async function holdDraw(tx: Tx, draw: Draw, id: string, action: DrawAction, { actor }: By): Promise<Held> {
  const [row] = await tx.query<Held & { agency: string | null; region: string | null }>(
    `select id, kind, occasion, agency, region, state, sealed, commitment, reveal_by as "revealBy", secret, seed
     from draw.draw where id = $1 and kind = $2 for update`,
    [id, draw.name],
  )
  if (!row || !covers(actor, reachOf(actor, draw, action), row)) throw faults['no-such-draw']()
  return row
}

/** The evidence of the sealing, under the first final checkpoint that holds it: the one that makes the seed. @throws draw/not-yet-final */
async function sealReceipt(tx: Tx, id: string): Promise<Receipt> {
  const { archive, policy } = houseOf(tx).rooms.get(archiveRoom)
  const [event] = await tx.query<{ id: string }>(
    `select id from kernel.event where subject = $1 and kind = 'draw.sealed' limit 1`,
    [`draw:${id}`],
  )
  if (!event) throw faults['no-such-draw']()
  try {
    return await receiptOf(archive, await eventOf(archive, event.id), true, policy().policy)
  } catch (error) {
    throw (error as { code?: string }).code === 'ledger/not-yet-final' ? faults['not-yet-final']() : error
  }
}

/**
 * Reveals the secret of a draw, and with it who is drawn.
 * @throws draw/no-such-draw draw/not-sealed draw/wrong-secret draw/not-yet-final
 */
export async function reveal(tx: Tx, draw: Draw, id: string, secret: string, by: By): Promise<void> {
  const held = await holdDraw(tx, draw, id, 'reveal', by)
  itWaitsToBeRevealed(held, by.at)
  secretIsWhatWasPromised(secret, held.commitment)
  const receipt = await sealReceipt(tx, id)
  const seed = seedOf(secret, receipt.checkpoint, sha256)
  const sealed = JSON.parse(held.sealed) as Sealed
  await tx.query(
    `update draw.draw set state = 'drawn', secret = $2, seed = $3, receipt = $4, drawn_at = $5 where id = $1`,
    [id, secret, seed, JSON.stringify(receipt), by.at],
  )
  const taken: { pool: string; stratum: string; digest: string }[] = []
  for (const pool of sealed.pools)
    for (const stratum of pool.strata) {
      const order = drawnFrom(seed, `${pool.name}/${stratum.name}`, stratum.members, sha256)
      for (let place = 1; place <= stratum.take; place += 1) {
        const digest = order.next().value as string
        await takes(tx, draw, held, { pool: pool.name, stratum: stratum.name, nth: place, place, digest }, by)
        taken.push({ pool: pool.name, stratum: stratum.name, digest })
      }
    }
  await publish(tx, {
    ...{ kind: 'draw.drawn', actor: by.actor.person ?? 'platform', subject: `draw:${id}`, at: by.at, by },
    about: { kind: draw.name, occasion: sealed.occasion, seed, taken },
  })
}

/** Somebody takes a place: written down, and whatever their pool makes for them. */
export async function takes(
  tx: Tx,
  draw: Draw,
  { id, occasion }: Pick<Held, 'id' | 'occasion'>,
  one: { pool: string; stratum: string; nth: number; place: number; digest: string },
  by: By,
): Promise<void> {
  const [found] = await tx.query<{ member: string }>('select member from draw.member where draw = $1 and digest = $2', [
    id,
    one.digest,
  ])
  const { member } = found as { member: string }
  tx.add('draw.place', { ...one, draw: id, kind: draw.name, member, at: by.at })
  const { of, makes } = draw.pools[one.pool] as Draw['pools'][string]
  if (!makes) return
  const [row, about] = [await hold(tx, of, member), await occasionOf(tx, draw, occasion)]
  if (!row) return
  const made = makes.row({ member: row, occasion: about, place: one.place, draw: id } as never)
  await create(tx, makes.register, made as Row as never, by)
}
