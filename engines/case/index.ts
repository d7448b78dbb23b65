import * as z from 'zod'
import { dueAfter, type Duration } from '#kernel/clock'
import { noteOf, type Fields, type ValueOf } from '#kernel/field'
import type { OfficialDocument } from '#engines/document'
import type { Actable, Agency, AgencyId, Assurance, Colleague, Duty } from '#engines/identity'
import type { NewRecord, RecordOf, Reference, Register } from '#engines/register'
import type { ByDay, Corrected, Day, FieldsOf, Fitting, Leaving, Started } from './fitting.ts'
import type { Opener } from './opener.ts'
import type { Every } from './period.ts'
import type { Heeding, RowsChanged, RowsMade } from './rows-left.ts'

export { calendarDays, workingDays } from '#kernel/clock'
export { afterEnd, onDayOf, onEvent, whenever, whenRegistered, type Opener, type Told } from './opener.ts'
export { changesIn, heeding, rowsIn } from './rows-left.ts'

/** The day on which a span that begins on a day ends, as a field for a day holds it. */
export const dayAfter = (day: string, span: Duration): Day => dueAfter(day, span).day as Day

/** Other cases that an action over `R` opens: one for each row that refers to the subject, one for each county-level unit, or one beside this. */
export type Opening<R extends Register = Register, Form extends string = string> =
  | {
      readonly case: AnyCase
      readonly each: { readonly register: Register; readonly by: string; readonly part?: true }
    }
  | {
      readonly case: CaseOver<R>
      readonly each:
        | { readonly units: true; readonly where?: ((record: never) => boolean) | undefined }
        | { readonly beside: true }
        | { readonly agencies: Form }
    }

/** One case for each row of the child's subject register that refers to this subject by a field. */
export const opensEach = <R extends Register>(
  child: CaseOver<R>,
  by: Fitting<R['fields'], Reference | null>,
): Opening<never, never> => ({ case: child, each: { register: child.subject, by } })

/** The same, each a part of this case: a state with `parts` waits for how they end. */
export const opensParts = <R extends Register>(
  child: CaseOver<R>,
  by: Fitting<R['fields'], Reference | null>,
): Opening<never, never> => ({ case: child, each: { register: child.subject, by, part: true } })

/** One case for each agency that a field of the form names, over the same subject, under this case: they are asked, each for itself. */
export const opensForAgencies = <R extends Register, const Form extends string>(
  child: CaseOver<R>,
  field: Form,
): Opening<R, Form> => ({ case: child, each: { agencies: field } })

/**
 * One case for each county-level unit the city addresses, over the same subject, under this case.
 * @param where only of a subject of which this holds
 */
export const opensForUnits = <R extends Register>(
  child: CaseOver<R>,
  where?: (record: RecordOf<R>) => boolean,
): Opening<R, never> => ({
  case: child,
  each: { units: true, where },
})

/** A case over the same row beside this one, holding what the form says: an application that others decide. */
export const opensBeside = <R extends Register>(child: CaseOver<R>): Opening<R, never> => ({
  case: child,
  each: { beside: true },
})

/**
 * New rows that an action makes, each with a case of its own: out of the case's own row, or out of every row whose case
 * is still open within the row that a form field names.
 */
export interface Making<Form = Record<string, unknown>, Subject = never, From extends string = string> {
  /** The kind of case that is opened; without it the kind that acts. */
  readonly case?: AnyCase
  /** The form field naming the row within which open cases are taken; without it the case's own row is taken. */
  readonly from?: From
  /** Where a case goes whose row was taken over from elsewhere. */
  readonly leaves?: string
  readonly row: (taken: never, about: { form: Form; subject: Subject }) => Record<string, unknown>
  /** A whole-number field that is counted on among rows which share the other fields. */
  readonly counts?: { readonly field: string; readonly among: readonly string[] }
}

