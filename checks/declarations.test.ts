import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { noteOf } from '#kernel/field'
import { partsOf } from '#kernel/system'
import { actionOf, type AnyCase } from '#engines/case'
import type { Actable, Role } from '#engines/identity'
import type { Page } from '#engines/front'
import { columnOf, tableOf, type Filing, type Register } from '#engines/register'
import { agencies, grassroots } from '#city'
import { systems } from '#systems'
import { engines } from '../engines/index.ts'
import { freshDatabase, leaveCluster } from '#testing/cluster'
import { demoOf } from '../server/demo.ts'
import { docsOf } from '../tools/docs.ts'

const root = path.dirname(import.meta.dirname)
const cases = [...partsOf<AnyCase>(systems, 'case').values()]
const registers = [...partsOf<Register>(systems, 'register').values()]
const grants = [...partsOf<Role>(systems, 'role').values()].flatMap((role) =>
  role.grants.map((grant) => ({ role, grant })),
)

/** Where cases of a kind are left when another action carries their rows on. */
const takenOver = (declared: AnyCase) =>
  cases
    .flatMap((one) => Object.values(one.states).flatMap((state) => Object.values(state.actions ?? {})))
    .flatMap((action) => (action.makes?.case?.name === declared.name ? (action.makes.leaves ?? []) : []))

for (const declared of cases) {
  test(`every state of ${declared.name} can be reached, and leads to an end`, () => {
    const seen = new Set([declared.initial, declared.endsWithParent, ...takenOver(declared)])
    for (const name of seen) {
      const state = declared.states[name ?? '']
      const { done, ends = {} } = state?.parts ?? {}
      const ways = [
        ...[state?.overdue, state?.extended, done, ...Object.values(state?.until ?? {})],
        ...[...Object.values(ends), ...Object.keys(state?.follows ?? {})],
      ]
      for (const to of [...ways, ...Object.values(state?.actions ?? {}).map((action) => action.to)])
        if (to && to !== 'stays') seen.add(to)
    }
    assert.deepEqual(
      Object.keys(declared.states).filter((name) => !seen.has(name)),
      [],
    )
    assert.ok(Object.values(declared.states).some((state) => state.final))
  })
  test(`what ${declared.name} awaits, holds, and is due by exists; its light judges only by declared levels`, () => {
    for (const state of Object.values(declared.states)) if (state.awaits) assert.ok(state.actions?.[state.awaits])
    for (const field of [declared.holder, declared.assigned, declared.within, declared.due])
      if (field) assert.ok(declared.subject.fields[field], field)
    for (const state of Object.values(declared.states))
      for (const [field, to] of Object.entries(state.until ?? {})) {
        assert.equal(noteOf(declared.subject.fields[field] as never).column, 'date', field)
        assert.ok(declared.states[to], to)
      }
    assert.equal(declared.judge === undefined, Object.keys(declared.signals).length === 0)
  })
}

test('somebody may do every action of every register, case and intake', () => {
  const parts = systems.flatMap((system) => system.parts).filter((part) => 'actions' in part) as unknown as Actable[]
  const undone = parts.flatMap((part) =>
    part.actions
      .filter((action) => part.kind !== 'register' || action === 'read')
      .filter(
        (action) =>
          !grants.some(
            ({ grant }) => grant.on.kind === part.kind && grant.on.name === part.name && grant.actions.includes(action),
          ),
      )
      .map((action) => `${part.kind}:${part.name} ${action}`),
  )
  assert.deepEqual(undone, [])
})

test('everything that a role is granted, and everything that a system refers to, is listed by a system', () => {
  const listed = new Set(systems.flatMap((system) => system.parts.map((part) => `${part.kind}:${part.name}`)))
  const used = [...grants.map(({ grant }) => grant.on), ...cases.map((declared) => declared.subject as Register)]
  assert.deepEqual(
    used.map((part) => `${part.kind}:${part.name}`).filter((key) => !listed.has(key)),
    [],
  )
})

