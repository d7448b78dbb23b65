import { newId, type Database, type Tx } from '#kernel/database'
import { dayOf } from '#kernel/clock'
import { areasAround, directoryOf } from './directory.ts'
import { faults } from './faults.ts'
import { entitled } from './grants.ts'
import type { Actor } from './index.ts'
import { hashPassword, type HashedPassword } from './password.ts'

export interface Appointment {
  account: string
  /** As typed, or as it is kept where it was hashed before. */
  password: string | HashedPassword
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
  p: Pick<Appointment, 'account' | 'password' | 'name'>,
): Promise<string> {
  const id = newId(at)
  const { hash } = typeof p.password === 'string' ? await hashPassword(p.password) : p.password
  await tx.query(`insert into identity.person (id, name, account, password, at) values ($1, $2, $3, $4, $5)`, [
    id,
    p.name,
    p.account,
    hash,
    at,
  ])
  return id
}

/**
 * Records an enterprise and the person who represents it.
 * @param o its code is the unified social credit code, GB 32100
 * @throws identity/organisation-taken
 */
export async function recordOrganisation(
  tx: Tx,
  at: Date,
  o: { code: string; name: string; region: string; representative: string },
) {
  const made = await tx.query(
    `insert into identity.organisation (party, code, name, region, representative) values ($5, $1, $2, $3, $4) on conflict (code) do nothing returning code`,
    [o.code, o.name, o.region, o.representative, newId(at)],
  )
  if (made.length === 0) throw faults['organisation-taken']({ code: o.code })
}

/** A post ends on a day; from the next request on it grants nothing. */
export async function endPosition(tx: Tx, position: string, on: string) {
  await tx.query('update identity.position set until_on = $2 where id = $1', [position, on])
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

/** A person in their first post, or in none, by account: for what the house does in their name when it makes the demonstration city. */
export async function actorByAccount(
  database: Database,
  account: string,
  now: Date,
): Promise<Actor & { person: string }> {
  const [found] = await database.read<Actor & { person: string; region: string | null }>(
    {},
    `select p.id as person, p.name, o.id as position, o.agency, o.region, coalesce(o.roles, '{}') as roles from identity.person p left join identity.position o on o.person = p.id and o.from_on <= $2 where p.account = $1 order by o.id limit 1`,
    [account, dayOf(now)],
  )
  if (!found) throw new Error(`nobody has the account ${account}`)
  return entitled(database, { ...found, areas: found.region === null ? [] : [found.region] })
}

/** The people in post at an agency who hold one of the roles. Order: by post. */
export async function officersOf(tx: Tx, agency: string, roles: readonly string[], today: string): Promise<string[]> {
  const rows = await tx.ask<{ person: string }>(
    `select distinct person from identity.position where agency = $1 and roles && $2::text[] and from_on <= $3 and (until_on is null or until_on >= $3)`,
    [agency, roles, today],
  )
  return rows.map((row) => row.person)
}

/** The people in post who hold one of the roles for an area that a region lies in: of those areas, the smallest that has some. */
export async function officersAround(
  tx: Tx,
  region: string,
  roles: readonly string[],
  today: string,
): Promise<string[]> {
  const around = areasAround(directoryOf(tx), region)
  const rows = await tx.ask<{ person: string; region: string }>(
    `select distinct person, region from identity.position where region = any($1::text[]) and roles && $2::text[]
       and from_on <= $3 and (until_on is null or until_on >= $3) order by person`,
    [around, roles, today],
  )
  const nearest = around.find((area) => rows.some((row) => row.region === area))
  return rows.filter((row) => row.region === nearest).map((row) => row.person)
}

/** The people in post anywhere who hold one of the roles. */
export async function holdersOf(tx: Tx, roles: readonly string[], today: string): Promise<string[]> {
  const rows = await tx.ask<{ person: string }>(
    `select distinct person from identity.position where roles && $1::text[] and from_on <= $2 and (until_on is null or until_on >= $2)`,
    [roles, today],
  )
  return rows.map((row) => row.person)
}

/** Who does somebody's work at an agency on a day: they themselves, and who holds a post of theirs while they are away. */
export async function inPlaceOf(tx: Pick<Tx, 'ask'>, person: string, agency: string, today: string): Promise<string[]> {
  const rows = await tx.ask<{ person: string }>(
    `select o.person from identity.position o where o.agency = $2 and o.from_on <= $3 and (o.until_on is null or o.until_on >= $3)
       and (o.person = $1 or o.acting_for in (select f.id from identity.position f where f.person = $1 and f.agency = $2)) group by 1 order by 1`,
    [person, agency, today],
  )
  return rows.map((row) => row.person)
}

/** Somebody's time in a post that a register names. */
export interface Tenure {
  /** The post: its agency, and what it is called. */
  agency: string
  post: string
  person: string
  name: string
  from: string
  until: string | null
  /** Whether they stand in for whoever is absent. */
  acting: boolean
}

/** Who is in some posts at any time between two days, or acts for whoever was appointed to them; the longest in post first. */
export const tenuresOf = async (
  tx: Pick<Tx, 'ask'>,
  posts: readonly { agency: string; post: string }[],
  from: string,
  until: string,
): Promise<Tenure[]> =>
  posts.length === 0
    ? []
    : tx.ask<Tenure>(
        `select w.agency, w.post, o.person, p.name, o.from_on as "from", o.until_on as "until", o.acting_for is not null as acting
         from (select distinct agency, post from unnest($1::text[], $2::text[]) as w(agency, post)) w
         join identity.position o on o.agency = w.agency and case when o.acting_for is null then o.title = w.post
           else exists (select from identity.position f where f.id = o.acting_for and f.title = w.post) end
         join identity.person p on p.id = o.person
         where o.from_on <= $4 and (o.until_on is null or o.until_on >= $3) order by o.from_on, o.id`,
        [posts.map(({ agency }) => agency), posts.map(({ post }) => post), from, until],
      )

const inPost = `from identity.position o join identity.person p on p.id = o.person
  where o.agency = $1 and o.from_on <= $2 and (o.until_on is null or o.until_on >= $2)`

/** What somebody in post at an agency is called; nothing where they are not. */
export async function colleagueIn(tx: Tx, person: string, agency: string, today: string): Promise<string | undefined> {
  const [found] = await tx.query<{ name: string }>(`select p.name ${inPost} and p.id = $3 limit 1`, [
    ...[agency, today, person],
  ])
  return found?.name
}

/** Everybody in post at an agency, by name. */
export const colleaguesAt = (database: Database, agency: string, today: string) =>
  database.read<{ id: string; name: string; title: string }>(
    {},
    `select p.id, p.name, min(o.title) as title ${inPost} group by 1, 2 order by 2, 1 limit 1000`,
    [agency, today],
  )
