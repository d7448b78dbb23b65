import type * as z from 'zod'
import type { Row, Tx } from '#kernel/database'
import { noteOf } from '#kernel/field'
import type { Answer } from '../answers.ts'
import { askedBy } from '../asked-by.ts'
import { faults } from '../faults.ts'
import type { Register } from '../index.ts'
import { fieldsMustFit } from './fields-must-fit.ts'

/**
 * What is asked is answered, once, by what the question takes, and nothing else is.
 * @param row as it is to be kept: its answers then carry the words in which they were asked
 * @throws register/wrong-fields with a sentence a question
 */
export async function answersMustFit(tx: Tx, { title, fields }: Register, row: Row, changed: readonly string[]) {
  for (const name of changed) {
    const asked = await askedBy(tx, fields[name] as z.ZodType, row)
    if (!asked) continue
    const { label } = noteOf(fields[name] as z.ZodType)
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