/** One more row out of the case's own: a task is split. */
export const splitsOff = <R extends Register, Form>(
  _of: R,
  d: {
    /** The new row, out of the one that is taken. */
    row: (taken: RecordOf<R>, about: { form: Form }) => NewRecord<R>
    /** A whole-number field that is counted on among rows which share the other fields. */
    counts?: { field: keyof R['fields'] & string; among: readonly (keyof R['fields'] & string)[] }
  },
): Making<Form, RecordOf<R>, never> => ({ row: d.row, ...(d.counts && { counts: d.counts }) })

/** Every row whose case is open within the one that a form field names, once more under this case's own row. */
export const carriesOver = <R extends Register, S extends Register, Form, const From extends string>(
  made: CaseOver<R>,
  _under: S,
  d: {
    /** The form field naming the row within which open cases are taken. */
    from: From
    /** The state in which a case is left whose row was taken over. */
    leaves: string
    /** The new row, out of each that is taken. */
    row: (taken: RecordOf<R>, about: { form: Form; subject: RecordOf<S> }) => NewRecord<R>
  },
): Making<Form, RecordOf<S>, From> => ({ case: made, from: d.from, leaves: d.leaves, row: d.row })

/** An action of a case over `R` that holds facts `F`; `Form` is the fields of its form. */
export interface Action<
  S extends string = string,
  R extends Register = Register,
  F extends Fields = Fields,
  Form = Fields,
> {
  /** What the button says. */
  title: string
  /** The state it leads to; `stays` keeps the case where it is. */
  to: S | 'stays'
  /** How sure the city must be of who takes it; without it a password is enough. */
  needs?: { readonly assurance: Assurance }
  /** A sentence above the form. */
  says?: string
  /** Fields of the subject that stand above the form: what is signed, what is agreed to. */
  reads?: readonly (keyof R['fields'] & string)[]
  /** Its fields; those that are called as a fact of the case are left on it. */
  form?: Form & Leaving<F>
  /** What it corrects on the subject: subject field → the form's field, or the fact that the case holds. */
  amends?: Corrected<R['fields'], FieldsOf<NoInfer<Form>>, F>
  /** What the form starts with, where that is not what it corrects: the form's field → the subject's. */
  starts?: Started<FieldsOf<NoInfer<Form>>, R['fields']>
  /** What it sets on the subject. */
  sets?: Partial<NewRecord<R>>
  /** What it sets on the subject that is worked out as it is taken: a day so long after, a sum. */
  computes?: (asked: Standing<R, F, FieldsOf<NoInfer<Form>>>) => Partial<NewRecord<R>>
  /** Whoever takes it has the case from then on, and is told of what it awaits. */
  takesUp?: true
  /** The form field naming the colleague who has the case from then on. */
  gives?: Fitting<FieldsOf<NoInfer<Form>>, Colleague | null>
  /** It is for whoever has the case, or holds their post while they are away. */
  by?: 'handler'
  /** Whoever took that action in this case does not take this one: four eyes. */
  byAnother?: string
  /** It hands the case back to the agency that handed it over; only where the case has a `holder`. */
  returns?: true
  /** It hands the case up: to the one of its `bodies` that is for the smallest area around that of its holder. */
  raises?: true
  /** The form field naming the one of its `bodies` to which it goes down: for an area within that of its holder. */
  lowers?: Fitting<FieldsOf<NoInfer<Form>>, AgencyId | null>
  /** It may be taken once in the life of a case: everything that is missing is asked for at once. */
  once?: true
  /** The other cases that it opens. */
  opens?: Opening<R, Fitting<FieldsOf<NoInfer<Form>>, readonly string[] | null>>
  /** The new rows that it makes, each with a case. */
  makes?: Making<ValueOf<FieldsOf<NoInfer<Form>>>, RecordOf<R>, Fitting<FieldsOf<NoInfer<Form>>, Reference<R['name']>>>
  /** The form field naming a row whose open cases of this kind keep the act in their trail too. */
  marks?: Fitting<FieldsOf<NoInfer<Form>>, Reference<R['name']>>
  /** The parties who may take it by a grant on what is their own. */
  takenBy?: readonly string[]
  /** Each of `takenBy` takes it, in any order; the case moves, and what the action does is done, with the last of them. */
  joint?: true
  /** It may be taken for this long from when the state was entered: an objection, a relapse. */
  within?: Duration
  /** What its form says is shown to the parties; without it they see who acted and when, and their own words. */
  shown?: true
  /** Who is told beside those the next state awaits. */
  tells?: 'holder' | 'parent' | 'assigned'
  /** A kind of case of which none may be open within the subject: every comment is answered first. */
  waitsFor?: AnyCase
  /** Rows that go with the subject and may stand in the way: a licence that was revoked since. */
  heeds?: Heeding
  /** What stands in the way although state and form are right, in a sentence; nothing when it may be done. */
  refuses?: (asked: Standing<R, F, FieldsOf<NoInfer<Form>>>) => string | undefined
  /** Its actor may take it back for ten minutes, while nothing has followed. Not for what opens, makes or amends. */
  reversible?: true
  /** The one that is offered first in its state. */
  primary?: true
}

