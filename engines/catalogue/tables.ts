import { everywhere, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'catalogue.compiled': everywhere('one row for each register and dataset of the platform'),
  'catalogue.entry': everywhere('one row a published resource, tens of thousands at the most'),
  'catalogue.stale': everywhere('the few rows that have changed since the last sweep'),
}
