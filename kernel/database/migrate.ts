import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { secret } from './embedded.ts'
import { asUser, primaryOf } from './primary.ts'

/** The application's login role and the password kept for it. */
export interface AppRole {
  url: string
}

/**
 * Brings the schema to the newest migration as the owner, and makes the application's role.
 * An applied migration that has changed since is refused.
 * @param owners   an owner's URL who may create roles; or several, of which one takes writes
 * @param dataDir  where the role's password is kept, mode 600
 * @param besides  makes what no migration carries, such as a library's own tables, before the role is granted its part
 */
export async function migrate(
  owners: string,
  dataDir: string,
  {
    folder = fileURLToPath(new URL('../../database/migrations', import.meta.url)),
    besides = async () => {},
  }: { folder?: string; besides?: (ownerUrl: string) => Promise<void> } = {},
): Promise<AppRole> {
  const ownerUrl = await primaryOf(owners)
  await ensureDatabase(ownerUrl)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const version = Number((await owner.query('show server_version_num')).rows[0].server_version_num)
    if (version < 160_000) throw new Error(`PostgreSQL 16 or newer is needed; this one is ${version / 10_000}.`)
    await owner.query('select pg_advisory_lock(320900)')
    const role = `${decodeURIComponent(new URL(ownerUrl).pathname.slice(1))}_app`
    const url = await makeRole(owner, role, ownerUrl, dataDir)
    await applyAll(owner, folder)
    await besides(ownerUrl)
    await grant(owner, role)
    return { url: asUser(owners, url) }
  } finally {
    await owner.end()
  }
}

/** Another process that starts at the same moment has made it. */
const madeMeanwhile = ['42P04', '23505']

async function ensureDatabase(ownerUrl: string) {
  const wanted = new URL(ownerUrl)
  const name = decodeURIComponent(wanted.pathname.slice(1))
  wanted.pathname = '/postgres'
  const client = new pg.Client({ connectionString: wanted.href })
  try {
    await client.connect()
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0)
      await client
        .query(`create database ${client.escapeIdentifier(name)} encoding 'UTF8' template template0`)
        .catch((error: { code?: string }) => {
          if (!madeMeanwhile.includes(error.code ?? '')) throw error
        })
  } finally {
    await client.end()
  }
}

async function makeRole(owner: pg.Client, role: string, ownerUrl: string, dataDir: string): Promise<string> {
  const password = secret(path.join(dataDir, `${role}.secret`))
  const name = owner.escapeIdentifier(role)
  const exists = await owner.query('select 1 from pg_roles where rolname = $1', [role])
  const verb = exists.rowCount ? 'alter' : 'create'
  await owner.query(
    `${verb} role ${name} login nosuperuser nocreatedb nocreaterole nobypassrls password ${owner.escapeLiteral(password)}`,
  )
  const url = new URL(ownerUrl)
  url.username = role
  url.password = password
  return url.href
}

async function applyAll(owner: pg.Client, folder: string) {
  await owner.query(`create schema if not exists kernel`)
  await owner.query(
    `create table if not exists kernel.migration (name text primary key, hash text not null, applied_at timestamptz not null default now())`,
  )
  const applied = new Map(
    (await owner.query('select name, hash from kernel.migration')).rows.map((row) => [
      row.name as string,
      row.hash as string,
    ]),
  )
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()) {
    const text = readFileSync(path.join(folder, name), 'utf8')
    const hash = createHash('sha256').update(text).digest('hex')
    if (applied.get(name) === hash) continue
    if (applied.has(name))
      throw new Error(`The migration ${name} was changed after it was applied: write a new one instead.`)
    await owner.query('begin')
    try {
      await owner.query(text)
      await owner.query('insert into kernel.migration (name, hash) values ($1, $2)', [name, hash])
      await owner.query('commit')
    } catch (cause) {
      await owner.query('rollback')
      throw new Error(`The migration ${name} failed: ${(cause as Error).message}`, { cause })
    }
  }
}

/** The application reads and writes rows and owns nothing; what is only ever added to, it may only add to. */
async function grant(owner: pg.Client, role: string) {
  const name = owner.escapeIdentifier(role)
  const schemas = (
    await owner.query(
      `select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')`,
    )
  ).rows.map((row) => row.nspname as string)
  for (const schema of schemas) {
    const at = owner.escapeIdentifier(schema)
    await owner.query(`grant usage on schema ${at} to ${name}`)
    await owner.query(`grant select, insert, update, delete on all tables in schema ${at} to ${name}`)
    await owner.query(`grant execute on all functions in schema ${at} to ${name}`)
  }
  const { rows } = await owner.query(`select format('%I.%I', n.nspname, c.relname) as named from pg_description d
    join pg_class c on c.oid = d.objoid join pg_namespace n on n.oid = c.relnamespace where d.objsubid = 0 and d.description like 'append-only:%'`)
  for (const row of rows) await owner.query(`revoke update, delete, truncate on ${row.named} from ${name}`)
  await owner.query(`revoke insert, update, delete on kernel.migration from ${name}`)
}
