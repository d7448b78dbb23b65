import * as z from 'zod'

/** The address of one row. */
export const one = z.object({ id: z.uuid() })
/** Where a page begins. */
export const from = z.strictObject({ after: z.uuid().optional() })
/** Rows of a page. */
export const mostRows = 50
/** Where the page after begins; null at the end. */
export const after = (rows: readonly { id: string }[]) => (rows.length === mostRows ? (rows.at(-1)?.id ?? null) : null)
