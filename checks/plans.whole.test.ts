/**
 * Every list and every board that the manifest offers is asked under every scope, over tables that are filled; the very
 * statements that the engines send are planned, not run, and none of them may read a large table whole.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { heldClock } from '#kernel/clock'
import type { Database, Scope } from '#kernel/database'
import { noteOf } from '#kernel/field'
import { partsOf } from '#kernel/system'
import type { AnyCase } from '#engines/case'
import type { Actable, Actor, ScopeName } from '#engines/identity'
import { entitled, openRoles } from '#engines/identity/run'
import { columnOf, tableOf, type Register } from '#engines/register'
import { list } from '#engines/register/run'
import { openHouse, type OpenHouse as House } from '#server'
import { systems } from '#systems'
import { freshDatabase, leaveCluster } from '#testing/cluster'
import { scopeValues, setScope } from '../kernel/database/statement.ts'
import { fieldsApart, listingOf } from '../engines/case/listing.ts'
import { board } from '../engines/case/board.ts'
import { listCases } from '../engines/case/read.ts'
import { foldTally } from '../engines/case/tally.ts'

/** Rows of each table, and how many a table may have to be read whole. */
const rows = 20_000
const small = 5_000

const registers = [...partsOf<Register>(systems, 'register').values()]
const cases = [...partsOf<AnyCase>(systems, 'case').values()]
const idOf = (i: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`
const some = '00000000-0000-7000-8000-000000000007'
const now = new Date('2024-11-20T01:00:00Z')
const looker: Actor = {
  person: some,
  name: '查阅者',
  position: some,
  agency: 'agency-7',
  areas: ['320902', '320903'],
  roles: ['looking'],
}
const scopes: ScopeName[][] = [
  ['all'],
  ['own-agency'],
  ['assigned'],
  ['own-area'],
  ['own'],
  ['own-agency', 'assigned', 'own-area'],
]

/** What reads a large table whole, and why it may; what no list needs any more is taken out. */
const known: { what: RegExp; because: string; wavers?: true; met?: true }[] = [
  {
    what: /^page board of .* by subject\./,
    because: 'a board by a field of the subject meets every subject of the kind: one hash join is the cheapest way',
    // With more kinds in the table each is a smaller share of it, and a look at each subject costs as much.
    wavers: true,
  },
  {
    what: /^total \S+ all \{\}/,
    because: 'a total without a condition ends at 1,001 rows, in whatever order they are met',
  },
]

let house: House
let owner: pg.Client
let application: string
before(async () => {
  const place = await freshDatabase()
  application = new URL(place.url).username
  house = await openHouse({ ...place, systems, clock: heldClock(now.toISOString()) })
  owner = new pg.Client({ connectionString: place.ownerUrl })
  await owner.connect()
  for (const register of eachAfterThoseItNames(registers)) await owner.query(rowsOf(register))
  await owner.query(casesOf(cases.map((declared) => declared.name)))
  // The clock folds what has changed into the sums, whatever comes at once.
  await foldTally(house.database)
  await owner.query('vacuum (analyze)')
})
after(async () => {
  await owner.end()
  await house.close()
  await leaveCluster()
})

/** Registers in an order in which their rows may be written: what a row names is there before it. */
function eachAfterThoseItNames(all: readonly Register[]): Set<Register> {
  const placed = new Set<Register>()
  const place = (one: Register) => {
    const named = Object.values(one.fields).map((field) => noteOf(field as never).register)
    for (const other of all) if (other !== one && !placed.has(other) && named.includes(other.name)) place(other)
    placed.add(one)
  }
  all.forEach(place)
  return placed
}

/** Rows as their fields tell: choices in turn, ninety agencies, dates over eight years. */
function rowsOf(register: Register): string {
  const alone = new Set(register.unique.flatMap((set) => set.slice(-1)))
  const value = (name: string): string => {
    const { column, widget, options, register: to, optional, sealed } = noteOf(register.fields[name] as never)
    if (to === register.name) return 'null'
    if (widget === 'choice') {
      const once = register.uniqueWhile.filter(({ field }) => field === name).flatMap(({ is }) => is)
      const free = Object.keys(options ?? {}).filter((key) => !once.includes(key))
      return `(array[${free.map((key) => `'${key}'`)}])[1 + i % ${free.length}]`
    }
    if (sealed) return `'s1.1.' || lpad(to_hex(i), 32, '0') || '.***.x'`
    if (widget === 'agency') return alone.has(name) ? `'agency-' || i` : `'agency-' || i % 90`
    if (widget === 'month') return `to_char(date '2020-01-01' + i % 3000, 'YYYY-MM')`
    switch (column) {
      case 'uuid':
        return idOf(alone.has(name) ? 'i' : 'i / 9')
      case 'integer':
      case 'bigint':
      case 'numeric':
        return alone.has(name) ? 'i' : `i % ${optional ? 97 : 30}`
      case 'boolean':
        return 'i % 2 = 0'
      case 'date':
        return `date '2020-01-01' + i % 3000`
      case 'timestamptz':
        return `timestamptz '2020-01-01' + i % 3000 * interval '1 day'`
      case 'text[]':
        return `array['agency-' || i % 90]`
      case 'jsonb':
        return `'[]'`
      default:
        return `'words ' || i`
    }
  }
  const names = Object.keys(register.fields)
  return `insert into ${tableOf(register)} (id, ${names.map(columnOf).join(', ')}, agency, region, created_by, created_at, amended_at)
    select ${[idOf('i'), ...names.map(value), `'agency-' || i % 90`, `'3209' || lpad((i % 11 + 2)::text, 2, '0')`, idOf('i % 200'), 'now()', 'now()'].join(', ')}
    from generate_series(0, ${rows - 1}) i`
}

/** Cases of every kind in turn, each assigned to one agency beside its holder. */
const casesOf = (kinds: readonly string[]) => `
  insert into casework.case (id, kind, subject, within, parent, title, agency, region, state, facts, signal, opened_at, state_since, due_on, due_provisional, closed_at, version)
    select ${idOf('i')}, (array[${kinds.map((kind) => `'${kind}'`)}])[1 + i % ${kinds.length}], ${idOf('i')}, ${idOf('i / 45')}, case when i >= 12 then ${idOf('i / 12')} end, 'words ' || i, 'agency-' || i % 90,
      '3209' || lpad((i % 11 + 2)::text, 2, '0'), (array['running', 'pressed', 'review', 'completed'])[1 + i % 4], '{}', (array['ok', 'near', 'behind', 'done'])[1 + i % 4],
      now(), timestamptz '2020-01-01' + i % 3000 * interval '1 day', date '2020-01-01' + i % 3000, false, case when i % 4 = 3 then now() end, 1
    from generate_series(0, ${rows - 1}) i;
  insert into casework.participant (case_id, agency) select ${idOf('i')}, 'agency-' || (i + 7) % 90 from generate_series(0, ${rows - 1}) i;`

interface Statement {
  what: string
  scope: Scope
  text: string
  values: readonly unknown[]
  plan: 'once' | undefined
}

/** The statements that an engine sends for something, each answered with nothing. */
async function sent(what: string, ask: (database: Database) => Promise<unknown>): Promise<Statement[]> {
  const found: Statement[] = []
  await ask({
    ...house.database,
    read: async (scope, text, values = [], plan) => {
      found.push({
        what: `${text.startsWith('select array[') ? 'total' : 'page'} ${what}`,
        scope,
        text,
        values,
        plan,
      })
      return []
    },
  })
  return found
}

function reachable(on: Actable, scope: readonly ScopeName[]) {
  const grants = scope.map((one) => ({ on, actions: ['read'], scope: one }))
  openRoles(house.rooms, [{ kind: 'role', name: 'looking', title: '查阅', heldBy: 'everyone', duties: [], grants }])
  return entitled(house, looker)
}

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Plan[]
}

/** The tables that a plan reads whole. */
const wholes = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' && plan['Relation Name'] ? [plan['Relation Name']] : []),
  ...(plan.Plans ?? []).flatMap(wholes),
]

interface Explained {
  'QUERY PLAN': { Plan: Plan }[]
}

let turn: Promise<unknown> = Promise.resolve()

/** How a statement is planned for every value at once, as the application: only a statement without values is told that. */
function plannedOnce({ scope, text }: Statement): Promise<Explained[]> {
  const mine = turn.then(async () => {
    await owner.query(`begin; set local role ${owner.escapeIdentifier(application)}`)
    await owner.query({ ...setScope, values: scopeValues(scope) })
    const { rows: answer } = await owner.query<Explained>(`explain (generic_plan, format json) ${text}`)
    await owner.query('rollback')
    return answer
  })
  turn = mine
  return mine
}

/** What reads a large table whole and is not excused, once for each statement and table. */
async function sins(asked: readonly Statement[]): Promise<string[]> {
  const statements = new Map(
    asked.toReversed().map((one) => [JSON.stringify([one.scope, one.text, one.values]), one]),
  ).values()
  const { rows: tables } = await owner.query<{ relname: string }>(
    `select relname from pg_class where relkind = 'r' and reltuples > ${small}`,
  )
  const large = new Set(tables.map(({ relname }) => relname))
  const found = await Promise.all(
    [...statements].map(async (one) => {
      const { what, scope, text, values, plan } = one
      const answer =
        plan === 'once'
          ? await plannedOnce(one)
          : await house.database.read<Explained>(scope, `explain (format json) ${text}`, values)
      const read = wholes(answer[0]?.['QUERY PLAN'][0]?.Plan as Plan).filter((table) => large.has(table))
      return [...new Set(read)].map((table) => `${what.trim()}: ${table} is read whole`)
    }),
  )
  return found.flat().filter((sin) => {
    const excused = known.filter(({ what }) => what.test(sin))
    for (const one of excused) one.met = true
    return excused.length === 0
  })
}

/** A value that a filter is asked with. */
function asked(register: Register, name: string): string {
  const { column, widget, options } = noteOf(register.fields[name] as never)
  if (widget === 'choice') return Object.keys(options ?? {})[0] as string
  if (widget === 'agency' || widget === 'agencies') return 'agency-7'
  if (widget === 'month') return '2024-10'
  const typed: Record<string, string> = {
    uuid: some,
    integer: '7',
    bigint: '7',
    numeric: '7',
    boolean: 'true',
    date: '2024-10-01',
  }
  return typed[column] ?? 'words 7'
}

/** A query as the address of a list writes it. */
type Query = Record<string, string>

const edged = (of: string, [from, until]: readonly [string, string]): Query[] => [
  { [`${of}.from`]: from },
  { [`${of}.until`]: until },
]
/** What few rows lie after, and few before. */
const edges = { date: ['2027-10-01', '2020-03-01'], integer: ['28', '1'], bigint: ['28', '1'] } as const

function edgesOf(register: Register, name: string): Query[] {
  const { column } = noteOf(register.fields[name] as never)
  return column === 'date' || column === 'integer' ? edged(name, edges[column]) : []
}

function queriesOf(register: Register): { filters: Query; sort?: string }[] {
  const filters = register.filters.flatMap((name): Query[] => [
    { [name]: asked(register, name) },
    ...edgesOf(register, name),
  ])
  const sorts = register.sorts.flatMap((sort) => [sort, `-${sort}`])
  return [
    { filters: {} },
    ...sorts.map((sort) => ({ filters: {}, sort })),
    ...filters.flatMap((one) => [{ filters: one }, ...register.sorts.map((sort) => ({ filters: one, sort }))]),
  ]
}

const caseFilters: Query[] = [
  { state: 'review' },
  { signal: 'near' },
  { agency: 'agency-7' },
  { region: '320902' },
  { within: some },
  { parent: some },
  { subject: some },
  { mine: 'true' },
  { open: 'true' },
  { open: 'false' },
  ...edged('due', edges.date),
]
const caseSorts = [undefined, 'dueOn', '-dueOn', 'stateSince', '-stateSince']

for (const register of registers) {
  test(`no list of ${register.name} reads a large table whole`, async () => {
    const statements: Statement[] = []
    for (const scope of scopes) {
      const actor = reachable(register, scope)
      for (const query of queriesOf(register))
        statements.push(
          ...(await sent(
            `${register.name} ${scope.join('+')} ${JSON.stringify(query.filters)} ${query.sort ?? ''}`,
            (database) => list(database, register, actor, { ...query, limit: 20 }),
          )),
        )
    }
    assert.ok(statements.length > scopes.length)
    assert.ok(statements.some(({ plan }) => plan === 'once'))
    assert.deepEqual(await sins(statements), [])
  })
}

for (const declared of cases) {
  test(`no list and no board of ${declared.name} reads a large table whole`, async () => {
    const statements: Statement[] = []
    const groups = fieldsApart(declared).map((name) => `subject.${name}` as const)
    for (const scope of scopes) {
      const actor = reachable(declared, scope)
      const own = fieldsApart(declared).map((name): Query => ({ [`filter.${name}`]: asked(declared.subject, name) }))
      for (const filter of [{}, ...caseFilters, ...own]) {
        for (const sort of caseSorts)
          statements.push(
            ...(await sent(`${declared.name} ${scope.join('+')} ${JSON.stringify(filter)} ${sort ?? ''}`, (database) =>
              listCases(database, declared, actor, now, {
                ...listingOf(declared, { ...filter, sort }, actor.agency),
                limit: 20,
              }),
            )),
          )
        const drawn =
          Object.keys(filter).length > 0
            ? (['agency'] as const)
            : (['agency', 'region', 'state', 'month', ...groups] as const)
        for (const by of drawn)
          statements.push(
            ...(await sent(
              `board of ${declared.name} ${scope.join('+')} ${JSON.stringify(filter)} by ${by}`,
              (database) => board(database, declared, actor, by, filter),
            )),
          )
      }
    }
    assert.ok(statements.length > scopes.length)
    assert.deepEqual(await sins(statements), [])
  })
}

test('every excuse is still needed', () => {
  assert.deepEqual(
    known.filter(({ met, wavers }) => !met && !wavers).map(({ because }) => because),
    [],
  )
})
