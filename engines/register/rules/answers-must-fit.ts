import type * as z from 'zod'
import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import { questionsOf, type Answer } from '../answers.ts'
import { faults } from '../faults.ts'
import type { Register } from '../index.ts'
import { referring } from '../store.ts'
import { fieldsMustFit } from './fields-must-fit.ts'

/**
 * What is asked is answered, once, by what the question takes, and nothing else is.
 * @param row as it is to be kept: its answers then carry the words in which they were asked
 * @throws register/wrong-fields with a sentence a question
 */
export async function answersMustFit(tx: Tx, { title, fields }: Register, row: Row, changed: readonly string[]) {
  for (const name of changed) {
    const { widget, questions, of, label } = noteOf(fields[name] as z.ZodType)
    if (widget !== 'answers') continue
    const asking = houseOf(tx)
      .parts<Register>('register')
      .get(questions as string)
    const under = row[of as string]
    if (!asking?.asks || typeof under !== 'string') continue
    const asked = questionsOf(asking.asks, await referring(tx, asking, asking.under as never, under))
    const given = (row[name] ?? []) as Answer[]
    const strange = given.filter(({ asks }, at) => !asked[asks] || given.findIndex((one) => one.asks === asks) !== at)
    if (strange.length > 0)
      throw faults['wrong-fields']({ register: title, wrong: [`${label}：有没有问到的，或者答了两次的，请重新填`] })
    const none = Object.fromEntries(
      Object.entries(asked).map(([id, field]) => [id, noteOf(field).widget === 'files' ? [] : undefined]),
    )
    const said = fieldsMustFit(title, asked, {
      ...none,
      ...Object.fromEntries(given.map(({ asks, says }) => [asks, says])),
    }) as Row
    row[name] = Object.entries(asked).flatMap(([id, field]): Answer[] => {
      const says = said[id] ?? null
      if (says === null || (Array.isArray(says) && says.length === 0)) return []
      const note = noteOf(field)
      return [{ asks: id, label: note.label, kind: note.widget as Answer['kind'], says: says as Answer['says'] }]
    })
  }
}
