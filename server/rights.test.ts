import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { newId } from '#kernel/database'
import { standing } from '#kernel/openapi'
import { partsOf } from '#kernel/system'
import type { AnyCase } from '#engines/case'
import type { Actable, Grant, Role } from '#engines/identity'
import { lendSession } from '#engines/identity/run'
import { tableOf, type Register } from '#engines/register'
import { planFile } from '#city'
import { systems } from '#systems'
import { openCity, type City, type Person } from '#testing'
import { importPlan } from '../systems/assurance/plan-supervision/documents.ts'
import { planAdoption } from '../systems/assurance/plan-supervision/cases.ts'
import { engines } from '../engines/index.ts'

/** Every route that the interface tells of, with what the page of rights says of it. */
const routeRights = Object.fromEntries(
  engines.flatMap(({ routes }) => routes.filter(({ hidden }) => !hidden).map(({ at, right }) => [at, right.says])),
)

const roles = [...partsOf<Role>(systems, 'role').values()]
const registers = [...partsOf<Register>(systems, 'register').values()]
const cases = [...partsOf<AnyCase>(systems, 'case').values()]
const partsOfKind = (kind: string) => [...partsOf<Actable & { title: string }>(systems, kind).values()]
const nobody = '00000000-0000-7000-8000-000000000000'

/** Somebody who asks, and what the declarations give them. */
interface Asker {
  called: string
  person: Person
  id: string | null
  agency: string | null
  areas: string[]
  grants: Grant[]
}

let city: City
const askers: Asker[] = []

before(async () => {
  city = await openCity(systems)
  const bureau = await city.officer('city-data-bureau', ['plan-supervisor', 'task-officer'])
  await bureau.imports(importPlan, '要点.txt', readFileSync(planFile))
  const [adoption] = await bureau.cases(planAdoption)
  await bureau.does(planAdoption, adoption?.id, 'confirm')
  const heldBy = (...who: Role['heldBy'][]) =>
    roles.filter((role) => who.includes(role.heldBy)).flatMap(({ grants }) => grants)
  const citizens = heldBy('everyone', 'citizens')
  const officers = heldBy('everyone', 'officers')
  askers.push({ called: 'visitor', person: city.visitor(), id: null, agency: null, areas: [], grants: citizens })
  await city.person('citizen')
  const citizen = city.visitor()
  const { person } = await citizen.signsIn('citizen', 'a long password')
  askers.push({ called: 'citizen', person: citizen, id: person.id, agency: null, areas: [], grants: citizens })
  const id = newId(city.clock.now())
  for (const [held, to, called] of [
    ['at-machines', { machine: id }, 'citizen at a machine'],
    ['in-apps', { through: id }, 'citizen in an app'],
  ] as const) {
    const token = await city.house.database.write({ all: 'on' }, (tx) =>
      lendSession(
        tx,
        city.clock.now(),
        { person: person.id, assurance: 1 },
        { ...to, called, idle: 3600, whole: 3600 },
      ),
    )
    const grants = heldBy('everyone', held)
    askers.push({ called, person: city.visitor(token), id: person.id, agency: null, areas: [], grants })
  }
  for (const role of [undefined, ...roles.filter(({ heldBy }) => heldBy === 'appointed')])
    for (const agency of ['city-data-bureau', 'city-cyberspace-office', 'dongtai-government']) {
      const officer = await city.officer(agency, role ? [role.name] : [])
      const { person: who, position } = await officer.asks('GET', '/api/session')
      const grants = [...officers, ...(role?.grants ?? [])]
      const called = `${role?.name ?? 'no role'} at ${agency}`
      askers.push({ called, person: officer, id: who.id, agency, areas: [position.region.code], grants })
    }
})
after(() => city.house.close())

/** What each asks in turn; all of them at once, for whoever asks changes nothing. */
const eachAsker = (asks: (asker: Asker) => Promise<void>) => Promise.all(askers.map(asks))

interface Row {
  id: string
  agency: string | null
  region: string | null
  owner?: string | null
  assigned?: string[]
}

