import { madeUnique, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'exchange.arrival': {
    by: 'key',
    why: 'what is told of somebody lies together, and is asked for by who it is of',
    breaks: { arrival_pkey: madeUnique },
  },
}
