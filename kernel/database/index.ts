import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { secret } from './embedded.ts'
import { measureDatabase } from './measure.ts'
import { asUser, connectionTo, primaryOf } from './primary.ts'

export { copyCluster, hasCluster, survey, type Survey } from './backup.ts'
export { secret, startEmbedded, type Embedded } from './embedded.ts'
export { combine } from './lane.ts'
export { connectionTo, primaryOf } from './primary.ts'

/**
 * What rows a statement may see, as PostgreSQL's row-level security reads it (`scope.*` settings).
 * An empty scope sees nothing that is guarded.
 */
export interface Scope {
  /** `on`: every row. */
  all?: 'on'
  agency?: string
  /** Region codes, comma-separated; each covers what its code begins. */
  areas?: string
  person?: string
}

export type Row = Record<string, unknown>

/** A transaction. Everything it writes is there together or not at all. */
export interface Tx {
  query: <R = Row>(text: string, values?: readonly unknown[]) => Promise<R[]>
  /** Narrows or widens what the rest of the transaction may see. */
  as: (scope: Scope) => Promise<void>
  /** Runs once the transaction is durable; never when it was rolled back. */
  afterCommit: (act: () => void) => void
}

export interface Database {
  /** One statement under a scope, in one round trip: the scope cannot leak to another reader. */
  read: <R = Row>(scope: Scope, text: string, values?: readonly unknown[]) => Promise<R[]>
  /** A transaction under a scope; a serialisation failure or deadlock is tried again, at most three times. */
  write: <T>(scope: Scope, act: (tx: Tx) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

const { types } = pg
types.setTypeParser(types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`a bigint beyond 2^53: ${text}`)
  return value
})
types.setTypeParser(types.builtins.NUMERIC, Number)
types.setTypeParser(types.builtins.DATE, (text) => text)

/**
 * Whether an error says that the database cannot be reached now, not that it refuses.
 * @source PostgreSQL 18, appendix A: class 08, 53300, 57P01–57P03, 25006 (a replica)
 */
export function isAway(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  return (
    /^(08...|53300|57P0[123]|25006|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/.test(code) ||
    /^Connection terminated|not queryable$|^timeout exceeded when trying to connect$/.test(message)
  )
}

const setScope = {
  name: 'set-scope',
  text: `select set_config('scope.all',$1,true), set_config('scope.agency',$2,true), set_config('scope.areas',$3,true), set_config('scope.person',$4,true)`,
}
const scopeValues = (scope: Scope) => [scope.all ?? '', scope.agency ?? '', scope.areas ?? '', scope.person ?? '']

/** Statements are prepared under a name made from their text, so that hot ones are parsed once a connection. */
const names = new Map<string, string>()
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= 500) return undefined
  const name = createHash('sha1').update(text).digest('base64url').slice(0, 20)
  names.set(text, name)
  return name
}
const statement = (text: string, values: readonly unknown[]) => ({ name: nameOf(text), text, values: [...values] })

/** Opens the application's database under its own role, which cannot pass row-level security. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({ ...connectionTo(url), max: 8, allowExitOnIdle: false })
  pool.on('error', () => {})
  // A connection that breaks while it is in use tells the query; without a listener it would end the process too.
  pool.on('connect', (client) => client.on('error', () => {}))
  const pipes = [new Pipe(url), new Pipe(url)]
  let turn = 0

  const attempt = async <T>(scope: Scope, act: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    const then: (() => void)[] = []
    try {
      void client.query('begin').catch(() => {})
      await client.query({ ...setScope, values: scopeValues(scope) })
      const tx: Tx = {
        query: async <R>(text: string, values: readonly unknown[] = []) =>
          (await client.query(statement(text, values))).rows as R[],
        as: async (next) => void (await client.query({ ...setScope, values: scopeValues(next) })),
        afterCommit: (act) => void then.push(act),
      }
      const result = await act(tx)
      await client.query('commit')
      client.release()
      for (const act of then) act()
      return result
    } catch (error) {
      await client.query('rollback').then(
        () => client.release(),
        (broken: Error) => client.release(broken),
      )
      throw error
    }
  }

  const read: Database['read'] = (scope, text, values = []) =>
    (pipes[(turn += 1) % pipes.length] as Pipe).read(scope, text, values)
  measureDatabase({
    pool,
    piped: () => pipes.reduce((sum, pipe) => sum + pipe.inFlight, 0),
    size: async () =>
      (await read<{ size: number }>({}, 'select pg_database_size(current_database()) as size'))[0]?.size ?? 0,
  })
  return {
    read,
    write: async (scope, act) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await attempt(scope, act)
        } catch (error) {
          const again = ['40001', '40P01'].includes((error as { code?: string }).code ?? '')
          if (!again || tries === 3) throw error
        }
      }
    },
    close: async () => {
      await Promise.all([pool.end(), ...pipes.map((pipe) => pipe.close())])
    },
  }
}

/** A connection that many readers share: each read is sent whole, in one flush, before anyone else's. */
class Pipe {
  #url: string
  #client: Promise<pg.Client> | undefined
  inFlight = 0
  constructor(url: string) {
    this.#url = url
  }

