import { createHash, randomBytes } from 'node:crypto'
import { combine, newId, type Database, type Tx } from '#kernel/database'
import { dayOf } from '#kernel/clock'
import { faults } from './faults.ts'
import { visitor, type Actor, type Agency, type Region } from './index.ts'
import { hashPassword, isPassword } from './password.ts'

export {
  allRoles,
  branchesOf,
  covers,
  eitherOf,
  reachOf,
  rolesOf,
  rolesThatMay,
  rolesWith,
  scopeOf,
  useRoles,
  type Reach,
  type ScopeColumns,
} from './grants.ts'
export { faults as identityFaults } from './faults.ts'

/** The city's agencies and regions, held in memory: a few thousand rows that every page names. */
export interface Directory {
  agencies: ReadonlyMap<string, Agency>
  regions: ReadonlyMap<string, Region>
  /** The county-level units that a city addresses: agencies that govern a county or a zone. */
  units: readonly Agency[]
  streetsOf: ReadonlyMap<string, readonly string[]>
}

/** Reads the directory. */
export async function loadDirectory(database: Database): Promise<Directory> {
  const agencies = await database.read<Agency>(
    {},
    `select id, name, full_name as "fullName", kind, region, aliases from identity.agency order by id`,
  )
  const regions = await database.read<Region>({}, 'select code, name, level, parent from identity.region order by code')
  const overlays = await database.read<{ zone: string; street: string }>(
    {},
    'select zone, street from identity.zone_street order by zone, street',
  )
  return {
    agencies: new Map(agencies.map((agency) => [agency.id, agency])),
    regions: new Map(regions.map((region) => [region.code, region])),
    units: agencies.filter((agency) => agency.kind === 'county' || agency.kind === 'zone'),
    streetsOf: new Map(
      [...Map.groupBy(overlays, (overlay) => overlay.zone)].map(([zone, streets]) => [
        zone,
        streets.map((overlay) => overlay.street),
      ]),
    ),
  }
}

/** Replaces the directory with the city's own; ids are permanent, so rows are added and corrected, never removed. */
export async function recordDirectory(
  tx: Tx,
  city: {
    regions: readonly Region[]
    zones: readonly { zone: string; streets: readonly string[] }[]
    agencies: readonly (Omit<Agency, 'aliases'> & { aliases?: readonly string[] })[]
  },
) {
  await tx.query(
    `insert into identity.region (code, name, level, parent)
     select code, name, level, parent from jsonb_to_recordset($1) as r(code text, name text, level text, parent text)
     on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent`,
    [JSON.stringify(city.regions)],
  )
  for (const { zone, streets } of city.zones) {
    await tx.query(
      `insert into identity.zone_street (zone, street) select $1, unnest($2::text[]) on conflict do nothing`,
      [zone, streets],
    )
  }
  await tx.query(
    `insert into identity.agency (id, name, full_name, kind, region, aliases)
     select id, name, "fullName", kind, region, coalesce(aliases, '{}') from jsonb_to_recordset($1) as a(id text, name text, "fullName" text, kind text, region text, aliases text[])
     on conflict (id) do update set name = excluded.name, full_name = excluded.full_name, kind = excluded.kind, region = excluded.region, aliases = excluded.aliases`,
    [JSON.stringify(city.agencies)],
  )
}

export interface Appointment {
  account: string
  password: string
  name: string
  agency: string
  region: string
  title: string
  roles: readonly string[]
}

/** Makes a person and appoints them to a post. @returns the person's and the post's id */
export async function appoint(tx: Tx, at: Date, a: Appointment): Promise<{ person: string; position: string }> {
  const person = await makePerson(tx, at, a)
  const position = newId(at)
  await tx.query(
    `insert into identity.position (id, person, agency, region, title, roles, from_on) values ($1, $2, $3, $4, $5, $6, $7)`,
    [position, person, a.agency, a.region, a.title, a.roles, dayOf(at)],
  )
  return { person, position }
}

/** Makes a person who may sign in; a citizen holds no post. */
export async function makePerson(
  tx: Tx,
  at: Date,
  p: { account: string; password: string; name: string },
): Promise<string> {
  const id = newId(at)
  await tx.query(`insert into identity.person (id, name, account, password, at) values ($1, $2, $3, $4, $5)`, [
    id,
    p.name,
    p.account,
    await hashPassword(p.password),
    at,
  ])
  return id
}

/** Records an enterprise and the person who represents it. @param code unified social credit code, GB 32100 */
export async function recordOrganisation(
  tx: Tx,
  o: { code: string; name: string; region: string; representative: string },
) {
  await tx.query(`insert into identity.organisation (code, name, region, representative) values ($1, $2, $3, $4)`, [
    o.code,
    o.name,
    o.region,
    o.representative,
  ])
}

/** A post ends on a day; from the next request on it grants nothing. */
export async function endPosition(tx: Tx, position: string, on: string) {
  await tx.query('update identity.position set until_on = $2 where id = $1', [position, on])
}

const hours = 3600_000
const lifetime = { idle: 4 * hours, whole: 12 * hours }
const fingerprint = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Opens a session for an account. @returns the token, which is nowhere kept. @throws identity/wrong-password */
export async function signIn(database: Database, now: Date, account: string, password: string): Promise<string> {
  const [person] = await database.read<{ id: string; password: string | null }>(
    {},
    'select id, password from identity.person where account = $1',
    [account],
  )
  if (!(await isPassword(password, person?.password ?? null)) || !person) throw faults['wrong-password']()
  const token = randomBytes(32).toString('base64url')
  const [post] = await positionsOf(database, person.id, now)
  await database.write({}, (tx) =>
    tx.query(
      `insert into identity.session (token, person, position, created_at, seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)`,
      [fingerprint(token), person.id, post?.id ?? null, now, new Date(now.getTime() + lifetime.whole)],
    ),
  )
  return token
}

