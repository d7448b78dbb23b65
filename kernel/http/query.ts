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
