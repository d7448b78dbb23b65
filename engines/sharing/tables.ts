import { madeUnique, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'sharing.call': { by: 'contract', why: 'counted and watched by contract', breaks: { call_pkey: madeUnique } },
  'sharing.used': { by: 'contract', why: 'one row a contract and day, written by each of its calls' },
}
