import type { Duration } from '#kernel/clock'
import type { Fields, ValueOf } from '#kernel/field'
import type { Actable } from '#engines/identity'
import type { RecordOf, Register } from '#engines/register'

export { calendarDays, workingDays } from '#kernel/clock'

/** Other cases that an action opens: one for each row that refers to the subject, or one for each county-level unit. */
export type Opening = {
  readonly case: AnyCase
  readonly each: { readonly register: Register; readonly by: string } | { readonly units: true }
}

/** One case for each row of the child's subject register that refers to this subject by a field. */
export const opensEach = (child: AnyCase, by: string): Opening => ({
  case: child,
  each: { register: child.subject, by },
})

/** One case for each county-level unit the city addresses, over the same subject, under this case. */
export const opensForUnits = (child: AnyCase): Opening => ({ case: child, each: { units: true } })

export interface Action<S extends string = string> {
  title: string
  /** The state it leads to; `stays` keeps the case where it is. */
  to: S | 'stays'
  /** A sentence above the form. */
  says?: string
  form?: Fields
  /** What the form corrects on the subject: subject field → form field. */
  amends?: Record<string, string>
  /** What it sets on the subject. */
  sets?: Record<string, unknown>
  opens?: Opening
  /** Who is told beside those the next state awaits. */
  tells?: 'holder' | 'parent'
  primary?: true
}

export interface State<S extends string = string> {
  title: string
  final?: true
  /** It must be left within this span. */
  within?: Duration
  /** It must be left by a day that the subject carries. */
  until?: string
  /** Where the clock takes it the moment that passes. */
  overdue?: S
  /** What the next step should be: whoever may take it finds it in their inbox. */
  awaits?: string
  actions?: Record<string, Action<S>>
}

/** How a case looks from afar: a light that is colour, shape and word. */
export interface SignalLevel {
  title: string
  shape: 'done' | 'ok' | 'near' | 'late' | 'on' | 'wait' | 'stop'
}

/** What a signal is judged by. Days are the city's. */
export interface Seen<R extends Register = Register, F extends Fields = Fields> {
  record: RecordOf<R>
  facts: Partial<ValueOf<F>>
  state: string
  final: boolean
  openedOn: string
  dueOn: string | null
  today: string
}

export interface CaseDeclaration<R extends Register, St, F extends Fields> {
  title: string
  subject: R
  /** The subject's field that names the holding agency; without it, or while it is empty, whoever owns the row. */
  holder?: keyof R['fields'] & string
  /** Opens by itself the moment a subject is registered. */
  opensOn?: 'created'
  /** The subject's field that lists the agencies assigned beside it. */
  assigned?: keyof R['fields'] & string
  /** The subject's field for what it belongs to; lists and tallies are asked within it. */
  within?: keyof R['fields'] & string
  /** The subject's field for the day it must be finished; empty when it goes on. */
  due?: keyof R['fields'] & string
  /** Calendar days before the due day on which its holder is reminded. */
  reminds?: readonly number[]
  initial: NoInfer<keyof St & string>
  /** What forms leave on the case, latest first: the fields of the same name. */
  facts?: F
  signals?: Record<string, SignalLevel>
  signal?: (seen: Seen<R, F>) => string
  states: St
}

type ActionsOf<St> = { [S in keyof St]: St[S] extends { actions: infer A } ? keyof A & string : never }[keyof St]

/** A kind of case: states, actions, deadlines over a register's rows. */
export interface Case<
  N extends string = string,
  R extends Register = Register,
  A extends string = string,
> extends Actable<A | 'read'> {
  readonly kind: 'case'
  readonly name: N
  readonly subject: R
  readonly holder: string | undefined
  readonly opensOn: 'created' | undefined
  readonly assigned: string | undefined
  readonly within: string | undefined
  readonly due: string | undefined
  readonly reminds: readonly number[]
  readonly initial: string
  readonly facts: Fields
  readonly signals: Readonly<Record<string, SignalLevel>>
  readonly states: Readonly<Record<string, State>>
  /** Judges a row's light; undefined when the case has none. */
  readonly judge: ((seen: Seen) => string) | undefined
}
// oxlint-disable-next-line no-explicit-any -- any subject, any actions: what the platform holds of every case
export type AnyCase = Case<string, any, any>

/** Declares a kind of case. Its name is permanent: it is in URLs, tables, grants and evidence. */
export function defineCase<
  const N extends string,
  R extends Register,
  const St extends { [K in keyof St]: State<keyof St & string> },
  F extends Fields = Record<never, never>,
>(name: N, d: CaseDeclaration<R, St, F>): Case<N, R, ActionsOf<St>> {
  const states = d.states as Readonly<Record<string, State>>
  const actions = new Set(Object.values(states).flatMap((state) => Object.keys(state.actions ?? {})))
  return {
    kind: 'case',
    name,
    title: d.title,
    subject: d.subject,
    holder: d.holder,
    opensOn: d.opensOn,
    assigned: d.assigned,
    within: d.within,
    due: d.due,
    reminds: d.reminds ?? [],
    initial: d.initial,
    facts: d.facts ?? {},
    signals: d.signals ?? {},
    states,
    judge: d.signal as never,
    actions: ['read', ...(actions as Set<ActionsOf<St>>)],
  }
}
