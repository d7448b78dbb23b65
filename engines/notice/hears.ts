import type { Hearer } from '#kernel/event'
import type { Ended } from '#kernel/job'
import { tell } from './run.ts'

/** What waits in the inbox of someone who leaves a post goes to the successor, in the same transaction. */
const handOverTheInbox: Hearer = {
  hears: ['position.ended'],
  does: async (tx, event) => {
    const { person, successor } = event.about as { person: string; successor: string | null }
    if (successor)
      await tx.query(`update notice.entry set person = $2 where person = $1 and kind = 'todo' and done_at is null`, [
        person,
        successor,
      ])
  },
}

/** Work that somebody asked for and may have left ends in their inbox. */
const tellWhoeverAsked: Hearer = {
  hears: ['job.ended'],
  does: async (tx, event) => {
    const { id, person, title, state, says, path } = event.about as unknown as Ended
    const words = state === 'done' ? says : `没有做成：${says}`
    tell(
      tx,
      [person],
      { kind: 'note', title, says: words, path: path ?? '/jobs', about: `job:${id}`, dueAt: null },
      event.at,
    )
  },
}

export const hears = [handOverTheInbox, tellWhoeverAsked]
