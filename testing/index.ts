import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { dayOf, endOf, heldClock, plusDays, startOf, workingDaysAfter } from '#kernel/clock'
import { readSheet, writeSheet, type SheetColumn } from '#kernel/sheet'
import { partsOf, type System } from '#kernel/system'
import type { AnyCase } from '#engines/case'
import type { Intake } from '#engines/document'
import { nobody } from '#engines/identity'
import { readDocx } from '../engines/document/read/docx.ts'
import { appointTo, endPost } from '../engines/identity/appointments.ts'
import { hashPassword } from '../engines/identity/password.ts'
import { newId, type Tx } from '#kernel/database'
import { appoint, citizenIndex, directoryOf, makePerson, verifyPerson } from '#engines/identity/run'
import { tableOf, tableText, type Register } from '#engines/register'
import { openHouse, type OpenHouse as House } from '#server'
import { mustBeAsDeclared, mustBeRefusedAsDeclared } from './answers.ts'
import { freshDatabase, leaveCluster, type Place } from './cluster.ts'

export { Authenticator } from './authenticator.ts'
export { Browser, listens } from './browsing.ts'

type Json = Record<string, any> // oxlint-disable-line no-explicit-any -- what an outsider reads off the wire

/** A refusal as an outsider meets it. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  readonly problem: Json
  constructor(problem: Json) {
    super(`${problem.code}: ${problem.detail}`)
    this.code = problem.code
    this.status = problem.status
    this.problem = problem
  }
}

/** Someone at a screen: everything goes over HTTP, as the browser sends it. */
export class Person {
  readonly #house: House
  readonly #address: string | undefined
  readonly #cookies = new Map<string, string>()
  /** @param address where they sit; without it, at the machine itself */
  constructor(house: House, address?: string, session?: string) {
    this.#house = house
    this.#address = address
    if (session) this.#cookies.set('session', session)
  }

