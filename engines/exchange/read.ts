import { newId, type Row } from '#kernel/database'
import type { House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { noteOf } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { maskedStored } from '#engines/register/run'
import type * as z from 'zod'
import { keyOf } from './arrive.ts'
import type { Dataset } from './index.ts'

/** Tellings that one reading shows, at the most. */
const most = 50

/**
 * What was told of one key, the newest first, sealed values masked. The reading is on record before anything is answered, and
 * shown to the person whom it is about.
 */
export async function readUnderPurpose(
  house: House,
  dataset: Dataset,
  { key: value, purpose }: { key: string; purpose: string },
  actor: Actor & { person: string },
): Promise<{ at: Date; values: Row }[]> {
  const key = keyOf(house, dataset, value)
  const at = house.clock.now()
  const personal = noteOf(dataset.fields[dataset.key] as z.ZodType).sealed === 'citizen-number'
  return house.database.write({ all: 'on' }, async (tx) => {
    const id = newId(at)
    if (personal)
      tx.add('record.look', {
        ...{ id, at, officer: actor.person, officer_name: actor.name, agency: actor.agency, purpose },
        ...{ register: dataset.name, record: id, fields: Object.keys(dataset.fields), citizen: key },
      })
    await publish(tx, {
      ...{ kind: 'dataset.read', actor: actor.person, subject: `dataset:${id}`, at },
      about: { dataset: dataset.name, purpose },
    })
    const rows = await tx.query<{ at: Date; body: Row }>(
      `select at, body from exchange.arrival where dataset = $1 and key = $2 order by id desc limit ${most}`,
      [dataset.name, key],
    )
    return rows.map((row) => ({ at: row.at, values: maskedStored(dataset, row.body) }))
  })
}
