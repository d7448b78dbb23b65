import type { Actable } from '#engines/identity'
import type { NewRecord, RecordOf, Register } from '#engines/register'

export {
  digestOfMember,
  isDrawFile,
  verifyDraw,
  type DrawFile,
  type DrawStep,
  type Sealed,
  type Taken,
} from './file.ts'
export { drawnFrom, hashOf, seedOf, type Digest, type Weighted } from './sample.ts'

export type DrawAction = 'read' | 'seal' | 'reveal' | 'replace'

/** What is known where somebody is taken out of a pool. */
export interface Known<O extends Register = Register, D = Record<string, Register>> {
  /** What is drawn for. */
  occasion: RecordOf<O>
  today: string
  /** The rows of other registers that are about them, by the names under which the pool asks for them. */
  beside: { readonly [K in keyof D]: D[K] extends Register ? readonly RecordOf<D[K]>[] : never }
  /** How often they were drawn by this kind of draw within so many days. */
  drawn: (days: number) => number
}

/** From whom is drawn. */
export interface Pool {
  readonly of: Register
  readonly title: string
  /** Their field, a choice, by which places are shared out; without it they are one. */
  readonly stratum: string | undefined
  /** A field whose values no two of them share: nobody is drawn twice under two numbers. */
  readonly once: string | undefined
  readonly beside: Readonly<Record<string, { readonly in: Register; readonly by: string }>>
  /** How likely each is beside the others: a whole number of at least 1. */
  readonly weight: ((row: never) => number) | undefined
  /** Why somebody is taken out before the draw, by the reason in words. */
  readonly excludes: Readonly<Record<string, (row: never, known: never) => boolean>>
  /** The row that is made for whoever is drawn: an invitation. */
  readonly makes: { readonly register: Register; readonly row: (drawn: never) => NewRecord<Register> } | undefined
}

/** Declares from whom is drawn. @param _for the register of what is drawn for */
export const poolOf = <
  R extends Register,
  O extends Register,
  D extends Record<string, Register> = Record<never, never>,
  M extends Register = Register,
>(
  of: R,
  _for: O,
  d: {
    title: string
    /** Their field, a choice, by which places are shared out; without it they are one. */
    stratum?: keyof R['fields'] & string
    /** A field whose values no two of them share: nobody is drawn twice under two numbers. */
    once?: keyof R['fields'] & string
    /** Rows of other registers that are about them, and the field there that names them: what they declared, where they serve. */
    beside?: { readonly [K in keyof D]: { in: D[K]; by: string } }
    /** How likely each is beside the others: a whole number of at least 1; without it all the same. */
    weight?: (row: RecordOf<R>) => number
    /** Who is taken out before the draw, by the reason in words. */
    excludes?: Readonly<Record<string, (row: RecordOf<R>, known: Known<O, NoInfer<D>>) => boolean>>
    /** A row that is made for whoever is drawn: an invitation, whose case asks them. */
    makes?: {
      register: M
      row: (drawn: { member: RecordOf<R>; occasion: RecordOf<O>; place: number; draw: string }) => NewRecord<NoInfer<M>>
    }
  },
): Pool =>
  ({
    of,
    title: d.title,
    ...{ stratum: d.stratum, once: d.once, beside: d.beside ?? {}, weight: d.weight, makes: d.makes },
    excludes: d.excludes ?? {},
  }) as unknown as Pool

/** A kind of draw: random, and recomputed by anybody. */
export interface Draw extends Actable<DrawAction> {
  readonly kind: 'draw'
  readonly name: string
  readonly for: Register
  readonly pools: Readonly<Record<string, Pool>>
  /** Hours from sealing until the secret must be revealed. */
  readonly revealsWithin: number
}

/** Declares a kind of draw. Its name is permanent: it is in addresses, grants and evidence. */
export const defineDraw = (
  name: string,
  d: {
    title: string
    /** The register of what is drawn for. */
    for: Register
    /** From whom, by a name of Latin letters; several are drawn together: who is inspected, and by whom. */
    pools: Readonly<Record<string, Pool>>
    /** Hours from sealing until the secret must be revealed; without it 24. */
    revealsWithin?: number
  },
): Draw => ({
  kind: 'draw',
  name,
  title: d.title,
  for: d.for,
  pools: d.pools,
  revealsWithin: d.revealsWithin ?? 24,
  actions: ['read', 'seal', 'reveal', 'replace'],
})
