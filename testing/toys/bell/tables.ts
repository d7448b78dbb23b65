import { everywhere, madeUnique, type Placement } from '#kernel/engine'

export const tables: Placement = {
  'bell.bell': everywhere('a city has few bells'),
  'bell.ring': { by: 'bell', why: 'rings are read by their bell', breaks: { ring_pkey: madeUnique } },
}
