import { casesPage, listPage } from '#platform'
import { answering, calling, listing, milestoneRun, projectRun, resultRun } from './cases.ts'
import { answer, challenge, jointProject, partner, result } from './registers.ts'

export const pages = [
  listPage(challenge, { meets: [{ for: ['visitor', 'citizen', 'enterprise'], in: ['reading'], rank: 70 }] }),
  listPage(partner),
  listPage(answer),
  listPage(jointProject),
  listPage(result),
  casesPage(listing, { columns: ['sort', 'standing'] }),
  casesPage(calling, { columns: ['answersUntil', 'answers', 'chosen'] }),
  casesPage(answering, { columns: ['organisation', 'title', 'score'] }),
  casesPage(projectRun, { columns: ['organisation', 'endsOn', 'rights'] }),
  casesPage(milestoneRun, { columns: ['dueOn'] }),
  casesPage(resultRun, { columns: ['origin', 'standing'] }),
]
