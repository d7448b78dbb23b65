import type { Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'archive.package': { by: 'id', why: 'asked for one by one, beside the row that it is of' },
}