/** What an action finds when it is asked for. */
export interface Standing<R extends Register = Register, F extends Fields = Fields, Form extends Fields = Fields> {
  form: ValueOf<Form>
  record: RecordOf<R>
  facts: Partial<ValueOf<F>>
  today: string
  /** The agency that holds the case. */
  agency: AgencyId
  /** What an agency is called. */
  called: (agency: AgencyId) => string
}

/** State → what the subject has come to say. */
type Following<R extends Register, S extends string> = { readonly [T in S]?: (record: RecordOf<R>) => boolean }

/** A state of a case over `R`, which leads to states `S` by actions with these forms. */
export interface State<
  S extends string = string,
  R extends Register = Register,
  F extends Fields = Fields,
  Forms = Record<string, Fields>,
> {
  /** What officers read where the case stands in it. */
  title: string
  /** The same in plain words for the parties, who are told when it is entered. */
  plain?: string
  /** The case has ended; what may still be done stands among its actions. */
  final?: true
  /** It must be left within this span. */
  within?: Duration
  /** Where the clock takes it the moment that span has passed. */
  overdue?: S
  /** Days that the subject carries, each with the state the clock takes it to on the day after. */
  until?: ByDay<R['fields'], S>
  /** Where it goes when its due day is moved to a day that has not passed. */
  extended?: S
  /** What the subject says once it is entered, whether somebody or the clock took the case here. */
  sets?: Partial<NewRecord<R>>
  /** Where it goes by itself once its subject has come to say so, by what was done elsewhere. */
  follows?: Following<R, S>
  /**
   * Its clock stands still while the case waits for somebody: the state it came from goes on with its span when the case
   * comes back there, and the due day of the case moves by as many of these days.
   */
  stops?: 'workingDays' | 'calendarDays'
  /**
   * It waits for the cases under this one: where the case goes once all have ended, and by the state of a part where it goes
   * at once when one ends in that.
   */
  parts?: { readonly done: S; readonly ends?: Readonly<Record<string, S>> }
  /** What the next step should be: whoever may take it finds it in their inbox. */
  awaits?: string
  /** What it awaits is awaited anew from the first day of every such span. */
  every?: Every
  /** The rows of other registers that change when it is entered, before new ones come to be. */
  changes?: RowsChanged | readonly RowsChanged[]
  /** The rows of other registers that come to be when it is entered, whether somebody or the clock took it here. */
  makes?: RowsMade | readonly RowsMade[]
  /** The duties told when it is entered, beside those it awaits: one step of an escalation path. */
  tells?: readonly Duty[]
  /** What may be done in it, by the names under which roles are granted them. */
  actions?: { readonly [A in keyof Forms]: Action<S, R, F, Forms[A]> }
}

export const signalLevel = z.object({
  /** Its word. */
  title: z.string(),
  /** Its form, and with it the colour. */
  shape: z.enum(['done', 'ok', 'near', 'late', 'on', 'wait', 'stop']),
})
/** How a case looks from afar: a light that is colour, shape and word. */
export type SignalLevel = z.infer<typeof signalLevel>

