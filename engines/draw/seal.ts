import { newId, type Row, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { canonical } from '#engines/ledger/run'
import type { RecordOf, Register } from '#engines/register'
import { hold, type By } from '#engines/register/run'
import { directoryOf } from '#engines/identity/run'
import { faults } from './faults.ts'
import type { Draw, Sealed } from './index.ts'
import { hashOf } from './index.ts'
import { sha256 } from './hashes.ts'
import { membersOf, reasonsOf, strataOf, weighted, type Member } from './pool.ts'
import { secondDrawSaysWhy } from './rules/second-draw-says-why.ts'

/** How many are drawn of which stratum. */
export interface Places {
  pool: string
  stratum: string
  take: number
}

/** What is asked for. */
export interface Sealing {
  occasion: string
  /** SHA-256 of the secret that its drawer keeps, in hexadecimal. */
  commitment: string
  places: readonly Places[]
  /** Why it is drawn again, where it was before. */
  again?: string | undefined
}

/** The row that is drawn for. @throws draw/no-such-occasion */
export async function occasionOf(tx: Tx, draw: Draw, id: string): Promise<RecordOf<Register> & Row> {
  const row = await hold(tx, draw.for, id)
  if (!row) throw faults['no-such-occasion']({ title: draw.for.title })
  return row as RecordOf<Register> & Row
}

/**
 * Seals a draw: who may be drawn, how many, who not and why, and the secret's digest become one text, whose digest is in
 * the event that the log takes in. From then on nothing of it can be changed unseen.
 * @throws draw/no-such-occasion draw/sealed-already draw/drawn-already draw/wrong-places draw/too-few draw/wrong-weight draw/doubled
 */
export async function seal(
  tx: Tx,
  draw: Draw,
  { occasion, commitment, places, again }: Sealing,
  by: By,
): Promise<string> {
  const row = await occasionOf(tx, draw, occasion)
  const former = await secondDrawSaysWhy(tx, draw, occasion, again)
  const id = newId(by.at)
  const pools: { name: string; members: Member[] }[] = []
  for (const [name, pool] of Object.entries(draw.pools))
    pools.push({ name, members: await membersOf(tx, draw.name, pool, row, by.at) })
  const { agency } = by.actor
  const revealBy = new Date(by.at.getTime() + draw.revealsWithin * 3_600_000)
  const sealed: Sealed = {
    ...{
      v: 1,
      id,
      kind: draw.name,
      occasion: `${draw.for.name}:${occasion}`,
      title: `${draw.title}：${row[draw.for.naming]}`,
    },
    ...{ sealedAt: by.at.toISOString(), revealBy: revealBy.toISOString(), commitment, again: former },
    pools: pools.map(({ name, members }) => sealedPool(draw, name, members, places)),
  }
  if (sealed.pools.every(({ strata }) => strata.every(({ take }) => take === 0)))
    throw faults['wrong-places']({ why: '没有填写要抽的名额' })
  const text = canonical(sealed as never)
  await tx
    .query(
      `insert into draw.draw (id, kind, occasion, title, agency, region, person, state, sealed, commitment, sealed_at, reveal_by)
       values ($1, $2, $3, $4, $5, $6, $7, 'sealed', $8, $9, $10, $11)`,
      [
        ...[id, draw.name, occasion, sealed.title, agency, directoryOf(tx).agencies.get(agency ?? '')?.region ?? null],
        ...[by.actor.person, text, commitment, by.at, revealBy],
      ],
    )
    .catch((error: Error & { constraint?: string }) => {
      throw error.constraint === 'draw_open' ? faults['sealed-already']({}, error) : error
    })
  for (const { name, members } of pools)
    await tx.query(
      `insert into draw.member (draw, pool, digest, stratum, member, salt, excluded)
       select $1, $2, m.digest, m.stratum, m.id, m.salt, m.excluded
       from jsonb_to_recordset($3) as m(digest text, stratum text, id uuid, salt text, excluded text)`,
      [id, name, JSON.stringify(members)],
    )
  await publish(tx, {
    ...{ kind: 'draw.sealed', actor: by.actor.person ?? 'platform', subject: `draw:${id}`, at: by.at, by },
    about: { kind: draw.name, occasion: sealed.occasion, sealed: hashOf(text, sha256), commitment },
  })
  return id
}

/** @throws draw/wrong-places draw/too-few */
function sealedPool(draw: Draw, name: string, members: readonly Member[], places: readonly Places[]) {
  const pool = draw.pools[name] as Draw['pools'][string]
  const titles = strataOf(pool)
  const mine = places.filter((one) => one.pool === name)
  const stray =
    places.find((one) => !Object.hasOwn(draw.pools, one.pool)) ??
    mine.find((one) => !Object.hasOwn(titles, one.stratum))
  if (stray) throw faults['wrong-places']({ why: `没有“${stray.pool}/${stray.stratum}”这一类` })
  if (new Set(mine.map(({ stratum }) => stratum)).size < mine.length)
    throw faults['wrong-places']({ why: `“${pool.title}”里同一类填了两次` })
  const strata = mine
    .filter(({ take }) => take > 0)
    .map(({ stratum, take }) => {
      const there = weighted(members, stratum)
      const title = titles[stratum] as string
      if (there.length < take) {
        const excluded = reasonsOf(members.filter((one) => one.stratum === stratum))
        throw faults['too-few']({
          ...{ stratum: title, take, there: there.length },
          excluded: excluded.map(({ reason, count }) => `${reason} ${count} 名`).join('，'),
        })
      }
      return { name: stratum, title, take, members: there }
    })
  const excluded = members
    .filter((one) => one.excluded !== null && strata.some((stratum) => stratum.name === one.stratum))
    .map(({ digest, excluded: reason }): [string, string] => [digest, reason as string])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { name, title: pool.title, strata, excluded }
}
