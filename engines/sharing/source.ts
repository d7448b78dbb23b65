import type * as z from 'zod'
import type { Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import type { Dataset } from '#engines/exchange'
import { keyOf } from '#engines/exchange/run'
import { directoryOf } from '#engines/identity/run'
import { columnOf, tableOf, type Register } from '#engines/register'
import { cellOf, maskedStored, selectOf } from '#engines/register/run'

/** Rows that one call is answered by, at the most. */
const most = 20

/** The data that a contract is about, as it is asked. */
export interface Source {
  title: string
  fields: Register['fields']
  /** Whether the key is a citizen's number: then its person is told of the call. */
  personal: boolean
  /** What a key is kept as: a sealed one by its blind index. */
  keptKey: (key: string) => string
  /** What is held of a key, the newest first. */
  rows: (tx: Tx, key: string) => Promise<Record<string, unknown>[]>
}

/** Whether rows of a register are found by a field without reading all of them. */
const isFoundBy = ({ filters, unique, bearer }: Register, field: string) =>
  filters.includes(field) || bearer.includes(field) || unique.some(([first]) => first === field)

/** The data of the platform's own that a contract names; nothing where there is none, or it cannot be found by that key. */
export function sourceOf(house: House, origin: string | null, key: string | null): Source | undefined {
  const [kind, name = ''] = (origin ?? '').split(':')
  if (key === null) return undefined
  const dataset = kind === 'dataset' ? house.parts<Dataset>('dataset').get(name) : undefined
  if (dataset) return dataset.key === key ? ofDataset(house, dataset) : undefined
  const register = kind === 'register' ? house.parts<Register>('register').get(name) : undefined
  if (!register || !Object.hasOwn(register.fields, key) || !isFoundBy(register, key)) return undefined
  const { sealed } = noteOf(register.fields[key] as z.ZodType)
  const column = `t.${columnOf(key)}`
  return {
    ...{ title: register.title, fields: register.fields, personal: sealed === 'citizen-number' },
    keptKey: (value) => keyOf(house, { fields: register.fields, key }, value),
    rows: (tx, kept) =>
      tx.query(
        `select ${selectOf(register, 't')} from ${tableOf(register)} t
         where ${sealed ? `split_part(${column}, '.', 3)` : `${column}::text`} = $1 order by t.id desc limit ${most}`,
        [kept],
      ),
  }
}

function ofDataset(house: House, dataset: Dataset): Source {
  const { sealed } = noteOf(dataset.fields[dataset.key] as z.ZodType)
  return {
    ...{ title: dataset.title, fields: dataset.fields, personal: sealed === 'citizen-number' },
    keptKey: (value) => keyOf(house, dataset, value),
    rows: async (tx, kept) => {
      const rows = await tx.query<{ body: Record<string, unknown> }>(
        'select body from exchange.arrival where dataset = $1 and key = $2 order by id desc limit 1',
        [dataset.name, kept],
      )
      return rows.map(({ body }) => maskedStored(dataset, body))
    },
  }
}

/** A value in words, as a contract lets it through: masked, all but its first character is hidden. */
export function toldAs(house: House, field: z.ZodType, value: unknown, masked: boolean): string {
  const cell = cellOf(field, value, directoryOf(house), new Map())
  const text = cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString() : String(cell)
  const [first = '', ...rest] = text
  return masked && !noteOf(field).sealed ? first + '*'.repeat(Math.min(rest.length, 6)) : text
}
