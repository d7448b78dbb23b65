import type { Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'draw.draw': {
    by: 'id',
    why: 'asked for one by one',
    breaks: { draw_open: 'sealing takes a lock on what is drawn for' },
  },
  'draw.member': { by: 'draw', why: 'lies beside its draw' },
  'draw.place': { by: 'draw', why: 'lies beside its draw' },
}
