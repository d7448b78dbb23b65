import * as z from 'zod'
import {
  choice,
  date,
  fieldOf,
  files,
  integer,
  longText,
  noteOf,
  optional,
  text,
  yesNo,
  type Fields,
  type Options,
} from '#kernel/field'

/** How a question may be answered, each as the field of that kind: a paper that is handed in is an answer of files. */
const answerKinds = {
  text: '一行字',
  longText: '一段话',
  integer: '数字',
  date: '日期',
  yesNo: '是或否',
  choice: '选一项',
  files: '材料',
} as const
type AnswerKind = keyof typeof answerKinds

/** How a question is answered: a line, a paragraph, a number, a day, yes or no, one of several, papers. */
export const answerKind = (label: string, o: Options = {}) => choice(label, answerKinds, o)

/** The ways of answering that there are not. */
export const strangeKinds = (kinds: readonly string[]) => kinds.filter((one) => !(one in answerKinds))

/** Which of its fields say what a row asks, of a register whose rows are questions. */
export interface Questions<Field extends string = string> {
  /** The field for what is asked, in a few words. */
  readonly label: Field
  /** The field for how it is answered: one of the kinds of answers. */
  readonly kind: Field
  /** The field for whether it must be answered. */
  readonly needed: Field
  /** The field for what helps to answer it. */
  readonly help?: Field
  /** The field for what may be chosen, one to a line. */
  readonly options?: Field
  /** A row is asked while each of these fields has one of its values; without it, always. */
  readonly while?: readonly { readonly field: Field; readonly is: readonly string[] }[]
}

/** A register whose rows are questions, each under the row whose form asks it. */
interface Asking {
  readonly name: string
  readonly title: string
  readonly under: string | undefined
  readonly asks: Questions | undefined
}

const answer = z.strictObject({
  asks: z.uuid(),
  label: z.string().max(200).optional(),
  kind: z.enum(Object.keys(answerKinds) as [AnswerKind, ...AnswerKind[]]).optional(),
  says: z.union([z.string().max(4000), z.number(), z.boolean(), files('材料', { max: 10 })]),
})
export type Answer = z.output<typeof answer>

const anyAnswer = { asks: '018f3a10-0000-7000-8000-000000000000', says: '以门牌为准' }

/**
 * What a form asks beside its own fields: the questions that belong to the row which another field names, answered one by
 * one, and kept with the words in which they were asked.
 * @param of the field that names that row
 * @throws Error when the register's rows are no questions
 */
export function answers(label: string, asking: Asking, { of, sensitivity }: { of: string; sensitivity?: 'personal' }) {
  if (!asking.asks || !asking.under) throw new Error(`${label}: the rows of ${asking.name} are no questions of any row`)
  return fieldOf(z.array(answer).max(100), {
    ...{ label, widget: 'answers', column: 'jsonb', maxLength: 100, example: [anyAnswer] },
    ...{ questions: asking.name, of, ...(sensitivity && { sensitivity }) },
  })
}

/** What may be chosen, as a question writes it: one to a line. */
const optionsIn = (words: unknown) =>
  Object.fromEntries(
    String(words ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => [line, line]),
  )

/** The field that a question is, or nothing where its register does not ask it now. */
export function questionOf(asks: Questions, row: Readonly<Record<string, unknown>>): z.ZodType | undefined {
  if (asks.while?.some(({ field, is }) => !is.includes(String(row[field])))) return undefined
  const label = String(row[asks.label])
  const said = asks.help ? row[asks.help] : null
  const help = typeof said === 'string' ? { help: said } : {}
  const needed = row[asks.needed] === true
  const field = {
    text: () => text(label, help),
    longText: () => longText(label, help),
    integer: () => integer(label, help),
    date: () => date(label, help),
    yesNo: () => yesNo(label, help),
    choice: () => choice(label, optionsIn(asks.options && row[asks.options]), help),
    files: () => files(label, { ...help, min: needed ? 1 : 0 }),
  }[row[asks.kind] as AnswerKind]()
  return needed || noteOf(field).widget === 'files' ? field : optional(field)
}

/** The form that rows are, in their order: the question's id → its field. */
export const questionsOf = (asks: Questions, rows: readonly { id: string }[]): Fields =>
  Object.fromEntries(
    rows.flatMap((row) => {
      const field = questionOf(asks, row as never)
      return field ? [[row.id, field]] : []
    }),
  )
