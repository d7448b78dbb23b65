import { everywhere, madeUnique, type Placement } from '#kernel/engine'

export const tables: Placement = {
  'bell.bell': everywhere('a city has few bells'),
  'bell.toll': everywhere('one row a thread'),
  'bell.ring': { by: 'bell', why: 'rings are read by their bell', breaks: { ring_pkey: madeUnique } },
}
