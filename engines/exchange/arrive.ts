import { newId, type Row, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { noteOf } from '#kernel/field'
import type * as z from 'zod'
import { blindOf, sealedRow, type By, type Held } from '#engines/register/run'
import type { Dataset } from './index.ts'
import { everyRowFitsItsDataset } from './rules/every-row-fits-its-dataset.ts'

/** Rows that are told at once, at the most. */
export const mostRows = 1000

/** Whom or what a row is told of, as it is kept: a personal number by its blind index. */
export function keyOf(city: Held, { fields, key }: Pick<Dataset, 'fields' | 'key'>, value: string): string {
  const { sealed } = noteOf(fields[key] as z.ZodType)
  return sealed ? blindOf(city, sealed, value) : value
}

/**
 * Takes in what a department tells: all of the rows or none, each an event of its own, so that rules hear of it in the same
 * transaction.
 * @throws exchange/not-told with a sentence for every wrong row
 */
export async function arrive(tx: Tx, dataset: Dataset, rows: readonly Row[], by: By): Promise<number> {
  const told = everyRowFitsItsDataset(dataset, rows)
  for (const row of told) {
    const [id, key] = [newId(by.at), keyOf(tx, dataset, row[dataset.key] as string)]
    const body = sealedRow(tx, dataset, row)
    const { person, agency } = by.actor
    tx.add('exchange.arrival', { id, dataset: dataset.name, key, body, agency, person, at: by.at })
    await publish(tx, {
      ...{ kind: 'dataset.arrived', actor: person ?? 'platform', subject: `dataset:${id}`, at: by.at },
      ...{ about: { dataset: dataset.name }, by, held: { dataset, key, row } },
    })
  }
  return told.length
}
