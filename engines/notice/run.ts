import { newId, type Database, type Tx } from '#kernel/database'
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
export const settle = (tx: Tx, about: string, at: Date) => tx.run('select notice.settle($1, $2)', [about, at])

/** Of some things those about which work waits in a person's inbox. */
export async function waitsAbout(database: Database, person: string, things: readonly string[]): Promise<Set<string>> {
  if (things.length === 0) return new Set()
  const rows = await database.read<{ about: string }>(
    { person },
    `select distinct about from notice.entry where person = $1 and about = any($2::text[]) and kind = 'todo' and done_at is null`,
    [person, things],
  )
  return new Set(rows.map(({ about }) => about))
}

/** Opens an entry: news are done once read, work stays until it is done. */
export const markRead = (database: Database, person: string, id: string, at: Date) =>
  database.write({ person }, (tx) =>
    tx.query(
      `update notice.entry set read_at = coalesce(read_at, $3), done_at = case when kind = 'note' then coalesce(done_at, $3) else done_at end where id = $1 and person = $2`,
      [id, person, at],
    ),
  )