/** What the declarations say, read without the engine: whether an action reaches a row, or anything at all. */
function granted(
  { id, agency, areas, grants }: Asker,
  on: { kind: string; name: string },
  action: string,
  row?: Row,
): boolean {
  return grants
    .filter((grant) => grant.on.kind === on.kind && grant.on.name === on.name && grant.actions.includes(action))
    .some(({ scope }) => {
      if (row === undefined || scope === 'all') return true
      if (scope === 'own-agency') return agency !== null && row.agency === agency
      if (scope === 'own-area') return areas.some((area) => row.region?.startsWith(area))
      if (scope === 'assigned') return agency !== null && (row.assigned ?? []).includes(agency)
      return id !== null && row.owner === id
    })
}

/** How a route is answered when only rights stand in the way: let through, or not. */
async function isLetIn(
  asker: Asker,
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const answer = await asker.person.raw(method as 'GET', url, body, headers)
  const code = answer.statusCode >= 400 ? (answer.json().code as string) : ''
  assert.notEqual(answer.statusCode, 500, `${asker.called}: ${method} ${url}`)
  const shut = [
    'identity/not-signed-in',
    'identity/not-granted',
    'case/not-found',
    'register/not-found',
    'indicator/not-found',
  ]
  return { letIn: !shut.includes(code), code, answer }
}

/** The rows of every register and kind of case that lie apart: by agency and region. */
async function samples() {
  const query = <R>(text: string, values: unknown[] = []) =>
    city.house.database.read<R & object>({ all: 'on' }, text, values) as Promise<R[]>
  const one = 'distinct on (agency, region)'
  const rows = new Map<string, Row[]>()
  for (const register of registers)
    rows.set(
      `register:${register.name}`,
      await query<Row>(
        `select ${one} id, agency, region, created_by as owner from ${tableOf(register)} order by agency, region, id limit 6`,
      ),
    )
  for (const { name } of cases)
    rows.set(
      `case:${name}`,
      await query<Row>(
        `select ${one} c.id, c.agency, c.region, array(select agency from casework.participant p where p.case_id = c.id) as assigned from casework.case c where kind = $1 order by agency, region, id limit 12`,
        [name],
      ),
    )
  return rows
}

test('every route says who may ask it', async () => {
  const told = await city.visitor().asks('GET', '/openapi.json')
  const asked = Object.entries(told.paths as Record<string, Record<string, { description: string }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ at: `${method.toUpperCase()} ${path}`, operation })),
  )
  assert.deepEqual(asked.map(({ at }) => at).toSorted(), [...standing(city.house)].map(({ at }) => at).toSorted())
  assert.deepEqual(
    asked.filter(({ operation }) => !operation.description).map(({ at }) => at),
    [],
  )
})

test('what is for whoever is signed in is for nobody else; what is for anyone lets a visitor in', async () => {
  const body: Record<string, unknown> = {
    'POST /api/session/position': { position: nobody },
    'POST /api/session/mandate': { mandate: null },
    'POST /api/session/step-up': { code: '123456' },
    'POST /api/session/step-up/passkey': {
      response: { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: 'x' } },
    },
    'POST /api/factors/totp': { name: '手机' },
    'POST /api/factors/totp/{id}': { code: '123456' },
    'POST /api/factors/passkey': {
      name: 'x',
      response: { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: 'x' } },
    },
    'POST /api/mandates': { agent: 'x', acts: ['a:b:c'], from: '2024-08-26', until: '2024-09-01' },
    'POST /api/registers/{name}/export': {},
    'POST /api/cases/{kind}/export': {},
    'POST /api/ledger/events/export': {},
    'POST /api/session': { account: 'nobody', password: 'x' },
    'POST /api/authorisations/{uid}/answer': { agrees: false },
    'POST /api/kiosk-asks/{code}': { number: null },
    'POST /api/kiosk-papers/{code}': {
      files: [{ id: '0'.repeat(64), name: 'x.txt', type: 'text/plain', size: 1 }],
    },
  }
  const fill = (path: string) =>
    path
      .replace('{uid}', 'none-such-uid')
      .replace('{kind}', 'task-supervision')
      .replace('/{id}/{name}', `/${'0'.repeat(64)}/x.txt`)
      .replace('{name}', 'plan')
      .replace('{id}', nobody)
  let asked = 0
  for (const [route, right] of Object.entries(routeRights)) {
    if (right !== 'person' && right !== 'anyone') continue
    const [method = '', path = ''] = route.split(' ')
    const url = path === '/api/search' ? '/api/search?q=x' : fill(path)
    const [visitor] = askers as [Asker]
    const { code } = await isLetIn(visitor, method, url, body[route])
    assert.equal(code === 'identity/not-signed-in', right === 'person', `a visitor: ${route} ${code}`)
    asked += 1
  }
  assert.ok(asked > 30)
})

