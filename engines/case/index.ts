import type { Duration } from '#kernel/clock'
import type { Fields, ValueOf } from '#kernel/field'
import type { Actable, Assurance, Duty } from '#engines/identity'
import type { NewRecord, RecordOf, Register } from '#engines/register'

export { calendarDays, workingDays } from '#kernel/clock'

/** Other cases that an action opens: one for each row that refers to the subject, one for each county-level unit, or one beside this. */
export type Opening = {
  readonly case: AnyCase
  readonly each:
    { readonly register: Register; readonly by: string } | { readonly units: true } | { readonly beside: true }
}

/** One case for each row of the child's subject register that refers to this subject by a field. */
export const opensEach = (child: AnyCase, by: string): Opening => ({
  case: child,
  each: { register: child.subject, by },
})

/** One case for each county-level unit the city addresses, over the same subject, under this case. */
export const opensForUnits = (child: AnyCase): Opening => ({ case: child, each: { units: true } })

/**
 * New rows that an action makes, each with a case of its own: out of the case's own row, or out of every row whose case
 * is still open within the row that a form field names.
 */
export interface Making {
  /** The kind of case that is opened; without it the kind that acts. */
  readonly case?: AnyCase
  /** The form field naming the row within which open cases are taken; without it the case's own row is taken. */
  readonly from?: string
  /** Where a case goes whose row was taken over from elsewhere. */
  readonly leaves?: string
  readonly row: (taken: never, about: { form: Row; subject: never }) => Record<string, unknown>
  /** A whole-number field that is counted on among rows which share the other fields. */
  readonly counts?: { readonly field: string; readonly among: readonly string[] }
}
type Row = Record<string, unknown>

/** One more row out of the case's own: a task is split. */
export const splitsOff = <R extends Register>(
  _of: R,
  d: {
    row: (taken: RecordOf<R>, about: { form: Row }) => NewRecord<R>
    counts?: { field: keyof R['fields'] & string; among: readonly (keyof R['fields'] & string)[] }
  },
): Making => ({ row: d.row as Making['row'], ...(d.counts && { counts: d.counts }) })

/** Every row whose case is open within the one that a form field names, once more under this case's own row. */
export const carriesOver = <R extends Register, S extends Register>(
  made: AnyCase & { subject: R },
  _under: S,
  d: {
    from: string
    leaves: string
    row: (taken: RecordOf<R>, about: { form: Row; subject: RecordOf<S> }) => NewRecord<R>
  },
): Making => ({ case: made, from: d.from, leaves: d.leaves, row: d.row as Making['row'] })

/** A case over the same row beside this one, holding what the form says: an application that others decide. */
export const opensBeside = (child: AnyCase): Opening => ({ case: child, each: { beside: true } })

export interface Action<S extends string = string> {
  title: string
  /** The state it leads to; `stays` keeps the case where it is. */
  to: S | 'stays'
  /** How sure the city must be of who takes it; without it a password is enough. */
  needs?: { readonly assurance: Assurance }
  /** A sentence above the form. */
  says?: string
  form?: Fields
  /** What it corrects on the subject: subject field → the form's field, or the fact that the case holds. */
  amends?: Record<string, string>
  /** What the form starts with, where that is not what it corrects: the form's field → the subject's. */
  starts?: Record<string, string>
  /** What it sets on the subject. */
  sets?: Record<string, unknown>
  opens?: Opening
  makes?: Making
  /** The form field naming a row whose open cases of this kind keep the act in their trail too. */
  marks?: string
  /** Who is told beside those the next state awaits. */
  tells?: 'holder' | 'parent' | 'assigned'
  /** What stands in the way although state and form are right, in a sentence; nothing when it may be done. */
  refuses?: (asked: Standing) => string | undefined
  /** Its actor may take it back for ten minutes, while nothing has followed. Not for what opens, makes or amends. */
  reversible?: true
  primary?: true
}

/** What an action finds when it is asked for. */
export interface Standing {
  form: Row
  record: Row & { id: string }
  facts: Row
  today: string
}

export interface State<S extends string = string> {
  title: string
  final?: true
  /** It must be left within this span. */
  within?: Duration
  /** Where the clock takes it the moment that span has passed. */
  overdue?: S
  /** Days that the subject carries, each with the state the clock takes it to on the day after. */
  until?: Record<string, S>
  /** Where it goes when its due day is moved to a day that has not passed. */
  extended?: S
  /** What the next step should be: whoever may take it finds it in their inbox. */
  awaits?: string
  /** What it awaits is awaited anew from the first day of every month. */
  every?: 'month'
  /** The duties told when it is entered, beside those it awaits: one step of an escalation path. */
  tells?: readonly Duty[]
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
  /** The mean of a fact over all cases under one parent, kept among the parent's facts; not yet reported counts as 0. */
  rollsUp?: { fact: keyof F & string; into: string }
  /** Where an open one goes when the case above it has ended. */
  endsWithParent?: NoInfer<keyof St & string>
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
  readonly rollsUp: { readonly fact: string; readonly into: string } | undefined
  readonly endsWithParent: string | undefined
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
    rollsUp: d.rollsUp,
    endsWithParent: d.endsWithParent,
    signals: d.signals ?? {},
    states,
    judge: d.signal as never,
    actions: ['read', ...(actions as Set<ActionsOf<St>>)],
  }
}

/** The action of a name, from whichever state offers it first. */
export const actionOf = (declared: AnyCase, name: string): Action | undefined =>
  Object.values(declared.states).find((state) => state.actions?.[name])?.actions?.[name]
