import * as z from 'zod'
import { fieldShape, notes, type FieldNote } from '#kernel/field'

/** A schema as the description of the interface holds it. @source JSON Schema 2020-12 */
export interface Schema {
  $ref?: string
  type?: string | string[]
  title?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema | false
  prefixItems?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  not?: Schema
}

const names = new WeakMap<z.core.$ZodType, string>()

/** Has a shape stand by a name of its own wherever the interface is described. @param name of the words and dots of declared names */
export function called<T extends z.ZodType>(name: string, shape: T): T {
  names.set(shape, name)
  return shape
}

called('field', fieldShape)

/** A field in words: what it is called, what it may be, how it is kept. */
function fieldSays({ label, widget, unit, help, options, standard, sensitivity, sealed, columns }: FieldNote): string {
  const words = Object.entries(options ?? columns ?? {}).map(([value, word]) => `${value} ${word}`)
  return [
    widget === 'money' ? `${label}（${unit?.replace('元', '分')}，整数）` : unit ? `${label}（${unit}）` : label,
    ...(words.length > 0 ? [words.join('；')] : []),
    ...(widget === 'instant' ? ['带时区；答复一律用世界时'] : []),
    ...(help ? [help] : []),
    ...(standard ? [standard] : []),
    ...(sealed ? ['密封保存'] : sensitivity === 'personal' ? ['个人信息'] : []),
  ].join('。')
}

/** What a field may hold, for an example of it; nothing where its shape tells it. */
export type ExampleOf = (note: FieldNote) => unknown

/** The shapes of one description: each in its place, those with a name once. */
export class Shapes {
  readonly named = new Map<string, Schema>()
  readonly #metadata = z.registry<z.core.JSONSchemaMeta>()
  readonly #known = { input: new WeakMap<z.ZodType, Schema>(), output: new WeakMap<z.ZodType, Schema>() }

  constructor(exampleOfField: ExampleOf) {
    const get = (schema: z.core.$ZodType) => {
      const name = names.get(schema)
      const note = notes.get(schema as z.ZodType)
      const example = note && (exampleOfField(note) ?? note.example)
      return {
        ...(note && { title: note.label, description: fieldSays(note) }),
        ...(example !== undefined && { examples: [example] }),
        ...z.globalRegistry.get(schema),
        ...(name && { id: name }),
      }
    }
    Object.assign(this.#metadata, { get })
  }

  /** A shape as a schema. @param io as it is sent or as it is answered */
  of(shape: z.ZodType, io: 'input' | 'output'): Schema {
    const known = this.#known[io].get(shape)
    if (known) return known
    const whole = JSON.stringify(jsonOf(shape, { io, metadata: this.#metadata }))
    const {
      $schema: _,
      $defs = {},
      id: __,
      ...json
    } = JSON.parse(whole.replaceAll('"#/$defs/', '"#/components/schemas/')) as Record<string, unknown>
    for (const [name, { id: ___, ...schema }] of Object.entries($defs as Record<string, { id?: string }>))
      this.named.set(name, schema as Schema)
    this.#known[io].set(shape, json as Schema)
    return json as Schema
  }
}

const wellKnown = ['uuid', 'date', 'date-time', 'base64']

/** A shape as JSON tells it: an instant is a text, and nothing is said twice. */
export function jsonOf(
  shape: z.ZodType,
  how: { io: 'input' | 'output'; metadata?: z.core.$ZodRegistry<z.core.JSONSchemaMeta> },
): Record<string, unknown> {
  const json = z.toJSONSchema(shape, {
    ...{ ...how, unrepresentable: 'any' },
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
      if (how.metadata && wellKnown.includes(jsonSchema.format ?? '')) delete jsonSchema.pattern
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    },
  })
  return json as Record<string, unknown>
}