  #connected(): Promise<pg.Client> {
    if (this.#client) return this.#client
    const client = new pg.Client({ ...connectionTo(this.#url), pipeline: true } as pg.ClientConfig)
    const forget = () => void (this.#client = undefined)
    client.on('error', forget)
    client.on('end', forget)
    this.#client = client.connect().then(() => client)
    this.#client.catch(forget)
    return this.#client
  }

  async read<R>(scope: Scope, text: string, values: readonly unknown[]): Promise<R[]> {
    this.inFlight += 1
    try {
      const client = await this.#connected()
      const begun = client.query('begin read only')
      const scoped = client.query({ ...setScope, values: scopeValues(scope) })
      const answer = client.query(statement(text, values))
      const ended = client.query('commit')
      const [, , result] = await Promise.all([begun, scoped, answer, ended.catch(() => {})])
      return result.rows as R[]
    } finally {
      this.inFlight -= 1
    }
  }

  async close() {
    await (await this.#client?.catch(() => undefined))?.end()
  }
}

/** The application's login role and the password kept for it. */
export interface AppRole {
  url: string
}

/**
 * Brings the schema to the newest migration as the owner, and makes the application's role.
 * An applied migration that has changed since is refused.
 * @param owners   an owner's URL who may create roles; or several, of which one takes writes
 * @param dataDir  where the role's password is kept, mode 600
 */
export async function migrate(
  owners: string,
  dataDir: string,
  folder = fileURLToPath(new URL('../../database/migrations', import.meta.url)),
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
    await applyAll(owner, folder, role)
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

async function applyAll(owner: pg.Client, folder: string, role: string) {
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
  await grant(owner, role)
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

/**
 * Does an act once per key of one actor: a repeat with the same request gets the first answer again.
 * @returns the answer, and whether it is the first
 */
export async function once<T>(
  tx: Tx,
  actor: string,
  key: string,
  request: string,
  act: () => Promise<T>,
): Promise<T | 'different-request'> {
  const fingerprint = createHash('sha256').update(request).digest('hex')
  const [mine] = await tx.query(
    `insert into kernel.once (actor, key, fingerprint) values ($1, $2, $3) on conflict do nothing returning key`,
    [actor, key, fingerprint],
  )
  if (mine) {
    const answer = await act()
    await tx.query(`update kernel.once set answer = $3 where actor = $1 and key = $2`, [
      actor,
      key,
      JSON.stringify(answer),
    ])
    return answer
  }
  const [first] = await tx.query<{ fingerprint: string; answer: T }>(
    `select fingerprint, answer from kernel.once where actor = $1 and key = $2`,
    [actor, key],
  )
  return first?.fingerprint === fingerprint ? first.answer : 'different-request'
}

let lastMs = 0
let sequence = 0

/**
 * Ids sort by the time they were made, and those of one millisecond by the order they were made in.
 * @source RFC 9562 5.7 (UUID version 7), 6.2 method 1 (26-bit counter)
 */
export function newId(at: Date): string {
  const ms = at.getTime()
  sequence = ms === lastMs ? sequence + 1 : 0
  lastMs = ms
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const time = BigInt(ms)
  for (let i = 0; i < 6; i += 1) bytes[i] = Number((time >> BigInt(8 * (5 - i))) & 0xffn)
  bytes[6] = 0x70 | ((sequence >> 22) & 0x0f)
  bytes[7] = (sequence >> 14) & 0xff
  bytes[8] = 0x80 | ((sequence >> 8) & 0x3f)
  bytes[9] = sequence & 0xff
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
