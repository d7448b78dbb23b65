/** Names of fields, checked by the values that the fields hold. */
import type * as z from 'zod'
import type { date, Fields } from '#kernel/field'

/** The names of the fields whose values may stand where a `Wanted` is asked for. */
export type Fitting<Given extends Fields, Wanted> = {
  [K in keyof Given & string]: z.output<Given[K]> extends Wanted ? K : never
}[keyof Given & string]

/** Subject field → a field of the form or a fact that fits it. */
export type Corrected<Subject extends Fields, Form extends Fields, F extends Fields> = string extends keyof Subject
  ? Names
  : { readonly [K in keyof Subject]?: Fitting<Form, z.output<Subject[K]>> | Fitting<F, z.output<Subject[K]>> }

/** Field of the form → a subject field that fits it, or is empty. */
export type Started<Form extends Fields, Subject extends Fields> = string extends keyof Form
  ? Names
  : { readonly [K in keyof Form]?: Fitting<Subject, z.output<Form[K]> | null> }

/** A field of the form that is called as a fact holds what the fact holds. */
export type Leaving<F extends Fields> = string extends keyof F
  ? unknown
  : { readonly [K in keyof F]?: { readonly _zod: { readonly output: z.output<F[K]> } } }

/** A day of the subject → what is told of it. */
export type ByDay<Subject extends Fields, Told extends string> = string extends keyof Subject
  ? Names<Told>
  : { readonly [K in Fitting<Subject, Day | null>]?: Told }
export type Day = z.output<ReturnType<typeof date>>

/** What is known of them where the declaration is not. */
type Names<Told extends string = string> = Readonly<Record<string, Told>>

/** The fields of an action's form; none when it has no form. */
export type FieldsOf<Form> = Form extends Fields ? Form : Record<never, never>
