import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as z from 'zod'
import { engines } from '../engines/index.ts'
import { writerOf } from '../kernel/http/wire.ts'

/** What may stand where something else was declared: a writer changes no letter of that either. */
const stray = fc.oneof(
  fc.constantFrom(null, undefined, '', 0, false, new Date(Number.NaN), { toJSON: () => 'itself' }),
  fc.array(fc.date(), { maxLength: 2 }),
  fc.anything({ withDate: true }),
)

/** Values of a shape, as far as its kind goes. */
function valuesOf(shape: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = (shape as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'date':
      return fc.date({ noInvalidDate: false })
    case 'string':
      return fc.string({ unit: 'binary', maxLength: 4 })
    case 'number':
      return fc.double()
    case 'boolean':
      return fc.boolean()
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'nullable':
      return fc.option(valuesOf(def.innerType))
    case 'optional':
      return fc.option(valuesOf(def.innerType), { nil: undefined })
    case 'array':
      return fc.array(usually(def.element), { maxLength: 3 })
    case 'union':
      return fc.oneof(...def.options.map(valuesOf))
    case 'record':
      return fc.dictionary(fc.string({ maxLength: 3 }), usually(def.valueType), { maxKeys: 3 })
    case 'object': {
      const known = Object.entries(def.shape).map(([name, of]) => [name, usually(of)] as const)
      const others = def.catchall ? fc.dictionary(fc.string({ maxLength: 3 }), stray, { maxKeys: 2 }) : fc.constant({})
      return fc
        .tuple(others, fc.record(Object.fromEntries(known), { requiredKeys: [] }))
        .map(([more, value]) => ({ ...more, ...value }))
    }
    default:
      return stray
  }
}
const usually = (shape: z.core.$ZodType) =>
  fc.oneof({ weight: 9, arbitrary: valuesOf(shape) }, { weight: 1, arbitrary: stray })

const writable = (value: unknown) => {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

const declared = engines
  .flatMap(({ routes }) => routes)
  .flatMap(({ at, answers }) => (answers ? [{ at, answers }] : []))

for (const { at, answers } of declared)
  test(`${at} is written letter for letter as JSON.stringify writes it`, () => {
    const write = writerOf(answers)
    fc.assert(
      fc.property(usually(answers), (answer) => {
        const plain = writable(answer)
        if (plain !== undefined) assert.equal(write(answer), plain)
      }),
      { numRuns: 50 },
    )
  })

test('an instant that a shape knows of is text before JSON.stringify meets it', () => {
  const met: string[] = []
  const at = new Date('2024-11-20T07:00:00Z')
  const told = Object.assign(at, { toJSON: (key?: string) => (met.push(String(key)), at.toISOString()) })
  const shape = z.object({ rows: z.array(z.object({ at: z.date().nullable(), any: z.unknown() })) })
  assert.equal(writerOf(shape)({ rows: [{ at: told, any: told }] }), JSON.stringify({ rows: [{ at, any: at }] }))
  assert.deepEqual(met.slice(0, 2), ['undefined', 'any'])
})
