import * as z from 'zod'
import { instant, pageOf } from '#kernel/engine'
import { shapeOf, toldOf, type Fields } from '#kernel/field'
import { onceEach } from '#kernel/memo'
import { called } from '#kernel/openapi'
import type { Register } from '#engines/register'
import { anyRow, registerShapes } from '#engines/register/run'
import type { Action, AnyCase } from './index.ts'
import { listedCase } from './row.ts'

export const form = z.record(z.string(), z.unknown())

/** A case whole: its subject, its trail, what came of it, and what the reader may do now. */
export const caseWhole = listedCase.extend({
  record: anyRow,
  /** Days that the clock of the present state does not count: it stood still while the case waited for somebody. */
  lost: z.int(),
  participants: z.array(z.string()),
  /** For whom it is decided. */
  parties: z.array(z.object({ role: z.string(), title: z.string(), hasAccount: z.boolean(), isReader: z.boolean() })),
  /** Newest first. */
  trail: z.array(
    z.object({
      ...{ id: z.uuid(), at: instant, action: z.string(), title: z.string() },
      ...{ from: z.string().nullable(), to: z.string(), form },
      /** Fields of the form that are there and not shown to this reader. */
      veiled: z.array(z.string()).optional(),
      actor: z.object({ name: z.string(), agency: z.string().nullable(), behalf: z.string().optional() }),
    }),
  ),
  /** The rows of other registers that belong to the subject, by register. */
  nested: z.record(z.string(), z.object({ rows: z.array(anyRow), more: z.boolean() })),
  children: z.array(
    z.object({
      ...{ kind: z.string(), id: z.uuid(), title: z.string(), agency: z.string(), region: z.string() },
      ...{ state: z.string(), signal: z.string().nullable(), facts: form },
      /** What kind of case it is and where it stands, in words; and what ended it said, field by field. */
      ...{ of: z.string(), stands: z.string(), said: z.array(z.object({ label: z.string(), words: z.string() })) },
    }),
  ),
  may: z.array(z.string()),
  /** The last act, if this reader took it and may still take it back: `POST /api/cases/{kind}/{id}/undo {version}`. */
  undo: z.object({ title: z.string() }).nullable(),
})
/** A case that an act has taken out of its actor's sight. */
export const handedOver = z.object({ id: z.uuid(), kind: z.string(), handedOver: z.literal(true) })

const wordsOf = (words: Readonly<Record<string, { title: string }>>) =>
  Object.entries(words)
    .map(([name, { title }]) => `${name} ${title}`)
    .join('；')

const among = (words: Readonly<Record<string, { title: string }>>, says: string) =>
  z.enum(Object.keys(words)).describe(`${says}：${wordsOf(words)}`)

/** What forms leave on a case, each once it was left. */
const factsOf = (facts: Fields) =>
  z.looseObject(
    Object.fromEntries(Object.entries(facts).map(([name, field]) => [name, toldOf(field, true).optional()])),
  )

/** An action's form; in several states the same one, or one of those that its states have. */
function formsOf(declared: AnyCase, action: string): z.ZodType {
  const forms = Object.values(declared.states).flatMap(({ actions }) => {
    const found: Action | undefined = actions?.[action]
    return found ? [shapeOf(found.form ?? none)] : []
  })
  const [first, ...others] = [...new Set(forms)]
  return others.length === 0 && first ? first : z.union([...new Set(forms)])
}
const none: Fields = {}

function shapesOf(declared: AnyCase) {
  const subject = registerShapes(declared.subject as Register)
  const lights = Object.keys(declared.signals).length > 0
  const said = {
    kind: z.literal(declared.name),
    state: among(declared.states, '状态'),
    ...(lights && { signal: among(declared.signals, '亮灯').nullable() }),
    facts: factsOf(declared.facts),
  }
  const actions = declared.actions.filter((name: string) => name !== 'read') as string[]
  const listed = called(`${declared.name}.listed`, listedCase.extend(said))
  const whole = called(
    `${declared.name}.case`,
    caseWhole.extend({ ...said, record: subject.row, may: z.array(z.enum(actions)).describe('您现在能办的动作') }),
  )
  return {
    ...{ whole, page: pageOf(listed), acted: z.union([whole, handedOver]) },
    acts: new Map(actions.map((name) => [name, actOf(declared, name)])),
  }
}

/** What an act is asked by: the version that was seen, and its form. */
function actOf(declared: AnyCase, name: string): z.ZodType {
  const filled = formsOf(declared, name)
  const empty = filled.safeParse({}).success
  return called(
    `${declared.name}.${name}`,
    z.strictObject({
      version: z.int().min(1).describe('看到的版本；已有新进展的不会被盖掉'),
      form: empty ? filled.optional() : filled,
    }),
  )
}

/** The shapes of a kind of case: as a list and its page answer one, and what each act is asked by. */
export const caseShapes = onceEach(shapesOf)
