import * as z from 'zod'

/** What every page of a list is asked by. */
export const listWords = {
  after: z.string().max(1000).optional().describe('从哪里接着读：上一页答复里的 next'),
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('一页几行'),
}