test('what is granted on one’s own cases is a party’s to read or to take', () => {
  for (const { role, grant } of grants.filter(({ grant: one }) => one.on.kind === 'case' && one.scope === 'own')) {
    const declared = cases.find(({ name }) => name === grant.on.name)
    assert.ok(Object.keys(declared?.parties ?? {}).length > 0, `${role.name}: ${grant.on.name} has no parties`)
    for (const action of grant.actions)
      if (action !== 'read')
        assert.ok(actionOf(declared as AnyCase, action)?.takenBy, `${role.name}: ${action} is no party’s to take`)
  }
})

test('no case keeps a sealed field in its forms: a personal number belongs to a register', () => {
  const forms = cases.flatMap((declared) => [
    [declared.name, declared.facts] as const,
    ...Object.values(declared.states).flatMap((state) =>
      Object.entries(state.actions ?? {}).map(
        ([name, action]) => [`${declared.name} ${name}`, action.form ?? {}] as const,
      ),
    ),
  ])
  const sealed = forms.flatMap(([where, fields]) =>
    Object.entries(fields).flatMap(([name, field]) => (noteOf(field).sealed ? [`${where} ${name}`] : [])),
  )
  assert.deepEqual(sealed, [])
})

test('no personal field is open to everyone', () => {
  const open = grants
    .filter(
      ({ role, grant }) =>
        ['everyone', 'citizens'].includes(role.heldBy) && grant.on.kind === 'register' && grant.scope !== 'own',
    )
    .map(({ grant }) => grant.on.name)
  const leaks = registers
    .filter((register) => open.includes(register.name))
    .flatMap((register) =>
      Object.entries(register.fields)
        .filter(([, field]) => noteOf(field).sensitivity === 'personal')
        .map(([name]) => `${register.name}.${name}`),
    )
  assert.deepEqual(leaks, [])
})

test('every system is owned by an agency that exists, and lists fields that exist', () => {
  const known = new Set(agencies.map((agency) => agency.id))
  assert.deepEqual(
    systems.filter((system) => !known.has(system.owner)).map((system) => system.name),
    [],
  )
  for (const register of registers)
    for (const name of [
      register.naming,
      ...register.columns,
      ...register.filters,
      ...register.sorts,
      ...register.amends,
    ])
      assert.ok(register.fields[name], `${register.name}.${name}`)
})

test('a filing asks whatever a row must hold; a list shows columns of its register; a paper and a wait name states that there are', () => {
  const kinds = new Set(agencies.map(({ kind }) => kind as string))
  for (const { role, grant } of grants) {
    const filing = grant.under as Filing | undefined
    const register = registers.find((one) => grant.on.kind === 'register' && one.name === grant.on.name)
    if (!filing || !register) continue
    const missing = Object.entries(register.fields).filter(
      ([name, field]) =>
        !noteOf(field).optional &&
        !filing.asks.includes(name) &&
        !(name in filing.sets) &&
        !(name in register.defaults) &&
        name !== register.counts?.field,
    )
    assert.deepEqual(
      missing.map(([name]) => name),
      [],
      `${role.name} files a ${register.name} that says nothing of these`,
    )
  }
  for (const { name, defaults } of registers)
    for (const value of Object.values(defaults))
      if (typeof value === 'object' && value !== null && 'nearest' in value)
        assert.ok(kinds.has(String(value.nearest)), `${name}: no agency of the city is a ${String(value.nearest)}`)
  const fields = [
    ...registers.flatMap((one) => Object.values(one.fields)),
    ...cases.flatMap(({ facts, states }) => [
      ...Object.values(facts),
      ...Object.values(states).flatMap(({ actions = {} }) =>
        Object.values(actions).flatMap(({ form = {} }) => Object.values(form)),
      ),
    ]),
  ]
  for (const { label, kinds: taken = [] } of fields.map((field) => noteOf(field as never)))
    for (const kind of taken) assert.ok(kinds.has(kind), `${label}: no agency of the city is a ${kind}`)
  for (const { name, states } of cases)
    for (const [called, { awaits, actions = {} }] of Object.entries(states))
      assert.ok(!awaits || awaits in actions, `${name}: ${called} awaits ${awaits}, which is none of its actions`)
  for (const page of systems.flatMap((system) => system.pages as Page[])) {
    const subject = cases.find((one) => page.draws === 'cases' && one.name === page.of)?.subject as Register | undefined
    const unknown = (page.columns ?? []).filter((column) => subject && !subject.columns.includes(column))
    assert.deepEqual(
      unknown,
      [],
      `${page.name}: ${subject?.name} does not give these to lists; put them in its columns`,
    )
  }
})