test('every register is read, created and amended as every role exactly as far as declared', async () => {
  const rows = await samples()
  let [yes, no] = [0, 0]
  const compare = (got: boolean, wanted: boolean, what: string) => {
    assert.equal(got, wanted, what)
    if (wanted) yes += 1
    else no += 1
  }
  await eachAsker(async (asker) => {
    for (const register of registers) {
      const at = `/api/registers/${register.name}`
      const what = `${asker.called}: ${register.name}`
      const seen = new Set((await asker.person.asks('GET', `${at}?limit=100`)).rows.map((row: Row) => row.id))
      const created = await isLetIn(asker, 'POST', at, {})
      compare(created.letIn, asker.id !== null && granted(asker, register, 'create'), `${what} create`)
      if (created.letIn) assert.equal(created.code, 'register/wrong-fields')
      for (const row of rows.get(`register:${register.name}`) ?? []) {
        const may = granted(asker, register, 'read', row)
        compare((await isLetIn(asker, 'GET', `${at}/${row.id}`)).letIn, may, `${what} read`)
        compare((await isLetIn(asker, 'GET', `${at}/${row.id}/history`)).letIn, may, `${what} history`)
        if (!may) assert.ok(!seen.has(row.id), `${what} list`)
        const amended = await isLetIn(asker, 'PATCH', `${at}/${row.id}`, {}, { 'if-match': '999999' })
        compare(amended.letIn, asker.id !== null && granted(asker, register, 'amend', row), `${what} amend`)
      }
      for (const method of ['GET', 'POST']) {
        const body = method === 'POST' ? { file: '0'.repeat(64), name: 'x.xlsx' } : undefined
        const sheet = await isLetIn(asker, method, `${at}/sheet`, body)
        if (!granted(asker, register, 'create')) compare(sheet.letIn, false, `${what} ${method} sheet`)
      }
    }
  })
  assert.ok(yes > 200 && no > 600, `${yes} granted, ${no} refused`)
})

test('every case is read and acted on as every role exactly as far as declared', async () => {
  const rows = await samples()
  let [yes, no] = [0, 0]
  await eachAsker(async (asker) => {
    for (const declared of cases) {
      const at = `/api/cases/${declared.name}`
      const seen = new Set((await asker.person.asks('GET', `${at}?limit=100`)).rows.map((row: Row) => row.id))
      for (const row of rows.get(`case:${declared.name}`) ?? []) {
        const may = granted(asker, declared, 'read', row)
        const what = `${asker.called}: ${declared.name} of ${row.agency}`
        assert.equal((await isLetIn(asker, 'GET', `${at}/${row.id}`)).letIn, may, `${what} read`)
        if (!may) assert.ok(!seen.has(row.id), `${what} list`)
        for (const action of declared.actions as string[]) {
          if (action === 'read') continue
          const { letIn, code } = await isLetIn(asker, 'POST', `${at}/${row.id}/${action}`, {
            version: 999_999,
            form: {},
          })
          const wanted = asker.id !== null && granted(asker, declared, action, row)
          assert.equal(letIn, wanted, `${what} ${action}: ${code}`)
          if (wanted) assert.equal(code, 'case/stale-version', `${what} ${action}`)
          if (wanted) yes += 1
          else no += 1
        }
      }
    }
  })
  assert.ok(yes > 100 && no > 500, `${yes} granted, ${no} refused`)
})

