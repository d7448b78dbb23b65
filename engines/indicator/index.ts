import * as z from 'zod'
import { fieldOf, type Fields, type Sensitivity, type ValueOf } from '#kernel/field'
import type { AnyCase } from '#engines/case'
import type { BoardRow } from '#engines/case/run'
import type { Part } from '#kernel/system'
import type { Actable } from '#engines/identity'
import type { NewRecord, RecordOf, Register } from '#engines/register'

/** What an indicator is counted from: a register's rows, a kind of case, or whatever an engine publishes as countable. */
export type Source = Register | AnyCase | Part

/** One row or case as a formula sees it. */
export type Counted<S extends Source> = S extends {
  kind: 'case'
  subject: infer R extends Register
  facts: infer F extends Fields
}
  ? {
      record: RecordOf<R>
      facts: Partial<ValueOf<F>>
      state: string
      signal: string | null
      dueOn: string | null
      openedAt: Date
      closedAt: Date | null
    }
  : S extends Register
    ? RecordOf<S>
    : S extends { counted: infer C }
      ? C
      : never

/**
 * How a number is made of what each row gives: `count` and `sum` add up, `share` is a hundred times the counted ones
 * over all, `mean` is the sum over all. A share or a mean of nothing is not applicable, never 0 or 100.
 * @source GB/T 36344 (an indicator over an empty set is not applicable)
 */
export type Formula = 'count' | 'sum' | 'share' | 'mean'

interface Declaration<S extends Source> {
  title: string
  /** What it is counted in, as it stands behind the number. */
  unit: string
  /** The formula in words that a clerk would use. */
  says: string
  /** What is counted. */
  of: S
  formula: Formula
  /** What a row gives: true or a number when it counts, false when it counts only among all, null when it is not asked. */
  gives: (row: Counted<S>) => number | boolean | null
  /** The day that a row counts on: the number is then a flow by month. Without it the number is a level, as it stands. */
  on?: (row: Counted<S>) => string | null
  /** Counted in the transaction that changes a row, or soon after by a job where rows change in rushes. */
  counted: 'at-once' | 'by-job'
}

/** A number that the platform counts by itself. */
export interface Indicator extends Actable<'read'> {
  readonly kind: 'indicator'
  readonly name: string
  readonly unit: string
  readonly says: string
  readonly of: Source
  readonly formula: Formula
  readonly gives: (row: never) => number | boolean | null
  readonly on: ((row: never) => string | null) | undefined
  readonly counted: 'at-once' | 'by-job'
}

/** Declares an indicator. Its name is permanent: targets are bound to it, its history is kept under it. */
export function defineIndicator<S extends Source>(name: string, d: Declaration<S>): Indicator {
  return {
    kind: 'indicator',
    name,
    title: d.title,
    unit: d.unit,
    says: d.says,
    of: d.of,
    formula: d.formula,
    gives: d.gives,
    on: d.on,
    counted: d.counted,
    actions: ['read'],
  }
}

/** The indicator that a promise is bound to, by name; it may since have been withdrawn. */
export const indicator = (label: string, o: { sensitivity?: Sensitivity; help?: string } = {}) =>
  fieldOf(
    z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(80)
      .brand<'indicator'>(),
    { label, widget: 'indicator', column: 'text', ...o },
  )

/** What a number is made of: the sum of what rows gave, and how many were asked. */
export interface Sums {
  value: number
  among: number
}

/** The number that sums make; null where it is not applicable. Shares and means are rounded to two places. */
export function numberOf(formula: Formula, { value, among }: Sums): number | null {
  if (formula === 'count' || formula === 'sum') return value
  if (among === 0) return null
  const exact = formula === 'share' ? (100 * value) / among : value / among
  return Math.round(exact * 100) / 100
}

/** One line of a board of a kind of case, with the name of what it stands for. */
export type BoardLine<C extends AnyCase = AnyCase> = Omit<BoardRow, 'means' | 'signals'> & {
  name: string
  means: Partial<Record<keyof C['facts'], number>>
  signals: Partial<Record<keyof C['signals'], number>>
}

/** What a board counts, and by which agency or region. */
interface Board {
  readonly of: AnyCase
  readonly by: 'agency' | 'region'
}

/** A case past its day, as a bulletin names it. */
export interface LateCase {
  title: string
  agency: string
  dueOn: string
  /** Working days since. */
  days: number
  state: string
}

/** A number as it stands, and at the end of the month before; null where it is not applicable. */
export interface Compared {
  now: number | null
  before: number | null
}

/** What a bulletin is composed from: how things stand on the day it is drafted. */
export interface BulletinFacts<
  W extends Register = Register,
  Boards extends Record<string, Board> = Record<string, Board>,
  I extends string = string,
> {
  within: RecordOf<W>
  /** YYYY-MM */
  month: string
  today: string
  /** The declared boards by name. */
  boards: { [B in keyof Boards]: readonly BoardLine<Boards[B]['of']>[] }
  /** The longest overdue first. */
  late: readonly LateCase[]
  /** The declared indicators by name. */
  numbers: Record<I, Compared>
}

/** A regular bulletin: the platform counts and drafts a row of a register, people revise and issue it. */
export interface Bulletin extends Actable<'compose'> {
  readonly kind: 'bulletin'
  readonly name: string
  /** The register whose row it is about, for instance a plan. */
  readonly about: Register
  /** The boards that it counts, each under the name by which it calls it. */
  readonly boards: Readonly<Record<string, Board>>
  /** The kind of case whose overdue ones it names. */
  readonly late: AnyCase
  readonly indicators: Readonly<Record<string, Indicator>>
  /** The register that the draft becomes a row of. */
  readonly into: Register
  /** The draft, out of how things stand. */
  readonly compose: (facts: never) => Record<string, unknown>
}

/** Declares a bulletin. */
export function defineBulletin<
  W extends Register,
  R extends Register,
  Boards extends Record<string, Board>,
  I extends string,
>(
  name: string,
  d: Omit<Bulletin, 'kind' | 'name' | 'actions' | 'about' | 'boards' | 'indicators' | 'into' | 'compose'> & {
    about: W
    boards: Boards
    /** Each under the name by which the bulletin calls it. */
    indicators: Readonly<Record<I, Indicator>>
    into: R
    compose: (facts: BulletinFacts<NoInfer<W>, NoInfer<Boards>, NoInfer<I>>) => NewRecord<NoInfer<R>>
  },
): Bulletin & { readonly about: W } {
  return { ...d, kind: 'bulletin', name, actions: ['compose'] }
}
