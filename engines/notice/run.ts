import { newId, type Database, type Tx } from '#kernel/database'
import { on } from '#kernel/event'
import type { Ended } from '#kernel/job'
import type { EntryKind } from './index.ts'

export interface Message {
  kind: EntryKind
  title: string
  says: string
  /** Path of the page to open. */
  path: string
  /** What it is about: `<kind>:<id>`. */
  about: string
  dueAt: Date | null
}

/** Puts one entry in each reader's inbox, in the transaction that gives rise to it. Former work about a thing is settled first. */
export function tell(tx: Tx, people: readonly string[], message: Message, at: Date) {
  for (const person of new Set(people)) {
    const { dueAt: due_at, ...said } = message
    tx.add('notice.entry', { id: newId(at), person, ...said, due_at, at })
  }
}

/** The work about a thing waits for nobody any more. */
export const settle = (tx: Tx, about: string, at: Date) =>
  tx.query(
    `update notice.entry set done_at = $2, read_at = coalesce(read_at, $2) where about = $1 and kind = 'todo' and done_at is null`,
    [about, at],
  )

/** Opens an entry: news are done once read, work stays until it is done. */
export const markRead = (database: Database, person: string, id: string, at: Date) =>
  database.write({ person }, (tx) =>
    tx.query(
      `update notice.entry set read_at = coalesce(read_at, $3), done_at = case when kind = 'note' then coalesce(done_at, $3) else done_at end where id = $1 and person = $2`,
      [id, person, at],
    ),
  )

/** What waits in the inbox of someone who leaves a post goes to the successor, in the same transaction. */
export function followPosts() {
  on('position.ended', 'hand-over-the-inbox', async (tx, event) => {
    const { person, successor } = event.about as { person: string; successor: string | null }
    if (successor)
      await tx.query(`update notice.entry set person = $2 where person = $1 and kind = 'todo' and done_at is null`, [
        person,
        successor,
      ])
  })
}

/** Work that somebody asked for and may have left ends in their inbox. */
export function tellEndsOfWork() {
  on('job.ended', 'tell-whoever-asked', async (tx, event) => {
    const { id, person, title, state, says, path } = event.about as unknown as Ended
    const words = state === 'done' ? says : `没有做成：${says}`
    tell(
      tx,
      [person],
      { kind: 'note', title, says: words, path: path ?? '/jobs', about: `job:${id}`, dueAt: null },
      event.at,
    )
  })
}