/** What a signal is judged by. Days are the city's. */
export interface Seen<R extends Register = Register, Facts = unknown> {
  record: RecordOf<R>
  facts: Facts
  state: string
  final: boolean
  /** Whether its clock stands still. */
  stopped: boolean
  openedOn: string
  dueOn: string | null
  today: string
}

/** Somebody for whom a case is decided: they read it, and do with it what a grant on their own lets them. */
export interface PartyDeclaration<Fields extends string = string> {
  /** What the party is called in the case. */
  readonly title: string
  /**
   * Who it is, the first of these that there is, and of the rows that belong to the subject all: `filer`, whoever registered the subject in no post, for themselves or by a mandate; or
   * the subject's field with their citizen number, whether or not they have an account yet, or with the credit code of an
   * organisation that has one; or the row that it names.
   */
  readonly is: readonly ('filer' | Fields | EachIn | BearerOf)[]
}

/** Whose citizen number stands in the row that a field of the subject names. */
export interface BearerOf {
  readonly in: Register
  readonly by: string
  readonly number: string
}

/**
 * Whoever a field of the subject names: the expert who is invited, the worker who is assigned.
 * @param register whose rows the field names. @param by the subject's field. @param number the field there with their citizen number
 */
export const bearerOf = <R extends Register>(
  register: R,
  by: string,
  number: keyof R['fields'] & string,
): BearerOf => ({ in: register, by, number })

/** Everybody whose citizen number a row that belongs to the subject bears. */
export interface EachIn {
  readonly each: Register
  readonly number: string
}

/** Everybody whose number stands in the rows of a register that belong to the subject: the workers who were not paid. */
export const eachIn = <R extends Register>(register: R, number: keyof R['fields'] & string): EachIn => ({
  each: register,
  number,
})

/** `Forms` holds the fields of every action's form, state by state; TypeScript reads it off the states. */
export interface CaseDeclaration<R extends Register, Forms, F extends Fields, L extends string> {
  title: string
  /** The register whose rows it is about. */
  subject: R
  /** The subject's field that names the holding agency; without it, or while it is empty, whoever owns the row. */
  holder?: keyof R['fields'] & string
  /** The kinds of bodies among which it goes up and down, from the village to the city, by the areas that they are for. */
  bodies?: readonly string[]
  /** What opens it by itself; without it, only what an action opens. */
  opensOn?: Opener | readonly Opener[]
  /** For whom it is decided, by the name under which actions call them. */
  parties?: Readonly<Record<string, PartyDeclaration<keyof R['fields'] & string>>>
  /** The subject's field that lists the agencies assigned beside it. */
  assigned?: keyof R['fields'] & string
  /** The subject's field for what it belongs to; lists and tallies are asked within it. */
  within?: keyof R['fields'] & string
  /** The subject's field for the day it must be finished; empty when it goes on. */
  due?: keyof R['fields'] & string
  /** Calendar days before the due day on which its holder is reminded. */
  reminds?: readonly number[]
  /** The state in which it opens. */
  initial: NoInfer<keyof Forms & string>
  /** What forms leave on the case, latest first: the fields of the same name. */
  facts?: F
  /** The mean of a fact over all cases under one parent, kept among the parent's facts; not yet reported counts as 0. */
  rollsUp?: { fact: keyof F & string; into: string }
  /** Where an open one goes when the case above it has ended. */
  endsWithParent?: NoInfer<keyof Forms & string>
  /** The lights that it may show, by name. */
  signals?: Record<L, SignalLevel>
  /** Which of them it shows today. */
  signal?: (seen: Seen<NoInfer<R>, Partial<ValueOf<NoInfer<F>>>>) => NoInfer<L>
  /** Where it may stand, and what may be done there. */
  states: { readonly [S in keyof Forms]: State<NoInfer<keyof Forms & string>, NoInfer<R>, NoInfer<F>, Forms[S]> }
}

type ActionsOf<Forms> = { [S in keyof Forms]: keyof Forms[S] & string }[keyof Forms]

/** A kind of case: states, actions, deadlines over a register's rows. */
export interface Case<
  N extends string = string,
  R extends Register = Register,
  A extends string = string,
  F extends Fields = Fields,
  L extends string = string,
