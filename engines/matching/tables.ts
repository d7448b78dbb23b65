import type { Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'matching.finding': { by: 'subject', why: 'lies beside the row that it is about' },
}