test('a system’s folder holds only the words of the engines, few lines, and no long function', () => {
  const words = [
    ...new Set(engines.flatMap(({ kinds }) => Object.values(kinds))),
    ...['system', 'pages', 'seed', 'scenario.test', 'scenario.whole.test'],
  ]
  for (const system of systems) {
    const [home] = globSync(`systems/*/${system.name}`, { cwd: root })
    assert.ok(home && existsSync(path.join(root, home, 'README.md')), `${system.name} has no README`)
    const files = globSync(`${home}/*.ts`, { cwd: root })
    assert.deepEqual(
      files.map((file) => path.basename(file, '.ts')).filter((name) => !words.includes(name)),
      [],
    )
    for (const file of files.filter((one) => !/(seed|\.test)\.ts$/.test(one))) {
      const text = readFileSync(path.join(root, file), 'utf8')
      assert.ok(text.split('\n').length <= 400, `${file} has over 400 lines: an engine is missing a word`)
      for (const [body] of text.matchAll(
        /^(?:export )?(?:const \w+ = [^\n]*=>|function )[^\n]*\n(?:(?: .*|\)[^\n]*)?\n)*\}/gm,
      ))
        assert.ok(body.split('\n').length <= 16, `${file}: a declared function of over 14 lines:\n${body}`)
    }
  }
})

test('the demonstration city has one person of a name, each in a post that exists, and whoever acts there', async () => {
  const { officers, citizens, acts } = await demoOf(systems)
  const accounts = [...officers, ...citizens].map(({ account }) => account)
  assert.deepEqual([...new Set(accounts)], accounts)
  const [known, roles] = [[...agencies, ...grassroots].map(({ id }) => id), [...partsOf<Role>(systems, 'role').keys()]]
  assert.deepEqual(
    officers.filter(({ agency, roles: held }) => !known.includes(agency) || held.some((one) => !roles.includes(one))),
    [],
  )
  assert.deepEqual(
    acts.map(({ by }) => by).filter((by) => !accounts.includes(by)),
    [],
  )
  assert.ok(acts.length > 50)
})

test('what may be taken back opens, makes and amends nothing', () => {
  const leaves = ({ states }: AnyCase, to: string) => states[to]?.makes ?? states[to]?.changes ?? states[to]?.sets
  const acts = cases.flatMap((declared) =>
    Object.values(declared.states).flatMap((state) =>
      Object.values(state.actions ?? {}).map((act) => ({ ...act, left: leaves(declared, act.to) })),
    ),
  )
  assert.deepEqual(
    acts
      .filter((act) => act.reversible && (act.opens ?? act.makes ?? act.marks ?? act.amends ?? act.sets ?? act.left))
      .map((act) => act.title),
    [],
  )
})

test('no file or folder is called after nothing', () => {
  const banned =
    /(^|\/)(utils?|helpers?|common|shared|misc|core|base|managers?|services?|lib|types|constants)(\.[a-z]+)?(\/|$)/
  const files = globSync('{kernel,engines,platform,commons,systems,city,web/src,server,testing,checks,tools}/**/*', {
    cwd: root,
  })
  assert.ok(files.length > 150)
  assert.deepEqual(
    files.filter((file) => banned.test(file)),
    [],
  )
})

test('the generated pages are in step with the declarations', () => {
  for (const [name, text] of Object.entries(docsOf()))
    assert.equal(readFileSync(path.join(root, 'docs', name), 'utf8'), text, `docs/${name}: run npm run docs`)
})

