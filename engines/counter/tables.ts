import type { Placement } from '#kernel/engine'

const together = 'a draft and what was written of it are read together'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'counter.draft': { by: 'id', why: together },
  'counter.writing': { by: 'draft', why: together },
}
