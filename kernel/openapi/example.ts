import type { Schema } from './shape.ts'

const byFormat: Record<string, string> = {
  uuid: '01934567-89ab-7cde-8f01-23456789abcd',
  date: '2024-11-20',
  'date-time': '2024-11-20T01:00:00.000Z',
  base64: 'eWFuY2hlbmc=',
  uri: 'https://example.org/',
}

/** A value that a schema takes, always the same one. @param named what its references are called after */
export function exampleOf(schema: Schema, named: ReadonlyMap<string, Schema>): unknown {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) as string
    return exampleOf(named.get(name) as Schema, named)
  }
  for (const list of [schema.examples, schema.enum]) if (list && list.length > 0) return list[0]
  for (const one of ['const', 'default'] as const) if (schema[one] !== undefined) return schema[one]
  const among = schema.anyOf ?? schema.oneOf
  if (among) return exampleOf(among.find(({ type }) => type !== 'null') ?? { type: 'null' }, named)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, named)))
  return ofType(schema, named)
}

function ofType(schema: Schema, named: ReadonlyMap<string, Schema>): unknown {
  switch ([schema.type].flat().find((type) => type !== 'null')) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, exampleOf(property, named)]),
      )
    case 'array':
      if (schema.prefixItems) return schema.prefixItems.map((item) => exampleOf(item, named))
      if (!schema.items || schema.items.not || schema.maxItems === 0) return []
      return Array.from({ length: schema.minItems || 1 }, () => exampleOf(schema.items as Schema, named))
    case 'string':
      return text(schema)
    case 'integer':
    case 'number':
      return Math.min(Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1), schema.maximum ?? Infinity)
    case 'boolean':
      return true
    default:
      return null
  }
}

/** Words: what the field is called, in the length that it takes. */
function text({ format, title = '示例', minLength = 0, maxLength = Infinity }: Schema): string {
  const known = format && byFormat[format]
  if (known) return known
  return title.repeat(Math.max(1, Math.ceil(minLength / title.length))).slice(0, maxLength)
}
