import { dayOf, daysBetween } from '#kernel/clock'
import type { Database, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { gauge } from '#kernel/metric'
import type { Register } from '#engines/register'
import { heldByIds, type By } from '#engines/register/run'
import { leaving, remindersSince } from './deadline.ts'
import { happened } from './publish.ts'
import type { AnyCase } from './index.ts'
import { moveTo } from './move.ts'
import { firstOf } from './period.ts'
import { platformActor } from './platform-actor.ts'
import { columns, leaveStep, type CaseRow } from './row.ts'
import { standsStill } from './stop.ts'
import { call, remindOf } from './notify.ts'
import { time, type Subject } from './stand.ts'

/**
 * What the clock does: reminders that have come, states whose time has run out, lights that time has changed. A batch
 * is one transaction; most cases only move to their next look, all in one statement. Several processes may sweep at once.
 * @returns how many cases were looked at
 */
export async function sweep(database: Database, now: Date, most = 500): Promise<number> {
  const by = { actor: platformActor, at: now }
  const cases = houseOf(database).parts<AnyCase>('case')
  return database.write({ all: 'on' }, async (tx) => {
    const rows = await tx.query<CaseRow>(
      `select ${columns} from casework.case t where t.next_at <= $1 order by t.next_at limit $2 for update skip locked`,
      [now, most],
    )
    const moved: CaseRow[] = []
    const relit: [CaseRow, Subject][] = []
    for (const [kind, held] of Map.groupBy(rows, (row) => row.kind)) {
      const declared = cases.get(kind)
      if (!declared) throw new Error(`a case of a kind nobody declares: ${kind}`)
      const subjects = await heldByIds(
        tx,
        declared.subject as Register,
        held.map((row) => row.subject),
      )
      for (const row of held) {
        const before = row.signal
        const subject = subjects.get(row.subject) as Subject
        if (!(await look(tx, declared, row, subject, by))) continue
        moved.push(row)
        if (row.signal !== before) relit.push([row, subject])
      }
    }
    await tx.query(
      `update casework.case c set signal = m.signal, next_at = m.next_at from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as m(id, signal, next_at) where c.id = m.id`,
      [moved.map((row) => row.id), moved.map((row) => row.signal), moved.map((row) => row.nextAt)],
    )
    for (const [row, subject] of relit) await happened(tx, 'relit', row, subject, { signal: row.signal }, by)
    return rows.length
  })
}

/** The next instant at which a case must be looked at; null when none must. */
export async function nextSweep(database: Database): Promise<Date | null> {
  const [next] = await database.read<{ at: Date | null }>(
    { all: 'on' },
    'select min(next_at) as at from casework.case where next_at is not null',
  )
  return next?.at ?? null
}

/** Measures how far the clock's work lies behind: the age of the oldest look that is due. */
export function watchSweep(database: Database, now: () => Date) {
  const lag = async () => {
    const [oldest] = await database.read<{ at: Date | null }>(
      { all: 'on' },
      'select min(next_at) as at from casework.case where next_at <= $1',
      [now()],
    )
    return [[{}, oldest?.at ? (now().getTime() - oldest.at.getTime()) / 1000 : 0]] as const
  }
  gauge('city_sweep_lag_seconds', 'age of the oldest look at a case that is due', [], lag, database.rooms)
}

/** Looks at one case. @returns whether only its light and its next look have changed, for the caller to keep */
async function look(tx: Tx, declared: AnyCase, row: CaseRow, subject: Subject, by: By): Promise<boolean> {
  const since = dayOf(new Date((row.nextAt ?? by.at).getTime() - 1))
  const today = dayOf(by.at)
  if (row.dueOn && !row.closedAt && !standsStill(declared, row.state))
    await remind(tx, declared, row, remindersSince(declared, row.dueOn, since, today), by)
  const end = leaving(declared, row, subject)
  if (end.to && end.at && end.at < by.at) {
    const title = declared.states[end.to]?.title ?? '逾期'
    await moveTo(tx, declared, row, subject, end.to, { action: 'overdue', title, form: {} }, by)
    return false
  }
  const every = declared.states[row.state]?.every
  if (every && firstOf(every, since) !== firstOf(every, today)) await call(tx, declared, row, by)
  time(declared, row, subject, by.at)
  return true
}

async function remind(tx: Tx, declared: AnyCase, row: CaseRow, days: readonly number[], by: By) {
  if (days.length === 0 || !declared.states[row.state]?.awaits || !row.dueOn) return
  const left = daysBetween(dayOf(by.at), row.dueOn)
  await remindOf(tx, declared, row, left, by)
  leaveStep(tx, row, { action: 'remind', from: row.state, form: { days: left } }, by)
}
