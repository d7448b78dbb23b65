import type { Database } from '#kernel/database'

export { faults as sealFaults } from './faults.ts'
export { pdfOf } from './paper/issue.ts'
export { paperFor } from './read.ts'

/** The papers that a row was issued as, with their packages, the first edition first. */
export const sealedPapersOf = (database: Pick<Database, 'read'>, record: string) =>
  database.read<{ title: string; edition: number; ofd: Buffer; sealedAt: Date }>(
    { all: 'on' },
    'select title, edition, ofd, sealed_at as "sealedAt" from seal.paper where record = $1 order by part, edition',
    [record],
  )
