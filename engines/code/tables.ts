import { everywhere, madeUnique, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'code.card': {
    by: 'holder',
    why: 'read beside its holder; an agency asks every node',
    breaks: { card_pkey: madeUnique },
  },
  'code.day_key': everywhere('one row a day'),
  'code.root': everywhere('one row'),
  'code.scan': {
    by: 'scanner',
    why: 'a code counts once a scanner',
    breaks: { scan_pkey: madeUnique },
  },
  'code.scanner': everywhere('thousands of devices'),
  'code.shown': { by: 'holder', why: 'read by its holder alone', breaks: { shown_pkey: madeUnique } },
}
