import { parseNote, type Receipt } from '#engines/ledger'
import { archiveRoom } from '#engines/ledger/run'
import type { House } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { covers, reachOf } from '#engines/identity/run'
import { tableOf, type Register } from '#engines/register'
import { selectOf } from '#engines/register/run'
import { faults } from './faults.ts'
import type { Draw, DrawFile, Sealed, Taken } from './index.ts'

interface DrawRow {
  id: string
  occasion: string
  title: string
  agency: string | null
  region: string | null
  state: 'sealed' | 'drawn' | 'lapsed'
  sealed: string
  commitment: string
  sealedAt: Date
  revealBy: Date
  drawnAt: Date | null
  secret: string | null
  seed: string | null
  receipt: Receipt | null
}

const head = `id, occasion, title, agency, region, state, sealed_at as "sealedAt", reveal_by as "revealBy", drawn_at as "drawnAt"`

/** Draws in one answer. */
const onePage = 50

/** The draws of a kind that an actor may read, newest first. @param occasion only those for one row. @param after the last of the page before */
export async function drawsOf(
  house: House,
  draw: Draw,
  actor: Actor,
  { occasion, after }: { occasion?: string | undefined; after?: string | undefined },
) {
  const reach = reachOf(actor, draw, 'read')
  const found = await house.database.read<Omit<DrawRow, 'sealed' | 'commitment' | 'secret' | 'seed' | 'receipt'>>(
    { all: 'on' },
    `select ${head} from draw.draw where kind = $1 and ($2::uuid is null or occasion = $2) and ($3::uuid is null or id < $3)
       and ($4 or agency = $5 or region ^@ any ($6::text[])) order by id desc limit ${onePage + 1}`,
    [
      ...[draw.name, occasion ?? null, after ?? null, reach.has('all')],
      ...[reach.has('own-agency') ? actor.agency : null, reach.has('own-area') ? actor.areas : []],
    ],
  )
  const rows = found.slice(0, onePage).map(({ agency: _, region: _region, ...row }) => row)
  return { rows, next: found.length > onePage ? (rows.at(-1)?.id ?? null) : null }
}

/** One draw, of those that an actor may read. @throws draw/no-such-draw */
export async function drawFor(house: House, draw: Draw, id: string, actor: Actor): Promise<DrawRow> {
  const [row] = await house.database.read<DrawRow>(
    { all: 'on' },
    `select ${head}, sealed, commitment, secret, seed, receipt from draw.draw where id = $1 and kind = $2`,
    [id, draw.name],
  )
  if (!row || !covers(actor, reachOf(actor, draw, 'read'), row)) throw faults['no-such-draw']()
  return row
}

type Placed = Taken & { at: Date }

/** Who was drawn, and what they are called as far as a reader may know: a personal name by its first character alone. */
async function takenOf(house: House, draw: Draw, id: string, actor: Actor): Promise<Placed[]> {
  const rows = await house.database.read<Omit<Placed, 'opened'> & { member: string; salt: string }>(
    { all: 'on' },
    `select p.pool, p.stratum, p.nth, p.place, p.digest, p.ended, p.at, p.member, m.salt
     from draw.place p join draw.member m on m.draw = p.draw and m.digest = p.digest
     where p.draw = $1 order by p.pool, p.stratum, p.place, p.nth`,
    [id],
  )
  const names = new Map<string, string>()
  for (const [pool, { of }] of Object.entries(draw.pools)) {
    const ids = rows.filter((row) => row.pool === pool).map(({ member }) => member)
    for (const [member, name] of await namesOf(house, of, ids, actor)) names.set(member, name)
  }
  return rows.map(({ member, salt, ...row }) => ({
    ...row,
    opened: { id: member, salt, name: names.get(member) ?? '' },
  }))
}

async function namesOf(house: House, of: Register, ids: readonly string[], actor: Actor): Promise<[string, string][]> {
  const found = await house.database.read<{ id: string } & Record<string, unknown>>(
    { all: 'on' },
    `select ${selectOf(of, 't')} from ${tableOf(of)} t where t.id = any($1::uuid[])`,
    [ids],
  )
  const whole = noteOf(of.fields[of.naming] as never).sensitivity !== 'personal' || reachOf(actor, of, 'read').size > 0
  return found.map((row) => {
    const name = String(row[of.naming])
    return [row.id, whole ? name : `${[...name][0] ?? ''}**`]
  })
}

/** One draw as its page shows it: what was sealed, whose signatures made the seed, who was drawn. */
export async function drawWhole(house: House, draw: Draw, row: DrawRow, actor: Actor) {
  const { sealed, receipt, agency: _, region: _region, ...rest } = row
  const { pools, again } = JSON.parse(sealed) as Sealed
  const [taken, [later]] = await Promise.all([
    takenOf(house, draw, row.id, actor),
    house.database.read<{ id: string }>(
      { all: 'on' },
      'select id from draw.draw where occasion = $1 and kind = $2 and id > $3 order by id limit 1',
      [row.occasion, draw.name, row.id],
    ),
  ])
  return {
    ...rest,
    again,
    /** The draw that was asked for after this one, for the same. */
    later: later?.id ?? null,
    evidence: receipt && { index: receipt.index, ...signersIn(house, receipt) },
    pools: pools.map(({ strata, excluded, ...pool }) => ({
      ...pool,
      strata: strata.map(({ members, ...stratum }) => ({ ...stratum, there: members.length })),
      excluded: [...Map.groupBy(excluded, ([, reason]) => reason)].map(([reason, all]) => ({
        reason,
        count: all.length,
      })),
    })),
    taken: taken.map(({ opened, ...one }) => ({ ...one, name: opened?.name ?? '' })),
    may: draw.actions.filter((action) => covers(actor, reachOf(actor, draw, action), row)),
  }
}

/** The nodes that signed the checkpoint of the seed, and those that did not. */
function signersIn(house: House, { checkpoint }: Receipt) {
  const { text, signatures } = parseNote(checkpoint)
  const origin = text.slice(0, text.indexOf('\n'))
  const signed = signatures.map(({ name }) => name).filter((name) => name !== origin)
  const known = house.rooms
    .get(archiveRoom)
    .policy()
    .policy.witnesses.map(({ name }) => name)
  return { signed, missing: known.filter((name) => !signed.includes(name)) }
}

/** A draw as the file that verifies without the platform. @throws draw/not-sealed while it is not revealed */
export async function fileOf(house: House, draw: Draw, row: DrawRow, actor: Actor): Promise<DrawFile> {
  const { sealed, receipt, secret } = row
  if (receipt === null || secret === null) throw faults['not-sealed']({ why: '还没有揭示，没有结果可以下载' })
  const taken = await takenOf(house, draw, row.id, actor)
  return {
    ...{ format: 'yancheng-draw/1', sealed: JSON.parse(sealed) as Sealed, receipt, secret },
    taken: taken.map(({ at: _, ...one }) => one),
  }
}
