import type * as z from 'zod'
import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { noteOf, type Fields } from '#kernel/field'
import { questionsOf } from './answers.ts'
import type { Register } from './index.ts'
import { referring } from './store.ts'

/** The questions that a field of a row answers: those of the row that another of its fields names; nothing where it takes no answers or none is named. */
export async function askedBy(tx: Tx, field: z.ZodType, row: Row): Promise<Fields | undefined> {
  const { widget, questions = '', of = '' } = noteOf(field)
  if (widget !== 'answers') return undefined
  const asking = houseOf(tx).parts<Register>('register').get(questions)
  const under = row[of]
  if (!asking?.asks || typeof under !== 'string') return undefined
  return questionsOf(asking.asks, await referring(tx, asking, asking.under as never, under))
}