  /** One request; a refusal is thrown. */
  async asks(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Json> {
    const answer = await this.raw(method, url, body, headers)
    const json = answer.body ? (JSON.parse(answer.body) as Json) : {}
    if (answer.statusCode >= 400) {
      mustBeRefusedAsDeclared(this.#house, method, url, json.code)
      throw new Refused(json)
    }
    if (answer.body) mustBeAsDeclared(this.#house, method, url, json)
    return json
  }

  async raw(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const answer = await this.#house.host.inject({
      method,
      url,
      ...(this.#address && { remoteAddress: this.#address }),
      headers: {
        ...(this.#cookies.size > 0 && { cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') }),
        ...(method !== 'GET' && { 'x-requested-by': 'test' }),
        ...headers,
      },
      ...(body !== undefined && { payload: body as object }),
    })
    for (const { name, value } of answer.cookies)
      if (value) this.#cookies.set(name, value)
      else this.#cookies.delete(name)
    return answer
  }

  signsIn(account: string, password: string) {
    return this.asks('POST', '/api/session', { account, password })
  }

  /** The rows of a register that this person sees, first page of 100. */
  async lists(register: Register, query = ''): Promise<Json[]> {
    return (await this.asks('GET', `/api/registers/${register.name}?limit=100${query}`)).rows
  }

  async cases(declared: AnyCase, query = ''): Promise<Json[]> {
    return (await this.asks('GET', `/api/cases/${declared.name}?limit=100${query}`)).rows
  }

  reads(declared: AnyCase, id: string) {
    return this.asks('GET', `/api/cases/${declared.name}/${id}`)
  }

  /** Takes an action on a case, having just looked at it. */
  async does(declared: AnyCase, id: string, action: string, form: Json = {}): Promise<Json> {
    const { version } = await this.reads(declared, id)
    return this.asks('POST', `/api/cases/${declared.name}/${id}/${action}`, { version, form })
  }

  async inbox(): Promise<Json[]> {
    return (await this.asks('GET', '/api/inbox?limit=100')).rows
  }

  /** Uploads a file. */
  async brings(name: string, content: Buffer | string): Promise<Json> {
    const boundary = 'boundary-of-the-city'
    const body = Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      Buffer.from(content),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ])
    return this.asks('POST', '/api/files', body, { 'content-type': `multipart/form-data; boundary=${boundary}` })
  }

  /** Imports a document and waits for the work to end. @returns the job */
  async imports(intake: Intake, name: string, content: Buffer | string): Promise<Json> {
    const file = await this.brings(name, content)
    return this.finishes(await this.asks('POST', `/api/readings/${intake.name}`, { file: file.id, name }))
  }

  /** Waits for work that was asked for to end. @returns the job */
  async finishes({ id }: Json): Promise<Json> {
    for (;;) {
      const job = await this.asks('GET', `/api/jobs/${id}`)
      if (job.state === 'done') return job
      if (job.state === 'failed') throw new Refused(job.fault)
      await new Promise((turn) => setTimeout(turn, 20))
    }
  }
}

/** The city of a story: the house, a clock that is moved by hand, and people. */
export interface City {
  house: House
  /** Where it lives. */
  home: Place
  clock: ReturnType<typeof heldClock>
  /** Appoints someone and signs them in. */
  officer: (agency: string, roles: string[], name?: string, account?: string, title?: string) => Promise<Person>
  /** The desk of appointments ends somebody's post with a day. */
  ends: (account: string, on: string) => Promise<void>
  /** The desk of appointments has somebody hold the post of somebody else, who is away, until a day. */
  standsIn: (account: string, whose: string, until: string) => Promise<void>
  /** Somebody at a screen; with the token of a session, whoever it is of. */
  visitor: (session?: string) => Person
  /** Makes somebody with an account and no post. */
  person: (account: string, name?: string) => Promise<void>
  /** Makes somebody with an account and no post, and signs them in; with a citizen number, two clerks have read it off the papers. */
  citizen: (account: string, name: string, number?: string) => Promise<Person>
  /** Time passes, and the clock does its work at the start of every day on the way. */
  waits: (span: { workingDays: number } | { days: number } | { minutes: number } | { until: string }) => Promise<void>
  refuses: (what: Promise<unknown>, code: string) => Promise<Refused>
}

/** The desk of appointments, which reaches every agency. */
const desk = () => ({
  ...{ ...nobody, person: newId(new Date(0)) },
  rights: { reach: () => new Set(['all'] as const), under: () => [] },
})

const postsOf = (tx: Tx, account: string) =>
  tx.query<{ id: string; agency: string; region: string }>(
    'select o.id, o.agency, o.region from identity.position o join identity.person p on p.id = o.person where p.account = $1 order by o.id',
    [account],
  )

/** Everybody's password, hashed once and cheaply: signing in verifies it for real, at the cost that the hash tells. */
const password = hashPassword('a long password', { memory: 8, passes: 1 })

/** Opens a city on a database of its own, or on one that a story has used before. */
export async function openCity(
  systems: readonly System[],
  at = '2024-08-26T09:00:00+08:00',
  webRoot?: string,
  place?: Place,
): Promise<City> {
  const clock = heldClock(at)
  const home = place ?? (await freshDatabase())
  if (home.url) await makeToyTables(home.ownerUrl, new URL(home.url).username, systems)
  const house = await openHouse({ ...home, systems, clock, mostPerMinute: 1_000_000, ...(webRoot && { webRoot }) })
  let number = 0
  const city: City = {
    house,
    home,
    clock,
    visitor: (session) => new Person(house, undefined, session),
    person: async (account, name = '市民') => {
      const kept = await password
      await house.database.write({}, (tx) => makePerson(tx, clock.now(), { account, password: kept, name }))
    },
    citizen: async (account, name, number) => {
      await city.person(account, name)
      if (number !== undefined) {
        const citizen = house.rooms.get(citizenIndex)(number)
        for (const clerk of [1, 2].map(() => ({ ...nobody, person: newId(clock.now()) })))
          await house.database.write({}, (tx) => verifyPerson(tx, clock.now(), clerk, { account, citizen }))
      }
      const person = new Person(house)
      await person.signsIn(account, 'a long password')
      return person
    },
    officer: async (agency, roles, name = '工作人员', account = `officer-${(number += 1)}`, title = '科员') => {
      const region = directoryOf(house).agencies.get(agency)?.region ?? '3209'
      const post = { account, password: await password, name, agency, region, title, roles }
      await house.database.write({ all: 'on' }, (tx) => appoint(tx, clock.now(), post))
      // An office of their own: of those who sign in at one address only some may in a minute.
      const person = new Person(house, `10.32.${number >> 8}.${number & 255}`)
      await person.signsIn(account, 'a long password')
      return person
    },
    ends: (account, on) =>
      house.database.write({ all: 'on' }, async (tx) => {
        for (const { id } of await postsOf(tx, account)) await endPost(tx, clock.now(), desk(), { id, on })
      }),
    standsIn: (account, whose, until) =>
      house.database.write({ all: 'on' }, async (tx) => {
        const [held] = await postsOf(tx, whose)
        const { id: actingFor, agency = '', region = '' } = held ?? {}
        const asked = { account, agency, region, title: '', roles: [], from: dayOf(clock.now()), until }
        await appointTo(tx, clock.now(), desk(), { ...asked, ...(actingFor && { actingFor }) })
      }),
    waits: async (span) => {
      const today = dayOf(clock.now())
      const until =
        'minutes' in span
          ? today
          : 'until' in span
            ? span.until
            : 'days' in span
              ? plusDays(today, span.days)
              : workingDaysAfter(today, span.workingDays).day
      const time = clock.now().getTime() - startOf(today).getTime()
      const end =
        'minutes' in span
          ? new Date(clock.now().getTime() + span.minutes * 60_000)
          : new Date(Math.min(startOf(until).getTime() + time, endOf(until).getTime()))
      const isOver = (next: Date) => ('minutes' in span ? next > end : dayOf(next) > until)
      // Sessions outlast the whole of it from the first: a page that stands open may ask at any moment, and be told what was read before.
      await house.database.write({ all: 'on' }, (tx) =>
        tx.query(
          "update identity.session set seen_at = $1, expires_at = $1::timestamptz + interval '12 hours' where idle is null",
          [end],
        ),
      )
      for (;;) {
        const next = await house.nextSweep()
        if (!next || isOver(next)) break
        if (next > clock.now()) clock.set(next)
        await house.sweep()
      }
      clock.set(end)
      if ('minutes' in span) await house.sweep()
    },
    refuses: async (what, code) => {
      const outcome = await what.then(
        () => undefined,
        (error: unknown) => error,
      )
      assert.ok(outcome instanceof Refused, `expected the refusal ${code}, got ${String(outcome)}`)
      assert.equal(outcome.code, code, outcome.message)
      return outcome
    },
  }
  return city
}

/** A toy system of a test has registers that no migration carries: their tables are made from their declarations. */
async function makeToyTables(ownerUrl: string, application: string, systems: readonly System[]) {
  const registers = partsOf<Register>(systems, 'register')
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ name: string }>(
      'select name from unnest($1::text[], $2::text[]) as t(name, place) where to_regclass(place) is null',
      [[...registers.keys()], [...registers.values()].map(tableOf)],
    )
    const missing = new Set(rows.map(({ name }) => name))
    for (const register of registers.values()) {
      if (!missing.has(register.name)) continue
      await owner.query(tableText(register))
      await owner.query(`grant select, insert, update on ${tableOf(register)} to ${application}`)
    }
  } finally {
    await owner.end()
  }
}

