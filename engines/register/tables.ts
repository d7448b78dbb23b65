import { everywhere, madeUnique, type Placement } from '#kernel/engine'
import { tableOf, type Register } from './index.ts'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'record.field_key': everywhere('one row a rotation'),
  'record.look': {
    by: 'record',
    why: 'read beside its record; a person asks rarely and of every node',
    breaks: { look_pkey: madeUnique },
  },
  'record.version': { by: 'record', why: 'the trail of one record is read together' },
  'search.entry': { by: 'subject', why: 'written with its subject; a search asks every node' },
  'search.indexed': everywhere('one row a kind'),
}

/** A register lies whole on every node unless it says by what its rows would lie apart. */
export const tablesOfRegisters = (registers: Iterable<Register>): Placement =>
  Object.fromEntries(
    [...registers].map((register) => [
      tableOf(register),
      register.placed ?? everywhere('a register of few rows, written by one desk, joined from everywhere'),
    ]),
  )