export async function signOut(database: Database, token: string) {
  await database.write({}, (tx) => tx.query('delete from identity.session where token = $1', [fingerprint(token)]))
}

export interface Post {
  id: string
  title: string
  agency: string
}

/** A person's posts in force, oldest first. */
export const positionsOf = (database: Database, person: string, now: Date): Promise<Post[]> =>
  database.read<Post>(
    {},
    `select id, title, agency from identity.position where person = $1 and from_on <= $2 and (until_on is null or until_on >= $2) order by from_on, id`,
    [person, dayOf(now)],
  )

/** Changes the post that a session acts in. @throws identity/no-such-position */
export async function takePosition(database: Database, token: string, person: string, position: string, now: Date) {
  const mine = await positionsOf(database, person, now)
  if (!mine.some((post) => post.id === position)) throw faults['no-such-position']()
  await database.write({}, (tx) =>
    tx.query('update identity.session set position = $2 where token = $1', [fingerprint(token), position]),
  )
}

/** Notes that sessions are alive: the requests of one moment are one statement. */
const seen = new WeakMap<Database, (request: { token: string; at: Date }) => Promise<void>>()
function noteSeen(database: Database): (request: { token: string; at: Date }) => Promise<void> {
  const lane =
    seen.get(database) ??
    combine<{ token: string; at: Date }, void>(
      async (batch) => {
        await database.write({}, (tx) =>
          tx.query(
            `update identity.session s set seen_at = b.at from unnest($1::text[], $2::timestamptz[]) as b(token, at) where s.token = b.token`,
            [batch.map((request) => request.token), batch.map((request) => request.at)],
          ),
        )
        return batch.map(() => undefined)
      },
      { name: 'sessions-seen' },
    )
  seen.set(database, lane)
  return lane
}

interface Session {
  token: string
  person: string
  name: string
  seen: Date
  expires: Date
  position: string | null
  agency: string | null
  region: string | null
  roles: string[] | null
  from: string | null
  until: string | null
}

/** Looks sessions up: those of one moment are one statement. */
const lookups = new WeakMap<Database, (token: string) => Promise<Session | undefined>>()
function sessionsOf(database: Database) {
  const known = lookups.get(database)
  if (known) return known
  const lane = combine<string, Session | undefined>(
    async (batch) => {
      const found = await database.read<Session>(
        {},
        `select s.token, p.id as person, p.name, s.seen_at as seen, s.expires_at as expires, o.id as position, o.agency, o.region, o.roles, o.from_on as "from", o.until_on as "until"
         from identity.session s join identity.person p on p.id = s.person left join identity.position o on o.id = s.position
         where s.token = any($1::text[])`,
        [[...new Set(batch)]],
      )
      const byToken = new Map(found.map((session) => [session.token, session]))
      return batch.map((token) => byToken.get(token))
    },
    { name: 'sessions' },
  )
  lookups.set(database, lane)
  return lane
}

/** Who holds a session, in which post, now. @throws identity/session-ended */
export async function actorOf(
  database: Database,
  token: string,
  now: Date,
  streetsOf: Directory['streetsOf'],
): Promise<Actor> {
  const session = await sessionsOf(database)(fingerprint(token))
  if (!session || session.expires <= now || now.getTime() - session.seen.getTime() > lifetime.idle)
    throw faults['session-ended']()
  if (now.getTime() - session.seen.getTime() > 60_000) await noteSeen(database)({ token: fingerprint(token), at: now })
  const today = dayOf(now)
  const { person, name, position, agency, region, roles, from, until } = session
  if (position === null || region === null || (from ?? '') > today || (until !== null && until < today))
    return { ...visitor, person, name }
  return { person, name, position, agency, areas: [region, ...(streetsOf.get(region) ?? [])], roles: roles ?? [] }
}

/** A person in their first post, by account: for what the house does in their name when it makes the demonstration city. */
export async function actorByAccount(
  database: Database,
  account: string,
  now: Date,
): Promise<Actor & { person: string }> {
  const [found] = await database.read<Actor & { person: string; region: string }>(
    {},
    `select p.id as person, p.name, o.id as position, o.agency, o.region, o.roles from identity.person p join identity.position o on o.person = p.id where p.account = $1 and o.from_on <= $2 limit 1`,
    [account, dayOf(now)],
  )
  if (!found) throw new Error(`nobody in post has the account ${account}`)
  return { ...found, areas: [found.region] }
}

/** The people in post at an agency who hold one of the roles. Order: by post. */
export async function officersOf(tx: Tx, agency: string, roles: readonly string[], today: string): Promise<string[]> {
  const rows = await tx.ask<{ person: string }>(
    `select distinct person from identity.position where agency = $1 and roles && $2::text[] and from_on <= $3 and (until_on is null or until_on >= $3)`,
    [agency, roles, today],
  )
  return rows.map((row) => row.person)
}

/** The people in post anywhere who hold one of the roles. */
export async function holdersOf(tx: Tx, roles: readonly string[], today: string): Promise<string[]> {
  const rows = await tx.ask<{ person: string }>(
    `select distinct person from identity.position where roles && $1::text[] and from_on <= $2 and (until_on is null or until_on >= $2)`,
    [roles, today],
  )
  return rows.map((row) => row.person)
}

/** A request whose actor must be a person. @throws identity/not-signed-in */
export function signedIn(request: { actor: Actor }): Actor & { person: string } {
  const { actor } = request
  if (actor.person === null) throw faults['not-signed-in']()
  return actor as Actor & { person: string }
}
