import { madeUnique, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'notice.entry': { by: 'person', why: 'an inbox is one person’s', breaks: { entry_pkey: madeUnique } },
}
