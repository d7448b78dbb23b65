import * as z from 'zod'

/** The address of one row. */
export const one = z.object({ id: z.uuid().describe('编号') })
/** Where a page begins. */
export const from = z.strictObject({ after: z.uuid().optional().describe('从哪里接着读：上一页答复里的 next') })
/** Rows of a page. */
export const mostRows = 50
/** Where the page after begins; null at the end. */
export const after = (rows: readonly { id: string }[]) => (rows.length === mostRows ? (rows.at(-1)?.id ?? null) : null)
