import { Readable } from 'node:stream'
import type { Database, Scope, Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import { Fault } from '#kernel/fault'
import { noteOf, type FieldFace } from '#kernel/field'
import { noteUpload, type StoredFile } from '#kernel/file'
import { exampleOf, fieldExamples, Shapes } from '#kernel/openapi'
import type { Actor } from '#engines/identity'
import { reachOf, scopeOf } from '#engines/identity/run'
import { createAs } from './create.ts'
import { askedOf } from './filing.ts'
import { columnOf, tableOf, type Register } from './index.ts'
import { nestedUnder } from './nested.ts'
import { questionsOfRow } from './questions.ts'

/** What was done was done to its end, and nothing of it stays. */
class TakenBack extends Error {
  readonly came: unknown
  constructor(came: unknown) {
    super('taken back')
    this.came = came
  }
}

/** Does something to its end in a transaction that is taken back. @returns what came of it */
export async function takenBack<T>(database: Database, scope: Scope, does: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await database.write(scope, async (tx): Promise<never> => {
      throw new TakenBack(await does(tx))
    })
  } catch (error) {
    if (error instanceof TakenBack) return error.came as T
    throw error
  }
}

/** Tries something. @returns the sentence in which it was refused; null where it was not */
export async function refusalOf(does: () => Promise<unknown>): Promise<string | null> {
  try {
    await does()
    return null
  } catch (error) {
    if (error instanceof Fault) return error.message
    throw error
  }
}

/** When a row was last changed, or a question that it asks: for a statement in which the row is called so. */
export const lastChanged = (house: House, of: Register, row: string): string => {
  const questions = nestedUnder(house, of)
    .filter(({ asks }) => asks)
    .map(
      (one) => `(select max(q.amended_at) from ${tableOf(one)} q where q.${columnOf(one.under as string)} = ${row}.id)`,
    )
  return `greatest(${[`${row}.amended_at`, ...questions].join(', ')})`
}

/** A photograph of one point, as a telephone would send one. @source ISO/IEC 15948 */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/**
 * Files a row as somebody would who fills every question in, and takes it back.
 * @param into where it is filed
 * @param about the register whose row it is about, the field that names that, and its id
 * @throws Error what whoever files it would be refused with
 */
export async function tryFiling(
  house: House,
  into: Register,
  { of, by, id }: { of: Register; by: string; id: string },
  { actor, at }: { actor: Actor; at: Date },
): Promise<void> {
  const answers = Object.values(await questionsOfRow(house, of, id, actor)).flatMap(Object.entries<FieldFace>)
  const paper = await house.files.take('试办.png', Readable.from([picture]))
  const given = house.given(fieldExamples)
  const shapes = new Shapes((note) => given.map((tells) => tells(house, note)).find((one) => one !== undefined))
  const values = Object.fromEntries(
    askedOf(actor, into).map((name): [string, unknown] => {
      const field = into.fields[name]
      if (!field) return [name, null]
      if (name === by) return [name, id]
      const shape = shapes.of(field, 'input')
      return [
        name,
        noteOf(field).questions ? answers.flatMap((one) => answered(one, paper)) : exampleOf(shape, shapes.named),
      ]
    }),
  )
  await takenBack(house.database, scopeOf(actor, reachOf(actor, into, 'create')), async (tx) => {
    await noteUpload(tx, paper, actor.person as string, at)
    await createAs(tx, into, values as never, { actor, at })
  })
}

/** A question with an answer that it takes, as its form would send it; one that may be left out is. */
function answered([asks, { widget, required, options = {}, min = 0 }]: [string, FieldFace], paper: StoredFile) {
  const says = {
    ...{ integer: Math.max(1, min), date: '2024-11-20', choice: Object.keys(options)[0] ?? '' },
    ...{ yesNo: true, files: [paper] },
  }[widget as 'date']
  return (widget === 'files' ? min > 0 : required) ? [{ asks, says: says ?? '试办' }] : []
}