/** A story about a system, told over real HTTP and a real database with a clock that is moved by hand. */
export function scenario(
  title: string,
  system: System,
  story: (city: City) => Promise<void>,
  beside: readonly System[] = [],
) {
  test(`${system.name}: ${title}`, async () => {
    const city = await openCity([system, ...beside])
    try {
      await story(city)
    } finally {
      await city.house.close()
    }
  })
}

type SheetKinds = Readonly<Record<string, SheetColumn['kind']>>
const columnsOf = (kinds: SheetKinds): SheetColumn[] =>
  Object.entries(kinds).map(([title, kind]) => ({ key: title, title, kind }))

/** The rows of a workbook under some of its titles. */
export async function readsSheet(content: Uint8Array, kinds: SheetKinds): Promise<Record<string, unknown>[]> {
  const file = path.join(tmpdir(), `${randomUUID()}.xlsx`)
  writeFileSync(file, content)
  try {
    const { rows } = await readSheet(file, 'file.xlsx', columnsOf(kinds))
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row.cells).map(([title, cell]) => [title, cell.kind === 'value' ? cell.value : null]),
      ),
    )
  } finally {
    rmSync(file)
  }
}

/** A workbook as someone has filled it in. */
export async function writesSheet(kinds: SheetKinds, rows: readonly Record<string, unknown>[]): Promise<Buffer> {
  const written = writeSheet({
    title: '表',
    columns: columnsOf(kinds),
    rows: rows.map((cells) => ({ cells: cells as never })),
  })
  return Buffer.concat(await written.toArray())
}

/** The words of a Word file, its paragraphs and rows as lines. */
export const wordsOf = async (content: Uint8Array): Promise<string> =>
  (await readDocx(content, 'file.docx'))
    .map((block) => (block.kind === 'line' ? block.text : block.cells.join(' ')))
    .join('\n')

after(leaveCluster)

/** The official document, whose place the environment tells; without it the tests that read it say so and are skipped. */
export function official(
  variable: 'OFFICIAL_PLAN' | 'OFFICIAL_PLAN_DOCX',
): { content: Buffer; name: string } | undefined {
  const place = process.env[variable]
  return place ? { content: readFileSync(place), name: path.basename(place) } : undefined
}
