import type * as z from 'zod'

/** A value as JSON takes it quickest: every instant that its shape knows of is text already. */
type Readies = (value: never) => unknown

/**
 * Writes answers of a shape, letter for letter as JSON.stringify does. That asks each Date for its text from within, at more than
 * twice what the text costs; where the shape says that one stands, it is asked before. What the shape does not
 * tell (a field of any kind, one of several shapes) JSON.stringify meets as it is.
 */
export function writerOf(shape: z.core.$ZodType): (answer: unknown) => string {
  const readies = readiesOf(shape)
  if (!readies) return JSON.stringify
  return (answer) => JSON.stringify(readies(answer as never))
}

function readiesOf(shape: z.core.$ZodType): Readies | undefined {
  const { def } = (shape as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'date':
      return (value: unknown) => (value instanceof Date ? value.toJSON() : value)
    case 'nullable':
    case 'optional': {
      const inner = readiesOf(def.innerType)
      return inner && ((value: unknown) => (value ? inner(value as never) : value))
    }
    case 'array': {
      const inner = readiesOf(def.element)
      return inner && ((value: unknown) => (Array.isArray(value) ? value.map((one) => inner(one as never)) : value))
    }
    case 'object': {
      const fields = Object.entries(def.shape).flatMap(([name, of]) => {
        const inner = readiesOf(of)
        return inner ? [[name, inner] as const] : []
      })
      return fields.length === 0 ? undefined : readiesFields(fields)
    }
    default:
      return undefined
  }
}

const readiesFields = (fields: readonly (readonly [name: string, inner: Readies])[]) => (value: object) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'toJSON' in value) return value
  const ready: Record<string, unknown> = { ...value }
  for (const [name, inner] of fields) if (ready[name]) ready[name] = inner(ready[name] as never)
  return ready
}
