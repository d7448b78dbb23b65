import { casesPage, listPage } from '#platform'
import { appointment, reviewing, sitting } from './cases.ts'
import { committee, expert, membership, relation, review } from './registers.ts'

export const pages = [
  casesPage(reviewing, { columns: ['applicant', 'meetsOn', 'basis', 'result'] }),
  casesPage(sitting, { columns: ['name', 'place', 'fee'] }),
  casesPage(appointment, { columns: ['expert', 'body', 'endsOn'] }),
  listPage(expert),
  listPage(committee),
  listPage(membership),
  listPage(relation),
  listPage(review),
]
