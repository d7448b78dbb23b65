import { useQueries } from '@tanstack/react-query'
import type { FieldFace } from '../../../platform/manifest.ts'
import * as queries from '../shell/queries.ts'

type Values = Record<string, unknown>
type Fields = Record<string, FieldFace>

/** An answer as it is kept: which question, the words in which it was asked, what it says. */
export interface Answer {
  asks: string
  label?: string
  kind?: FieldFace['widget']
  says: unknown
}

const between = '--'

/** The names under which a form holds a field: its own, or one for every question that it asks. */
export const namesOf = (fields: Fields, name: string): string[] =>
  fields[name] ? [name] : Object.keys(fields).filter((one) => one.startsWith(`${name}${between}`))

/** The field that a question stands in; any other field is its own. */
export const fieldAround = (name: string): string => name.split(between)[0] as string

/** The part of a row's words that a form's name holds: a field, or `field/question`. */
export const partNamed = (name: string): string => name.replace(between, '/')

/**
 * A form with a field for every question in place of the field that takes the answers. What is asked hangs on the row that
 * another field names.
 * @param values what is filled in; answers that were kept begin their questions
 */
export function useQuestions(given: Fields, values: Values): { fields: Fields; begun: Values; waiting: boolean } {
  const taking = Object.entries(given).filter(([, { widget }]) => widget === 'answers')
  const about = (field: FieldFace) => values[field.of ?? '']
  const found = useQueries({
    queries: taking.map(([, field]) => ({
      ...queries.questions(given[field.of ?? '']?.register ?? '', String(about(field))),
      enabled: typeof about(field) === 'string',
    })),
  })
  const asked = new Map(taking.map(([name, { questions = '' }], at) => [name, found[at]?.data?.asked[questions] ?? {}]))
  const under = (name: string, id: string) => `${name}${between}${id}`
  return {
    fields: Object.fromEntries(
      Object.entries(given).flatMap(([name, field]) =>
        field.widget === 'answers'
          ? Object.entries(asked.get(name) ?? {}).map(([id, one]) => [under(name, id), one] as const)
          : [[name, field] as const],
      ),
    ),
    begun: Object.fromEntries(
      taking.flatMap(([name]) =>
        ((values[name] as Answer[] | null | undefined) ?? []).map(({ asks, says }) => [under(name, asks), says]),
      ),
    ),
    waiting: found.some(({ isLoading }) => isLoading),
  }
}

/** What is sent of a form: answers together again, under the field that takes them. */
export function gathered(given: Fields, sent: Values): Values {
  const plain: Values = {}
  for (const [name, { widget }] of Object.entries(given)) if (widget === 'answers') plain[name] = []
  for (const [name, value] of Object.entries(sent)) {
    const field = fieldAround(name)
    if (given[field]?.widget !== 'answers') plain[name] = value
    else if (value !== null && !(Array.isArray(value) && value.length === 0))
      (plain[field] as Answer[]).push({ asks: name.slice(field.length + between.length), says: value })
  }
  return plain
}