test('imports, bulletins, indicators and desks open to every role exactly as declared', async () => {
  const tries: [
    part: { kind: string; name: string },
    action: string,
    method: string,
    url: string,
    body?: unknown,
    row?: Row,
  ][] = [
    ...partsOfKind('intake').map(
      (one) => [one, 'import', 'POST', `/api/readings/${one.name}`, { file: '0'.repeat(64), name: 'x.txt' }] as never,
    ),
    ...partsOfKind('bulletin').map(
      (one) => [one, 'compose', 'POST', `/api/bulletins/${one.name}`, { about: nobody, month: '2024-08' }] as never,
    ),
    ...partsOfKind('indicator').flatMap((one) =>
      ['', '/history', '/rows'].map((more) => [one, 'read', 'GET', `/api/indicators/${one.name}${more}`] as never),
    ),
    ...['city-data-bureau', 'city-cyberspace-office'].flatMap((agency): never[] => {
      const desk = { kind: 'desk', name: 'appointment' }
      const row = { id: '', agency, region: '3209' }
      const post = { agency, region: '3209', account: 'none', title: '科员', roles: [], from: '2024-08-26' }
      return [
        [desk, 'read', 'GET', `/api/positions?agency=${agency}`, undefined, row] as never,
        [desk, 'appoint', 'POST', '/api/positions', post, row] as never,
      ]
    }),
    [{ kind: 'desk', name: 'verification' }, 'verify', 'POST', '/api/verifications', { account: 'none' }],
    [
      { kind: 'desk', name: 'organisation' },
      'register',
      'POST',
      '/api/organisations',
      { code: '91320904MA1KEM001R', name: '某', region: '3209', representative: 'none' },
    ],
    [{ kind: 'desk', name: 'client' }, 'read', 'GET', '/api/clients'],
    [
      { kind: 'desk', name: 'client' },
      'register',
      'POST',
      '/api/clients',
      { id: 'x', name: 'x', grantTypes: ['authorization_code'], redirectUris: ['http://x/'], authMethod: 'none' },
    ],
    [{ kind: 'desk', name: 'client' }, 'end', 'DELETE', '/api/clients/none'],
    [
      { kind: 'desk', name: 'mandate' },
      'record',
      'POST',
      '/api/mandates',
      { principal: 'citizen', agent: 'x', acts: ['a:b:c'], from: '2024-08-26', until: '2024-09-01' },
    ],
  ]
  let [yes, no] = [0, 0]
  await eachAsker(async (asker) => {
    for (const [part, action, method, url, body, row] of tries) {
      const { code } = await isLetIn(asker, method, url, body)
      const letIn = ![
        'identity/not-signed-in',
        'identity/not-granted',
        'identity/not-at-machines',
        'identity/not-in-apps',
        'indicator/not-found',
      ].includes(code)
      const wanted =
        (method === 'GET' && part.kind !== 'desk' ? true : asker.id !== null) && granted(asker, part, action, row)
      assert.equal(letIn, wanted, `${asker.called}: ${method} ${url} ${code}`)
      if (wanted) yes += 1
      else no += 1
    }
  })
  assert.ok(yes > 50 && no > 200, `${yes} granted, ${no} refused`)
})

test('the tables themselves, under every scope, show no row beyond it', async () => {
  const read = city.house.database.read
  const tables = await read<{ named: string; columns: string[] }>(
    {},
    `select format('%I.%I', n.nspname, c.relname) as named, array(select attname::text from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relrowsecurity and c.relkind in ('r', 'p')`,
  )
  assert.ok(tables.length > 15)
  const officer = askers.find(({ called }) => called === 'task-officer at city-cyberspace-office') as Asker
  const scopes: Record<string, { agency?: string; areas?: string; person?: string }> = {
    nothing: {},
    agency: { agency: officer.agency as string },
    area: { areas: '320981' },
    person: { person: officer.id as string },
    hostile: { agency: `' or '1'='1`, areas: '%', person: '%' },
  }
  const cases = new Map(
    (
      await read<Row>(
        { all: 'on' },
        `select c.id, c.agency, c.region, array(select agency from casework.participant p where p.case_id = c.id) as assigned from casework.case c`,
      )
    ).map((row) => [row.id, row]),
  )
  let rows = 0
  for (const [name, scope] of Object.entries(scopes))
    for (const { named, columns } of tables) {
      const people = ['person', 'created_by', 'agent', 'granted_by', 'party'].filter((one) => columns.includes(one))
      for (const row of await read<Record<string, string | null>>(scope, `select * from ${named} limit 5000`)) {
        rows += 1
        const held = cases.get((row['case_id'] ?? row['id']) as string) ?? (row as unknown as Row)
        const within =
          (scope.agency !== undefined && (held.agency === scope.agency || held.assigned?.includes(scope.agency))) ||
          (scope.areas !== undefined && held.region?.startsWith(scope.areas)) ||
          (scope.person !== undefined && people.some((one) => row[one] === scope.person))
        assert.ok(within, `${named} shows ${JSON.stringify(row).slice(0, 200)} under the scope of ${name}`)
      }
    }
  assert.ok(rows > 20, `${rows} rows were seen in all`)
})