/** Tables that have no second lock, and why. */
const unlocked: Record<string, string> = {
  'app.*':
    'by whom packages are signed, how apps stand and how often each was opened: read along with the row of the app, which has its own lock',
  'archive.*': 'made and read along with the row that they are of, which has its own lock',
  'assessment.scheme': 'schemes as they were begun, which are public',
  'casework.line_look': 'when the lines of a register are looked at next: names and instants',
  'casework.participant': 'says which agencies a case is assigned to; the lock of cases itself asks it',
  'catalogue.*':
    'which declarations were written down, which resources have changed, and what is published: which of it a reader is told its one statement asks',
  'connection.*':
    'which row has changed, and messages wrapped under the master key: read by whoever tends a connection',
  'crypto.authority': 'certificates that are public, with keys that are sealed',
  'crypto.verified': 'marks of signatures that were used once',
  'identity.*': 'asked before anybody is known; what one person is told of another is told by the engine',
  'kernel.file_use': 'where a file is used: read with what uses it',
  'kernel.migration': 'what was applied',
  'kernel.once': 'answers, each asked for by its actor and key',
  'kernel.upload': 'who handed a file in: asked by file and person',
  'kiosk.*':
    'what devices prove themselves by, as digests, and counts of what was done at them: read along with the row of the machine, which has its own lock',
  'ledger.*': 'the log, which is public',
  'measure.indicator': 'what is counted, as declared',
  'measure.stale': 'what is to be counted again',
  'reuse.*':
    'kits, which say of nobody anything, and which rows came of one: asked after by whatever happens on any row',
  'seal.*': 'made and read along with the row that they are of, which has its own lock; keys are wrapped',
  'search.indexed': 'what was indexed whole',
  'sharing.*': 'calls and their counts: read along with the contract that they are under, which has its own lock',
}

test('every register has its table, column by column; every table has its second lock, or a reason why not', async () => {
  const { ownerUrl } = await freshDatabase()
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    for (const register of registers) {
      const [schema, table] = tableOf(register).split('.')
      const { rows } = await owner.query(
        'select column_name as name, udt_name as type, is_nullable as empty from information_schema.columns where table_schema = $1 and table_name = $2',
        [schema, table],
      )
      const found = new Map(rows.map((row) => [row.name as string, row as { type: string; empty: string }]))
      const names: Record<string, string> = { integer: 'int4', bigint: 'int8', boolean: 'bool', 'text[]': '_text' }
      for (const [name, field] of Object.entries(register.fields)) {
        const note = noteOf(field)
        const column = found.get(columnOf(name).replaceAll('"', ''))
        assert.equal(column?.type, names[note.column] ?? note.column, `${register.name}.${name}`)
        assert.equal(column?.empty, note.optional ? 'YES' : 'NO', `${register.name}.${name} may be empty`)
      }
    }
    const open = await owner.query<{ named: string; schema: string }>(
      `select format('%s.%s', schemaname, tablename) as named, schemaname as schema from pg_tables where schemaname !~ '^pg|^information_schema$' and not rowsecurity`,
    )
    const reasons = open.rows.map(({ named, schema }) => (named in unlocked ? named : `${schema}.*`))
    assert.deepEqual([...new Set(reasons)].toSorted(), Object.keys(unlocked))
    const role = await owner.query(`select rolsuper, rolbypassrls from pg_roles where rolname = 'template_city_app'`)
    assert.deepEqual(role.rows, [{ rolsuper: false, rolbypassrls: false }])
  } finally {
    await owner.end()
    await leaveCluster()
  }
})

test('no two fields share a note: each says its own label', () => {
  const seen = new Map<unknown, string>()
  for (const register of registers)
    for (const [name, field] of Object.entries(register.fields)) {
      assert.equal(seen.get(field), undefined, `${register.name}.${name} is the same type as ${seen.get(field)}`)
      seen.set(field, `${register.name}.${name}`)
    }
})

test('what of the web is nobody’s in particular leads to no page of a system by its path', () => {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
  const drawn = globSync('web/src/bespoke/*/pages.ts', { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/page\('\/([\w-]+)/g)].map(([, first]) => first as string),
  )
  assert.ok(drawn.length > 3)
  const leads = new RegExp(`(?:to|href|pathname)\\s*(?:=|:|===)\\s*\\{?["'\`]/(?:${[...new Set(drawn)].join('|')})\\b`)
  assert.ok(leads.test(`<Link to="/${drawn[0]}">`))
  const files = globSync('web/src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.startsWith('web/src/bespoke/'))
  assert.deepEqual(
    files.filter((file) => leads.test(read(file))),
    [],
  )
})
