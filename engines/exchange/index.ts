import { noteOf, type Fields } from '#kernel/field'
import type { Actable } from '#engines/identity'
import type * as z from 'zod'

/** `bring`: to tell what a department knows. `read`: to read what was told of one key, for a purpose that is kept. */
export type DatasetAction = 'bring' | 'read'

/** What another department tells, under the law. */
export interface Dataset<N extends string = string, F extends Fields = Fields> extends Actable<DatasetAction> {
  readonly kind: 'dataset'
  readonly name: N
  readonly fields: F
  /** The agency that tells it, by id. */
  readonly source: string
  /** The statute and clause by which it may be told and used, and for what. */
  readonly basis: { readonly law: string; readonly purpose: string }
  /** The field that says whom or what it is told of. */
  readonly key: string
}

/** Declares what another department tells: its name is permanent. @throws Error where the key is no field of it */
export function defineDataset<const N extends string, F extends Fields>(
  name: N,
  d: {
    title: string
    source: string
    basis: { law: string; purpose: string }
    /** What is told, field by field. */
    fields: F
    key: keyof F & string
  },
): Dataset<N, F> {
  noteOf(d.fields[d.key] as z.ZodType)
  return { kind: 'dataset', name, actions: ['bring', 'read'], ...d }
}
