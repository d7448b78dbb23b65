import { isDeepStrictEqual } from 'node:util'
import { pagesById, type Row, type Tx } from '#kernel/database'
import { columnOf, tableOf, type Register } from './index.ts'
import { lastingOf } from './sealing.ts'

/** A record that is not what the events that tell of it say. */
interface Found {
  what: 'record'
  subject: string
  says: string
}

/** Of what happened to a record, its version is evidence: who changed which fields to what. */
export const versionsAsEvidence = {
  kinds: ['register.created', 'register.amended'],
  /** The version that each event names, by the event's id. */
  async rowsOf(ask: Tx['query'], events: readonly { id: string; subject: string; about: unknown }[]) {
    const recordOf = ({ subject }: { subject: string }) => subject.slice(subject.lastIndexOf(':') + 1)
    const versionOf = ({ about }: { about: unknown }) => (about as { version: number }).version
    const versions = await ask<Row & { record: string; version: number; changes: Row }>(
      `select v.record, v.version, v.register, v.actor_name as "actorName", v.behalf, v.changes
       from unnest($1::uuid[], $2::int[]) as asked(record, version) join record.version v using (record, version)`,
      [events.map(recordOf), events.map(versionOf)],
    )
    const byName = new Map(
      versions.map((version) => {
        const changes = Object.entries(version.changes).map(([name, value]) => [name, lastingOf(value)])
        return [`${version.record} ${version.version}`, { ...version, changes: Object.fromEntries(changes) }]
      }),
    )
    return new Map(
      events.flatMap((event) => {
        const version = byName.get(`${recordOf(event)} ${versionOf(event)}`)
        return version ? [[event.id, version as never]] : []
      }),
    )
  },
}

/** The fields as they are kept, sealed ones sealed. */
const fieldsOf = (register: Register) =>
  Object.keys(register.fields)
    .map((name) => `t.${columnOf(name)} as "${name}"`)
    .join(', ')

/** Records against their versions, and versions against the events that tell of them. */
export const checkRegisters = (registers: Iterable<Register>) =>
  async function* check(ask: Tx['query']): AsyncGenerator<Found> {
    for (const register of registers) {
      const text = `select t.id, t.version, ${fieldsOf(register)} from ${tableOf(register)} t where t.id > $1 order by t.id limit $2`
      for await (const rows of pagesById<Row & { id: string; version: number }>(ask, text))
        yield* checkRows(ask, register, rows)
      const gone = await ask<{ record: string }>(
        `select v.record from record.version v where v.register = $1 and v.version = 1
         and not exists (select 1 from ${tableOf(register)} t where t.id = v.record) limit 1000`,
        [register.name],
      )
      for (const { record } of gone)
        yield {
          what: 'record',
          subject: `${register.name}:${record}`,
          says: `${register.title}的记录 ${record} 有版本而没有了记录：它被删除了。`,
        }
    }
  }

async function* checkRows(
  ask: Tx['query'],
  register: Register,
  rows: readonly (Row & { id: string; version: number })[],
) {
  const versions = await ask<{ record: string; version: number; changes: Row; told: boolean }>(
    `select v.record, v.version, v.changes, exists (
       select 1 from kernel.event e where e.subject = $1 || ':' || v.record and e.kind in ('register.created', 'register.amended')
         and e.about->>'version' = v.version::text) as told
     from record.version v where v.record = any($2::uuid[]) order by v.record, v.version`,
    [register.name, rows.map(({ id }) => id)],
  )
  const byRecord = Map.groupBy(versions, ({ record }) => record)
  for (const row of rows) {
    const its = byRecord.get(row.id) ?? []
    const folded: Row = Object.assign({}, ...its.map(({ changes }) => changes))
    const plain = JSON.parse(JSON.stringify(row)) as Row
    const differs = Object.keys(register.fields).filter(
      (name) => !isDeepStrictEqual(lastingOf(plain[name] ?? null), lastingOf(folded[name] ?? null)),
    )
    const whole = its.length === row.version && its.every(({ told }) => told)
    if (differs.length === 0 && whole) continue
    const says = whole
      ? `${register.title}的记录 ${row.id} 与它的版本不符（${differs.join('、')}）：有人绕过登记改动了它。`
      : `${register.title}的记录 ${row.id} 的版本缺失，或者没有相应的事件：它不是经登记产生的。`
    yield { what: 'record' as const, subject: `${register.name}:${row.id}`, says }
  }
}
