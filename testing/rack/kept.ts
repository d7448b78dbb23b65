import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { openFiles } from '#kernel/file'
import { ask } from './client.ts'
import type { ActNote, Ledger } from './ledger.ts'

/** What is acknowledged and not there exactly once. @param refused acts that were asked for again and refused: they must not be there at all */
export async function lost(
  owner: pg.Client,
  base: string,
  dataDir: string,
  ledger: Ledger,
  refused: readonly ActNote[],
): Promise<string[]> {
  return [
    ...(await lostActs(owner, ledger)),
    ...(await halfRefused(owner, refused)),
    ...(await lostRows(owner, ledger)),
    ...(await lostFiles(owner, dataDir, ledger)),
    ...(await lostWork(owner, ledger)),
    ...(await lostSessions(base, ledger)),
  ]
}

async function lostActs(owner: pg.Client, { acts }: Ledger) {
  const found: string[] = []
  const keyed = acts.filter((act) => act.key)
  const { rows } = await owner.query(
    `select a.key, a.words, (select count(*)::int from kernel.once o where o.key = a.key) as keys,
       (select count(*)::int from kernel.once o join kernel.event e on e.subject = a.subject and e.kind = 'case.acted' and e.about->>'action' = a.action and e.about->>'version' = o.answer::text where o.key = a.key) as events,
       (select count(*)::int from casework.step s where s.case_id = split_part(a.subject, ':', 2)::uuid and s.form->>'words' = a.words) as steps
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as a(key, subject, action, words)`,
    [
      keyed.map((act) => act.key),
      keyed.map((act) => act.subject),
      keyed.map((act) => act.action),
      keyed.map((act) => act.words ?? null),
    ],
  )
  for (const row of rows)
    if (row.keys !== 1 || row.events !== 1 || (row.words && row.steps !== 1))
      found.push(`an acknowledged act is not there exactly once: ${JSON.stringify(row)}`)
  const undone = acts.filter((act) => !act.key)
  const undos = await owner.query(
    `select a.subject, a.version from unnest($1::text[], $2::int[]) as a(subject, version)
     where (select count(*) from kernel.event e where e.subject = a.subject and e.kind = 'case.acted' and e.about->>'action' = 'undo' and (e.about->>'version')::int = a.version) <> 1`,
    [undone.map((act) => act.subject), undone.map((act) => act.version)],
  )
  for (const row of undos.rows) found.push(`an acknowledged undo is not there exactly once: ${JSON.stringify(row)}`)
  return found
}

async function halfRefused(owner: pg.Client, refused: readonly ActNote[]) {
  const { rows } = await owner.query(
    `select s.form->>'words' as words from casework.step s where s.form->>'words' = any($1::text[])
     union all select key from kernel.once where key = any($2::text[])`,
    [refused.flatMap((act) => act.words ?? []), refused.flatMap((act) => act.key ?? [])],
  )
  return rows.map((row) => `an act that was refused is there: ${JSON.stringify(row)}`)
}

async function lostRows(owner: pg.Client, { rows, amends }: Ledger) {
  const made = await owner.query(
    `select a.name from unnest($1::text[], $2::uuid[]) as a(name, id) where array(select t.id from record.plan_target t where t.name = a.name) <> array[a.id]`,
    [rows.map((row) => row.name), rows.map((row) => row.id)],
  )
  const amended = await owner.query(
    `select a.* from unnest($1::uuid[], $2::int[], $3::text[], $4::text[]) as a(id, version, field, value)
     where (select count(*) from record.version v where v.record = a.id and v.version = a.version and v.changes->>a.field = a.value) <> 1`,
    [
      amends.map((one) => one.id),
      amends.map((one) => one.version),
      amends.map((one) => one.field),
      amends.map((one) => String(one.value)),
    ],
  )
  return [
    ...made.rows.map((row) => `an acknowledged row is not there exactly once: ${JSON.stringify(row)}`),
    ...amended.rows.map((row) => `an acknowledged amendment is not there exactly once: ${JSON.stringify(row)}`),
  ]
}

/** A file is whole when its content has its name. */
async function lostFiles(owner: pg.Client, dataDir: string, { files }: Ledger) {
  const { rows } = await owner.query('select distinct file from kernel.upload union select file from kernel.file_use')
  const kept = new Set(rows.map((row) => row.file as string))
  const store = openFiles(path.join(dataDir, 'files'))
  const found = files.filter((id) => !kept.has(id)).map((id) => `an acknowledged file is not noted: ${id}`)
  for (const id of kept) {
    const there = createHash('sha256')
      .update(readIfThere(store.pathOf(id)))
      .digest('hex')
    if (there !== id) found.push(`a file is not whole: ${id}`)
  }
  return found
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    return Buffer.alloc(0)
  }
}

async function lostWork(owner: pg.Client, { jobs }: Ledger) {
  const { rows } = await owner.query(
    `select a.id from unnest($1::uuid[]) as a(id) where not exists (select 1 from kernel.job j where j.id = a.id and j.state = 'done')`,
    [jobs],
  )
  const made = await owner.query(
    `select id, path from kernel.job where name like 'export-%' and state = 'done' and not exists (select 1 from kernel.upload u where path like '/api/files/' || u.file || '/%')`,
  )
  return [
    ...rows.map((row) => `accepted work is not done: ${row.id}`),
    ...made.rows.map((row) => `an export has no file: ${JSON.stringify(row)}`),
  ]
}

async function lostSessions(base: string, { sessions }: Ledger) {
  const found: string[] = []
  for (const cookie of sessions.slice(-5)) {
    const outcome = await ask(base, 'GET', '/api/session', { cookie })
    if (outcome.is !== 'done') found.push(`a session that was opened is gone`)
  }
  return found
}
