import { dayOf } from '#kernel/clock'
import type { Row } from '#kernel/database'
import type { House } from '#kernel/engine'
import { nobody, type Actor } from '#engines/identity'
import { entitled } from '#engines/identity/run'
import { columnOf, tableOf } from '#engines/register'
import { change, create, heldByIds, lastChanged, read, refusalOf, tryFiling } from '#engines/register/run'
import { conditionsOf } from './conditions.ts'
import type { Kiosks, Offer } from './index.ts'
import { kiosksOf } from './machine.ts'
import { triedAgainAfterDays } from './rules/what-is-offered-is-tried-every-thirty-days.ts'

const atOnce = 20
const platform: Actor = { ...nobody, name: '自助机试办' }

/** A citizen at a machine who tries what is offered there; nothing that they do stays. */
const trier = (house: House) =>
  entitled(house, {
    ...nobody,
    ...{ person: '00000000-0000-7000-8000-000000000001', machine: '00000000-0000-7000-8000-000000000000' },
    ...{ name: '试办', assurance: 3 as const },
  })

interface Due extends Row {
  id: string
  title: string
  /** When the row or one of its questions was last changed. */
  changed: Date
  /** The row in which it is kept what came of the last try. */
  kept: string | null
  /** It is offered no more. */
  gone: boolean
}

/**
 * Tries what is offered at machines and was not tried as it stands now, some of it: each is done to its end as a citizen at a
 * machine would, what is handed in is taken back, and it is kept whether that went.
 * @returns how many were tried
 */
export async function tryOffers(house: House, at: Date): Promise<number> {
  let tried = 0
  for (const kiosks of kiosksOf(house))
    for (const offer of kiosks.offers)
      for (const row of await dueOf(house, kiosks, offer, at)) {
        const fault = row.gone ? '现在不在自助机上办' : await faultOf(house, offer, row.id, at)
        await note(house, kiosks, offer, row, fault, at)
        tried += 1
      }
  return tried
}

/** What was never tried, was changed since, or was tried long ago; and what was offered and is not any more. */
function dueOf(house: House, kiosks: Kiosks, { sort, of, where }: Offer, at: Date): Promise<Due[]> {
  const values: unknown[] = [kiosks.name, sort, at]
  const offered = conditionsOf(where, values).join(' and ') || 'true'
  return house.database.read<Due>(
    { all: 'on' },
    `select id, title, changed, kept, not offered as gone from (
       select t.id, t.${columnOf(of.naming)} as title, ${lastChanged(house, of, 't')} as changed, (${offered}) as offered, k.record as kept, k.changed as before, k.at, k.offered as stood
       from ${tableOf(of)} t left join kiosk.try k on k.kiosk = $1 and k.sort = $2 and k.about = t.id) t
     where case when offered then at is null or not stood or changed > before or at < $3::timestamptz - make_interval(days => ${triedAgainAfterDays}) else stood end
     order by id limit ${atOnce}`,
    values,
  )
}

/** Why a row cannot be done at a machine; null where it was. */
function faultOf(house: House, offer: Offer, id: string, at: Date): Promise<string | null> {
  const actor = trier(house)
  const { of, in: into, by } = offer as Required<Offer>
  return refusalOf(() =>
    offer.sort === 'look' ? read(house.database, of, id, actor) : tryFiling(house, into, { of, by, id }, { actor, at }),
  )
}

/** Keeps what came of a try. */
async function note(house: House, kiosks: Kiosks, { sort, of }: Offer, row: Due, fault: string | null, at: Date) {
  const values = kiosks.notes({ title: row.title, sort, of: of.name, about: row.id, on: dayOf(at), fault })
  const by = { actor: platform, at }
  await house.database.write({ all: 'on' }, async (tx) => {
    const [before] = row.kept ? await heldByIds(tx, kiosks.into, [row.kept]) : []
    const record = before
      ? await change(tx, kiosks.into, before[1], values, by)
      : await create(tx, kiosks.into, values as never, by)
    await tx.query(
      `insert into kiosk.try (kiosk, sort, about, record, offered, changed, at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (kiosk, sort, about) do update set record = $4, offered = $5, changed = $6, at = $7`,
      [kiosks.name, sort, row.id, record.id, !row.gone, row.changed, at],
    )
  })
}
