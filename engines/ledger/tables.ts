import { everywhere, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'ledger.alarm': everywhere('written by the one sequencer, a few rows a second'),
  'ledger.anchor': everywhere('written by the one sequencer, a few rows a second'),
  'ledger.audit': everywhere('one row, written by the one sequencer'),
  'ledger.checkpoint': everywhere('written by the one sequencer, a few rows a second'),
  'ledger.final': everywhere('written by the one sequencer, a few rows a second'),
  'ledger.forgotten': everywhere('written by the one sequencer, a few rows a second'),
  'ledger.witness': everywhere('written by the one sequencer, a few rows a second'),
}