> extends Actable<A | 'read'> {
  readonly kind: 'case'
  readonly name: N
  readonly subject: R
  readonly holder: string | undefined
  readonly bodies: readonly string[]
  readonly opensOn: readonly Opener[]
  readonly parties: Readonly<Record<string, PartyDeclaration>>
  readonly assigned: string | undefined
  readonly within: string | undefined
  readonly due: string | undefined
  readonly reminds: readonly number[]
  readonly initial: string
  readonly facts: F
  readonly rollsUp: { readonly fact: string; readonly into: string } | undefined
  readonly endsWithParent: string | undefined
  readonly signals: Readonly<Record<L, SignalLevel>>
  readonly states: Readonly<Record<string, State>>
  /** Judges a row's light; undefined when the case has none. */
  readonly judge: ((seen: Seen) => string) | undefined
}
/** A kind of case over rows of `R`, whatever its actions. */
// oxlint-disable-next-line no-explicit-any -- any actions: what an action knows of the cases that it opens
export type CaseOver<R extends Register> = Case<string, R, any>
// oxlint-disable-next-line no-explicit-any -- any subject: what the platform holds of every case
export type AnyCase = CaseOver<any>

/** Declares a kind of case. Its name is permanent: it is in URLs, tables, grants and evidence. */
export function defineCase<
  const N extends string,
  R extends Register,
  Forms,
  F extends Fields = Record<never, never>,
  L extends string = never,
>(name: N, d: CaseDeclaration<R, Forms, F, L>): Case<N, R, ActionsOf<Forms>, F, L> {
  // What was checked here is read by name from here on.
  const states = d.states as unknown as Readonly<Record<string, State>>
  const actions = new Set(Object.values(states).flatMap((state) => Object.keys(state.actions ?? {})))
  partiesMustBeDeclared(name, Object.keys(d.parties ?? {}), states)
  partiesOfRowsBelongToTheSubject(name, d.subject, d.parties ?? {})
  whatIsHandedOnHasAHolder(name, d.holder, d.bodies ?? [], states)
  whatIsDoneOnceIsNotTakenBack(name, states)
  whatIsWaitedForIsWithinTheSubject(name, d.subject, states)
  return {
    kind: 'case',
    name,
    title: d.title,
    subject: d.subject,
    holder: d.holder,
    bodies: d.bodies ?? [],
    opensOn: d.opensOn === undefined ? [] : [d.opensOn].flat(),
    parties: d.parties ?? {},
    assigned: d.assigned,
    within: d.within,
    due: d.due,
    reminds: d.reminds ?? [],
    initial: d.initial,
    facts: d.facts ?? ({} as F),
    rollsUp: d.rollsUp,
    endsWithParent: d.endsWithParent,
    signals: d.signals ?? ({} as Record<L, SignalLevel>),
    states,
    judge: d.signal as never,
    actions: ['read', ...(actions as Set<ActionsOf<Forms>>)],
  }
}

/** An action is taken by parties that the case has. @throws Error which action, and which party is not declared */
function partiesMustBeDeclared(name: string, parties: readonly string[], states: Readonly<Record<string, State>>) {
  for (const state of Object.values(states))
    for (const [action, { takenBy = [], joint }] of Object.entries(state.actions ?? {})) {
      const unknown = takenBy.filter((party) => !parties.includes(party))
      if (unknown.length > 0) throw new Error(`${name}: ${action} is taken by ${unknown.join(', ')}, who is no party`)
      if (joint && takenBy.length < 2) throw new Error(`${name}: ${action} is taken together by fewer than two parties`)
    }
}

/** Rows that parties are read from belong to rows of the subject. @throws Error which party */
function partiesOfRowsBelongToTheSubject(
  name: string,
  subject: Register,
  parties: Readonly<Record<string, PartyDeclaration>>,
) {
  for (const [party, { is }] of Object.entries(parties))
    for (const source of is) {
      if (typeof source === 'string') continue
      if ('in' in source) {
        const field = subject.fields[source.by]
        if (!field || noteOf(field).register !== source.in.name)
          throw new Error(`${name}: ${party} is named by ${source.by}, which names no row of ${source.in.name}`)
        continue
      }
      const { each } = source
      const above = each.under && noteOf(each.fields[each.under] as never).register
      if (above !== subject.name)
        throw new Error(`${name}: ${party} is read from ${each.name}, whose rows are not under ${subject.name}`)
    }
}

