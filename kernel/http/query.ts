import { parse } from 'node:querystring'
import * as z from 'zod'

/** A list's query as text within a body: read as the list's own address would be, and of its shape or refused. */
export const queryText = <T>(query: z.ZodType<T>) =>
  z
    .string()
    .max(2000)
    .default('')
    .transform((text): unknown => ({ ...parse(text) }))
    .pipe(query)

/** A list's query: the names it knows, and filters over the list's own fields as `filter.<field>`, each once; no other name. */
export const listed = <S extends z.ZodRawShape>(shape: S) =>
  z.looseObject(shape).superRefine((asked, context) => {
    const others = Object.entries(asked).filter(([name]) => !Object.hasOwn(shape, name))
    const unknown = others.map(([name]) => name).filter((name) => !name.startsWith('filter.'))
    if (unknown.length > 0) context.addIssue({ code: 'unrecognized_keys', keys: unknown, input: asked })
    for (const [name, value] of others)
      if (!unknown.includes(name) && typeof value !== 'string')
        context.addIssue({ code: 'invalid_type', expected: 'string', path: [name], input: value })
  })
