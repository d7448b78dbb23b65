import { everywhere, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'assessment.scheme': everywhere('one row a scheme'),
  'assessment.frozen': { by: 'scheme', why: 'read with the others of its scheme' },
  'assessment.change': { by: 'scheme', why: 'read with the others of its scheme' },
}
