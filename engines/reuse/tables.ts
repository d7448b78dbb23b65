import { everywhere, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'reuse.kit': everywhere('one row a kit'),
  'reuse.made': everywhere('few rows, looked for by whatever happens on any row'),
}
