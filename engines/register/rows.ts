import * as z from 'zod'
import { newId, type Database, type Row, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { issueSays, noteOf, shapeOf, type Fields } from '#kernel/field'
import type { Actor } from '#engines/identity'
import {
  branchesOf,
  covers,
  eitherOf,
  identityFaults,
  ownerOf,
  reachOf,
  scopeOf,
  sureEnough,
  type Directory,
  type Reach,
} from '#engines/identity/run'
import { faults } from './faults.ts'
import {
  bareColumnOf,
  columnOf,
  comparable,
  sealedFieldsOf,
  tableOf,
  type NewRecord,
  type RecordOf,
  type Register,
} from './index.ts'
import { blindOf, maskedRow, maskedVersion, sealedRow, selected } from './sealing.ts'
import { pageOf, scroll, type Found } from './page.ts'
import { lookedAt, personalOf, veiled } from './veil.ts'
import { entryOf, indexWhole, makeFindable, searchPrint } from './search.ts'

/** Who writes, and when. */
export interface By {
  actor: Actor
  at: Date
  directory: Directory
}

export const scopeColumns = { agency: 't.agency', region: 't.region', person: 't.created_by' }
const carried = ['id', 'version', 'agency', 'region', 'created_at', 'amended_at'] as const

/** The columns of a register over an alias, each under its declared name. */
export const selectOf = (register: Register, alias: string) =>
  [
    ...carried.map(
      (column) => `${alias}.${column} as "${column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())}"`,
    ),
    ...Object.keys(register.fields).map((name) => `${selected(register, alias, name)} as "${name}"`),
  ].join(', ')

/** Checks values against the declared fields. @throws register/wrong-fields with a sentence a field */
export function checked<F extends Fields>(title: string, fields: F, values: unknown): z.output<z.ZodObject<F>> {
  const result = shapeOf(fields).safeParse(values, { reportInput: true })
  if (!result.success)
    throw faults['wrong-fields']({
      register: title,
      wrong: result.error.issues.map((issue) => issueSays(fields, issue)),
    })
  return result.data as never
}

/** Agencies and regions that a row names are in the directory. @throws register/wrong-fields */
function namesMustBeKnown(register: Register, row: Row, { agencies, regions }: Directory) {
  const wrong = Object.entries(row).flatMap(([name, value]) => {
    const { widget, label } = noteOf(register.fields[name] as z.ZodType)
    if (value === null || value === undefined) return []
    const known =
      widget === 'agency'
        ? agencies.has(value as string)
        : widget === 'agencies'
          ? (value as string[]).every((one) => agencies.has(one))
          : widget !== 'region' || regions.has(value as string)
    return known ? [] : [`${label}：没有这个${widget === 'region' ? '地区' : '单位'}`]
  })
  if (wrong.length > 0) throw faults['wrong-fields']({ register: register.title, wrong })
}

/** Values as their columns take them. */
const kept = (register: Register, name: string, value: unknown) =>
  noteOf(register.fields[name] as z.ZodType).column === 'jsonb' && value !== null ? JSON.stringify(value) : value

/**
 * Writes a new row: its first version, its event. The owner is the declared owner field's agency, or the writer's.
 * @throws register/wrong-fields register/duplicate
 */
export async function create<R extends Register>(
  tx: Tx,
  register: R,
  values: NewRecord<R>,
  by: By,
): Promise<RecordOf<R>> {
  const row = checked(register.title, register.fields, values) as Row
  namesMustBeKnown(register, row, by.directory)
  const agency = (register.owner ? (row[register.owner] as string | null) : null) ?? by.actor.agency
  const region = agency ? (by.directory.agencies.get(agency)?.region ?? null) : null
  const id = newId(by.at)
  const names = Object.keys(register.fields)
  const sealed = sealedRow(register, row)
  const declared = Object.fromEntries(names.map((name) => [bareColumnOf(name), sealed[name] ?? null]))
  tx.add(
    tableOf(register),
    { ...declared, id, agency, region, created_by: ownerOf(by.actor), created_at: by.at, amended_at: by.at },
    { refused: (error) => unkept(register, error) },
  )
  const made: Row & { id: string } = {
    ...maskedRow(register, row),
    id,
    version: 1,
    agency,
    region,
    createdAt: by.at,
    amendedAt: by.at,
  }
  makeFindable(tx, entryOf(register, made as never, ownerOf(by.actor)))
  await keepVersion(tx, register, made, sealed, by)
  return made as unknown as RecordOf<R>
}

/** Why PostgreSQL would not keep a row, in our words. */
function unkept(register: Register, error: Error & { code?: string; constraint?: string }) {
  if (error.code === '23505') return duplicate(register, error)
  if (error.code !== '23503') return error
  const field = Object.keys(register.fields).find((name) => error.constraint?.endsWith(`_${bareColumnOf(name)}_fkey`))
  const label = field ? noteOf(register.fields[field] as z.ZodType).label : '关联'
  return faults['no-such-record']({ field: label }, error)
}

/** PostgreSQL tells the index, and keeps the values from whoever might not see the other row. */
function duplicate(register: Register, error: { constraint?: string }) {
  const columns = (set: readonly string[]) => set.map((field) => bareColumnOf(field)).join('_')
  const sets = [...register.unique, ...register.uniqueWhile.map(({ fields }) => fields)]
  const set = sets.find((fields) => error.constraint?.includes(`_${columns(fields)}_`)) ?? sets[0]
  return faults.duplicate(
    {
      register: register.title,
      fields: (set ?? []).map((field) => noteOf(register.fields[field] as z.ZodType).label),
    },
    error,
  )
}

async function keepVersion(tx: Tx, register: Register, held: Row, changes: Row, by: By) {
  const { id, version } = held as { id: string; version: number }
  const { person: actor, name: actor_name, behalf } = by.actor
  tx.add('record.version', {
    ...{ record: id, version, register: register.name, at: by.at, actor, actor_name, changes },
    ...(behalf && { behalf: behalf.party, behalf_name: behalf.name }),
  })
  await publish(tx, {
    kind: version === 1 ? 'register.created' : 'register.amended',
    actor: by.actor.person ?? 'platform',
    subject: `${register.name}:${id}`,
    at: by.at,
    about: { version, fields: Object.keys(changes), ...(behalf && { behalf: behalf.party, mandate: behalf.mandate }) },
    by,
    held,
  })
}

/** One row within a transaction, held until it ends. */
export async function hold<R extends Register>(tx: Tx, register: R, id: string): Promise<RecordOf<R> | undefined> {
  const [row] = await tx.query<RecordOf<R>>(
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where id = $1 for update`,
    [id],
  )
  return row
}

/** Rows by their ids within a transaction. */
export async function heldByIds<R extends Register>(
  tx: Tx,
  register: R,
  ids: readonly string[],
): Promise<Map<string, RecordOf<R>>> {
  const rows = await tx.query<RecordOf<R>>(
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where t.id = any($1::uuid[])`,
    [[...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Rows that refer to one row by a field, within a transaction; in the order they were made. */
export const referring = <R extends Register>(
  tx: Tx,
  register: R,
  field: keyof R['fields'] & string,
  id: string,
): Promise<RecordOf<R>[]> =>
  tx.query<RecordOf<R>>(
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where ${columnOf(field)} = $1 order by id`,
    [id],
  )

/** One more than the highest number of a field among the rows that share some values; 1 where there are none. */
export async function nextCount(tx: Tx, register: Register, field: string, among: Row): Promise<number> {
  const names = Object.keys(among)
  const where = names.map((name, i) => `${columnOf(name)} = $${i + 1}`).join(' and ') || 'true'
  const [found] = await tx.query<{ next: number }>(
    `select coalesce(max(${columnOf(field)}), 0) + 1 as next from ${tableOf(register)} where ${where}`,
    names.map((name) => among[name]),
  )
  return found?.next ?? 1
}

/** Writes changed fields as the next version. The row is one the caller holds. @throws register/wrong-fields */
export async function change<R extends Register>(
  tx: Tx,
  register: R,
  row: RecordOf<R>,
  values: Partial<NewRecord<R>>,
  by: By,
): Promise<RecordOf<R>> {
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(register.fields, name))
  if (unknown.length > 0)
    throw faults['wrong-fields']({
      register: register.title,
      wrong: [`没有这样的字段 ${unknown.join('、').slice(0, 100)}`],
    })
  const before = row as unknown as Row
  // A mask that comes back as it was shown changes nothing.
  const sealed = new Set(sealedFieldsOf(register).map(([name]) => name))
  const given = Object.entries(values).filter(([name, value]) => !sealed.has(name) || value !== before[name])
  const fields = Object.fromEntries(given.map(([name]) => [name, register.fields[name] as z.ZodType]))
  const plain = checked(register.title, fields, Object.fromEntries(given)) as Row
  const next = sealedRow({ fields }, plain)
  namesMustBeKnown(register, plain, by.directory)
  const changed = Object.keys(next).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(next[name]))
  if (changed.length === 0) return row
  const version = row.version + 1
  const sets = changed.map((name, i) => `${columnOf(name)} = $${i + 4}`).join(', ')
  await tx
    .query(`update ${tableOf(register)} set ${sets}, version = $2, amended_at = $3 where id = $1`, [
      row.id,
      version,
      by.at,
      ...changed.map((name) => kept(register, name, next[name])),
    ])
    .catch((error: Error) => {
      throw unkept(register, error)
    })
  const after: Row = { ...before, ...maskedRow({ fields }, plain), version, amendedAt: by.at }
  makeFindable(tx, entryOf(register, after as never, null))
  await keepVersion(tx, register, after, Object.fromEntries(changed.map((name) => [name, next[name]])), by)
  return after as unknown as RecordOf<R>
}

/** What a person's new row must be, before anything is written. @throws identity/not-granted identity/step-up-needed register/wrong-fields */
function mayCreate(register: Register, values: unknown, { actor, directory }: By): Reach {
  const reach = reachOf(actor, register, 'create')
  if (reach.size === 0) throw identityFaults['not-granted']({ action: '登记', on: register.title })
  sureEnough(actor, register.needs.create)
  namesMustBeKnown(register, checked(register.title, register.fields, values) as Row, directory)
  return reach
}

/** Creates a row on a person's behalf. @throws identity/not-granted register/wrong-fields register/duplicate */
export async function createAs<R extends Register>(
  tx: Tx,
  register: R,
  values: NewRecord<R>,
  by: By,
): Promise<RecordOf<R>> {
  const reach = mayCreate(register, values, by)
  const row = await create(tx, register, values, by)
  if (!covers(by.actor, reach, { ...row, person: ownerOf(by.actor) }))
    throw identityFaults['not-granted']({ action: '登记', on: register.title })
  return row
}

/**
 * The same in a transaction that those who register at the same time share.
 * @param kept takes the row in that transaction
 */
export async function createShared<R extends Register>(
  database: Database,
  register: R,
  values: NewRecord<R>,
  by: By,
  kept: (tx: Tx, row: RecordOf<R>) => RecordOf<R>,
): Promise<RecordOf<R>> {
  mayCreate(register, values, by)
  return database.share(async (tx) => kept(tx, await createAs(tx, register, values, by)))
}

/**
 * Corrects a row on a person's behalf.
 * @param version the version the person saw
 * @throws register/not-found register/stale-version register/not-amendable identity/not-granted register/wrong-fields
 */
export async function amendAs<R extends Register>(
  tx: Tx,
  register: R,
  id: string,
  version: number,
  values: Partial<NewRecord<R>>,
  by: By,
): Promise<RecordOf<R>> {
  const row = await hold(tx, register, id)
  if (!row)
    throw (await readable(tx, register, id, by.actor))
      ? identityFaults['not-granted']({ action: '修改', on: register.title })
      : faults['not-found']({ register: register.title })
  sureEnough(by.actor, register.needs.amend)
  if (row.version !== version) throw faults['stale-version']({ yours: version, now: row.version })
  const fixed = Object.keys(values).filter(
    (name) => Object.hasOwn(register.fields, name) && !register.amends.includes(name),
  )
  if (fixed.length > 0)
    throw faults['not-amendable']({ fields: fixed.map((name) => noteOf(register.fields[name] as z.ZodType).label) })
  await tx.as({ all: 'on' })
  return change(tx, register, row, values, by)
}

async function readable(tx: Tx, register: Register, id: string, actor: Actor): Promise<boolean> {
  await tx.as(scopeOf(actor, reachOf(actor, register, 'read')))
  return (await tx.query(`select 1 from ${tableOf(register)} where id = $1`, [id])).length > 0
}

/** What may be done to a row beyond reading it. */
const further = ['amend', 'reveal'] as const

/**
 * One row as a person may see it; what they may not see is not there, and another's personal fields are veiled unless
 * `looking` says what for.
 * @throws register/not-found
 */
export async function read<R extends Register>(
  database: Database,
  register: R,
  id: string,
  actor: Actor,
  looking: { at: Date; purpose: string | undefined } = { at: new Date(0), purpose: undefined },
): Promise<RecordOf<R> & { may: string[] }> {
  const values: unknown[] = [id]
  const reach = reachOf(actor, register, 'read')
  const branches = branchesOf(actor, reach, scopeColumns, (value) => `$${values.push(value)}`)
  if (branches.length === 0) throw faults['not-found']({ register: register.title })
  const [row] = await database.read<RecordOf<R> & { createdBy: string | null }>(
    scopeOf(actor, reach),
    `select ${selectOf(register, 't')}, t.created_by as "createdBy" from ${tableOf(register)} t where t.id = $1 and ${eitherOf(branches)}`,
    values,
  )
  if (!row) throw faults['not-found']({ register: register.title })
  const { createdBy, ...seen } = row
  const may = [
    'read',
    ...further.filter((action) => covers(actor, reachOf(actor, register, action), { ...row, person: createdBy })),
  ]
  const shown = await lookedAt(database, register, seen as unknown as RecordOf<R>, createdBy, actor, looking)
  return { ...shown, may } as unknown as RecordOf<R> & { may: string[] }
}

/** Rows by their ids, whoever may see what refers to them. */
export async function byIds<R extends Register>(
  database: Database,
  register: R,
  ids: readonly string[],
): Promise<Map<string, RecordOf<R>>> {
  if (ids.length === 0) return new Map()
  const rows = await database.read<RecordOf<R>>(
    { all: 'on' },
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where t.id = any($1::uuid[])`,
    [[...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export interface Listing {
  filters: Record<string, string>
  sort?: string | undefined
  after?: string | undefined
  limit: number
}

/** A list as a person may see it: what is asked, compiled once for a page or for the whole. @throws register/no-such-filter */
function listing(register: Register, actor: Actor, asked: Pick<Listing, 'filters' | 'sort'>) {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const reach = reachOf(actor, register, 'read')
  const conditions = Object.entries(asked.filters).map(([by, value]) => condition(register, 't', by, value, bind))
  const branches = branchesOf(actor, reach, scopeColumns, bind)
  const sorted = (asked.sort ?? '').replace(/^-/, '')
  if (sorted && !register.sorts.includes(sorted)) throw faults['no-such-filter']({ by: sorted })
  const sort = {
    column: sorted ? columnOf(sorted) : 'id',
    descending: asked.sort?.startsWith('-') ?? false,
    mayBeEmpty: sorted !== '' && noteOf(register.fields[sorted] as z.ZodType).optional === true,
  }
  return { scope: scopeOf(actor, reach), branches, conditions, sort, values }
}

/** What a list reads of a row, and what it shows of it. */
const listed = (register: Register) =>
  `${selectOf(register, 't')}${personalOf(register).length > 0 ? ', t.created_by as "createdBy"' : ''}`
function bare<R extends Register>(register: R, actor: Actor, found: { sorted_by: unknown; createdBy?: string | null }) {
  const { sorted_by: _, createdBy = null, ...row } = found
  return veiled(register, row, createdBy, actor) as unknown as RecordOf<R>
}

/**
 * A page of rows as a person may see them.
 * Filters: `field` a value or several with commas; `field.from` and `field.until` for days and numbers.
 * @throws register/no-such-filter register/bad-cursor
 */
export async function list<R extends Register>(
  database: Database,
  register: R,
  actor: Actor,
  asked: Listing,
): Promise<Found<RecordOf<R>>> {
  const { scope, branches, conditions, sort, values } = listing(register, actor, asked)
  const page = { conditions, sort, after: asked.after, limit: asked.limit, plain: conditions.length === 0 }
  const select = listed(register)
  const found = await pageOf<RecordOf<R>>(database, scope, tableOf(register), select, branches, page, values)
  return { ...found, rows: found.rows.map((row) => bare(register, actor, row)) }
}

/** Every row of a list as a person may see it, a thousand at a time. @throws register/no-such-filter */
export async function* listWhole<R extends Register>(
  database: Database,
  register: R,
  actor: Actor,
  asked: Pick<Listing, 'filters' | 'sort'>,
): AsyncGenerator<RecordOf<R>[]> {
  const { scope, branches, conditions, sort, values } = listing(register, actor, asked)
  const select = listed(register)
  const pages = scroll<RecordOf<R>>(database, scope, tableOf(register), select, branches, { conditions, sort }, values)
  for await (const rows of pages) yield rows.map((row) => bare(register, actor, row))
}

/** One filter as a condition over an alias. @throws register/no-such-filter */
export function condition(
  register: Register,
  alias: string,
  by: string,
  value: string,
  bind: (value: unknown) => string,
): string {
  const [name = '', edge] = by.split('.')
  const field = register.fields[name]
  if (!field || !register.filters.includes(name)) throw faults['no-such-filter']({ by })
  const column = comparable(register, name, alias)
  const { column: type, sealed } = noteOf(field)
  const wrong = () => faults['no-such-filter']({ by: `${by}=${value.slice(0, 40)}` })
  const one = (text: string) => {
    if (type === 'uuid' && !/^[0-9a-f-]{36}$/.test(text)) throw wrong()
    if (type === 'date' && !z.iso.date().safeParse(text).success) throw wrong()
    if (type === 'integer' && !/^-?\d{1,9}$/.test(text)) throw wrong()
    if (type === 'boolean' && !/^(true|false)$/.test(text)) throw wrong()
    if (!sealed) return text
    const value = field.safeParse(text)
    if (!value.success) throw wrong()
    return blindOf(sealed, value.data as string)
  }
  if (edge !== undefined && sealed) throw wrong()
  if (edge === 'from') return `${column} >= ${bind(one(value))}`
  if (edge === 'until') return `${column} <= ${bind(one(value))}`
  if (edge !== undefined) throw wrong()
  const wanted = value.split(',').map(one)
  if (type === 'text[]') return `${column} && ${bind(wanted)}::text[]`
  return wanted.length === 1 ? `${column} = ${bind(wanted[0])}` : `${column} = any(${bind(wanted)}::${type}[])`
}

export interface Version {
  version: number
  at: Date
  actor: { name: string }
  /** For whom, when it was done for another. */
  behalf: string | null
  changes: Record<string, [unknown, unknown]>
}

/** Every version of a row a person may see, newest first. @throws register/not-found */
export async function history(database: Database, register: Register, id: string, actor: Actor): Promise<Version[]> {
  const seen = (await read(database, register, id, actor)) as Row
  const hidden = (seen['veiled'] as string[] | undefined) ? personalOf(register) : []
  const rows = await database.read<{ version: number; at: Date; name: string; behalf: string | null; changes: Row }>(
    { all: 'on' },
    'select version, at, actor_name as name, behalf_name as behalf, changes from record.version where record = $1 order by version',
    [id],
  )
  const state: Row = {}
  return rows
    .map(({ version, at, name, behalf, changes: kept }) => {
      const changes = maskedVersion(register, kept)
      const told = Object.fromEntries(
        Object.entries(changes)
          .filter(([field]) => !hidden.includes(field))
          .map(([field, value]) => [field, [state[field] ?? null, value] as [unknown, unknown]]),
      )
      Object.assign(state, changes)
      return { version, at, actor: { name }, behalf, changes: told }
    })
    .toReversed()
}

/** Has every row that was written before it could be searched indexed; once for each change of what is searched. */
export async function indexRegisters(database: Database, registers: Iterable<Register>) {
  for (const register of registers) {
    await indexWhole(database, register, searchPrint(register), async (tx, after) => {
      const rows = await tx.query<RecordOf<Register> & { createdBy: string | null }>(
        `select ${selectOf(register, 't')}, t.created_by as "createdBy" from ${tableOf(register)} t where ($1::uuid is null or t.id > $1) order by t.id limit 500`,
        [after],
      )
      for (const row of rows) makeFindable(tx, entryOf(register, row as never, row.createdBy))
      return rows.length === 500 ? (rows.at(-1)?.id ?? null) : null
    })
  }
}