/** A case is handed back, up and down by the field that names its holder, the latter among bodies. @throws Error which action does without */
function whatIsHandedOnHasAHolder(
  name: string,
  holder: string | undefined,
  bodies: readonly string[],
  states: Readonly<Record<string, State>>,
) {
  for (const state of Object.values(states))
    for (const [action, { returns, raises, lowers }] of Object.entries(state.actions ?? {})) {
      if (returns && !holder) throw new Error(`${name}: ${action} hands back a case that declares no holder`)
      if ((raises || lowers) && (!holder || bodies.length === 0))
        throw new Error(`${name}: ${action} hands a case up or down that declares no holder or no bodies`)
    }
}

/** @throws Error which action may be taken once and be taken back */
function whatIsDoneOnceIsNotTakenBack(name: string, states: Readonly<Record<string, State>>) {
  for (const state of Object.values(states))
    for (const [action, { once, reversible }] of Object.entries(state.actions ?? {}))
      if (once && reversible) throw new Error(`${name}: ${action} is taken once and may be taken back`)
}

/** @throws Error which action waits for cases that are not within the subject */
function whatIsWaitedForIsWithinTheSubject(name: string, subject: Register, states: Readonly<Record<string, State>>) {
  for (const state of Object.values(states))
    for (const [action, { waitsFor }] of Object.entries(state.actions ?? {})) {
      const within = waitsFor?.within && (waitsFor.subject as Register).fields[waitsFor.within]
      if (waitsFor && (!within || noteOf(within).register !== subject.name))
        throw new Error(`${name}: ${action} waits for ${waitsFor.name}, which is not within ${subject.name}`)
    }
}

/** The action of a name, from whichever state offers it first. */
export const actionOf = (declared: AnyCase, name: string): Action | undefined =>
  Object.values(declared.states).find((state) => state.actions?.[name])?.actions?.[name]

/** Who signs, as what, and on which day; nobody and never where they have not yet. */
export interface Signature {
  title: string
  name: string | null
  on: string | null
}

/** A case as a paper finds it. */
export interface OnPaper<R extends Register = Register, F extends Fields = Fields> {
  record: RecordOf<R>
  facts: Partial<ValueOf<F>>
  /** Who holds the case, and which of its people has it. */
  agency: Agency
  handler: string | null
  /** What an agency is called. */
  called: (agency: AgencyId) => string
  /** The rows of a register that belong to the subject, as the reader sees them, in the order they were made. */
  under: <N extends Register>(nested: N) => readonly RecordOf<N>[]
  /** Who has taken an action since it was last taken by any of them for the first time, party by party. */
  signed: (action: string) => readonly Signature[]
  today: string
}

/** What a case looks like on paper. */
export interface Paper {
  readonly kind: 'paper'
  readonly name: string
  readonly title: string
  readonly of: AnyCase
  readonly in: readonly string[]
  readonly writes: (found: never) => OfficialDocument
}

/** Declares what a case looks like on paper: an agreement, a record, a notice that is served. */
export const definePaper = <R extends Register, A extends string, F extends Fields, L extends string>(
  name: string,
  d: {
    title: string
    /** The kind of case that it is a paper of. */
    of: Case<string, R, A, F, L>
    /** The states in which there is such a paper. */
    in: readonly string[]
    /** What it says of one case; `signatures` out of `signed`. */
    writes: (found: OnPaper<R, F>) => OfficialDocument
  },
): Paper => {
  const unknown = d.in.filter((state) => !d.of.states[state])
  if (unknown.length > 0) throw new Error(`${name}: ${d.of.name} has no state ${unknown.join(', ')}`)
  return { kind: 'paper', name, ...d } as unknown as Paper
}
