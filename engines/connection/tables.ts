import { everywhere, madeUnique, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'connection.line': everywhere('one row a connection'),
  'connection.compared': everywhere('a few rows a day'),
  'connection.stale': { by: 'subject', why: 'lies with the row that has changed' },
  'connection.message': {
    by: 'key',
    why: 'the messages of one key are taken in order',
    breaks: { message_pkey: madeUnique },
  },
}
