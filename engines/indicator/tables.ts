import { everywhere, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'measure.indicator': everywhere('one row an indicator'),
  'measure.level': everywhere('indicators × months × agencies, read by every board'),
  'measure.part': { by: 'subject', why: 'counted in the transaction that changes the subject' },
  'measure.stale': { by: 'subject', why: 'lies beside the part that it asks for' },
  'measure.sum': everywhere('indicators × months × agencies; every count writes it, see the decision record'),
}
