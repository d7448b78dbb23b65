import { everywhere, madeUnique, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'seal.maker': everywhere('one row'),
  'seal.seal': everywhere('some thousands of seals'),
  'seal.paper': {
    by: 'record',
    why: 'read beside the row that it is issued for',
    breaks: {
      paper_pkey: madeUnique,
      paper_code_key: 'codes are 128 random bits; unique by their making',
    },
  },
}
