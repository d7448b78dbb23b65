import { dayOf, startOf } from '#kernel/clock'
import type { Row, Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import type { Register } from '#engines/register'
import { hold, type By } from '#engines/register/run'
import type { AnyCase } from './index.ts'
import { openCase } from './open.ts'
import { platformActor } from './platform-actor.ts'
import { holdOpen } from './row.ts'
import type { Subject } from './stand.ts'

/**
 * Opens a case over the row of an id. A row that is not there opens none.
 * @param facts left on it from the beginning. @param unlessOpen only where none of its kind is open over the row
 */
export async function openOver(tx: Tx, declared: AnyCase, id: string, by: By, facts: Row = {}, unlessOpen = false) {
  tx.holds([id])
  const subject = await hold(tx, declared.subject as Register, id)
  if (subject && unlessOpen) await openUnlessOpen(tx, declared, subject, by, facts)
  else if (subject) await openCase(tx, declared, subject, by, { facts })
}

/** Opens a case over a row over which none of its kind is open. */
export async function openUnlessOpen(tx: Tx, declared: AnyCase, subject: Subject, by: By, facts: Row = {}) {
  tx.holds([subject.id])
  if ((await holdOpen(tx, declared, 'subject', subject.id)).length === 0)
    await openCase(tx, declared, subject, by, { facts })
}

/** Keeps the day on which a case will open over a row, in place of the day before. */
export function awaitDay(tx: Tx, { name: kind }: AnyCase, field: string, subject: Subject) {
  tx.holds([subject.id])
  const on_day = (subject[field] as string | null) ?? null
  if (on_day) tx.add('casework.opening', { kind, subject: subject.id, on_day }, { key: ['kind', 'subject'] })
  else tx.run('delete from casework.opening where kind = $1 and subject = $2', [kind, subject.id])
}

/** Opens the cases whose day has come, a batch a transaction; several processes may share the work. @returns how many */
export async function openDue({ database, parts }: House, now: Date, most = 200): Promise<number> {
  const cases = parts<AnyCase>('case')
  const by = { actor: platformActor, at: now }
  return database.write({ all: 'on' }, async (tx) => {
    const due = await tx.query<{ kind: string; subject: string }>(
      `delete from casework.opening where (kind, subject) in
         (select kind, subject from casework.opening where on_day <= $1 order by on_day, kind, subject limit $2 for update skip locked)
       returning kind, subject`,
      [dayOf(now), most],
    )
    for (const { kind, subject } of due) {
      const declared = cases.get(kind)
      const row = declared && (await hold(tx, declared.subject as Register, subject))
      if (row) await openUnlessOpen(tx, declared, row, by)
    }
    return due.length
  })
}

/** The next day on which a case opens; null when none waits. */
export async function nextOpening({ database }: House): Promise<Date | null> {
  const [next] = await database.read<{ day: string | null }>(
    { all: 'on' },
    'select min(on_day) as day from casework.opening',
  )
  return next?.day ? startOf(next.day) : null
}
