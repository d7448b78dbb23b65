import { randomBytes } from 'node:crypto'
import { dayOf } from '#kernel/clock'
import { newId, type Database, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { guard } from './act.ts'
import type { NewPosition, Post } from './asked.ts'
import { directoryOf } from './directory.ts'
import { faults } from './faults.ts'
import { allRoles } from './grants.ts'
import type { Actor } from './index.ts'
import { makePerson } from './people.ts'
import { theDeskReachesTheAgency } from './rules/the-desk-reaches-the-agency.ts'

type Appointer = Actor & { person: string }

/** The city's roles by name. */
const rolesOf = (tx: Tx) => new Map(allRoles(tx).map((role) => [role.name, role]))

/**
 * Appoints somebody to a post; makes the person when they are new, with a first password that is told once.
 * An acting appointment holds the post of someone absent, with its agency, area and roles, until a day.
 * @throws identity/not-granted identity/role-beyond-reach identity/no-such-person identity/account-taken identity/no-such-position identity/not-oneself identity/acting-until
 */
export async function appointTo(
  tx: Tx,
  at: Date,
  actor: Appointer,
  asked: NewPosition,
): Promise<{ position: string; password: string | null }> {
  const reach = theDeskReachesTheAgency(actor, 'appoint', asked.agency)
  const { agencies, regions } = directoryOf(tx)
  const [held] =
    asked.actingFor === undefined
      ? []
      : await tx.query<Post>('select title, region, roles from identity.position where id = $1 and agency = $2', [
          ...[asked.actingFor, asked.agency],
        ])
  const [known] = await tx.query<{ id: string }>('select id from identity.person where account = $1', [asked.account])
  const named = { agency: agencies.get(asked.agency), region: regions.get(asked.region) }
  await guard('appoint', { asked, actor, reach, ...named, held, known, roles: rolesOf(tx) })
  const post = held ? { ...held, title: `${held.title}（代理）` } : asked
  const password = known ? null : randomBytes(12).toString('base64url')
  const person =
    known?.id ?? (await makePerson(tx, at, { ...asked, name: asked.name as string, password: password as string }))
  const id = newId(at)
  await tx.query(
    `insert into identity.position (id, person, agency, region, title, roles, from_on, until_on, acting_for, appointed_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, person, asked.agency, post.region, post.title, post.roles, asked.from, asked.until ?? null],
      ...[asked.actingFor ?? null, actor.person],
    ],
  )
  await told(tx, 'appointed', id, at, actor, { person, agency: asked.agency, roles: post.roles })
  return { position: id, password }
}

/**
 * Ends a post with a day: it grants nothing from the day after on, or at once when the day has passed. What waits in
 * the leaver's inbox goes to the successor, who holds a post in the same agency.
 * @throws identity/not-granted identity/no-such-position identity/last-administrator
 */
export async function endPost(
  tx: Tx,
  at: Date,
  actor: Appointer,
  { id, on, handTo }: { id: string; on: string; handTo?: string | undefined },
) {
  const [post] = await tx.query<{ person: string; agency: string; roles: string[] }>(
    'select person, agency, roles from identity.position where id = $1 and (until_on is null or until_on > $2) for update',
    [id, on],
  )
  if (!post) throw faults['no-such-position']()
  theDeskReachesTheAgency(actor, 'end', post.agency)
  const [next] =
    handTo === undefined
      ? []
      : await tx.query<{ person: string }>(
          'select person from identity.position where id = $1 and agency = $2 and id <> $3 and (until_on is null or until_on > $4)',
          [handTo, post.agency, id, on],
        )
  const successor = next?.person ?? null
  await guard('end', { tx, id, on, handTo, successor, roles: rolesOf(tx) })
  await tx.query('update identity.position set until_on = $2, ended_by = $3, handed_to = $4 where id = $1', [
    id,
    on,
    actor.person,
    successor,
  ])
  const [other] = await tx.query(
    'select 1 from identity.position where person = $1 and agency <> $2 and (until_on is null or until_on > $3)',
    [post.person, post.agency, on],
  )
  // Work of another agency is not this successor's: who stays elsewhere keeps the inbox.
  const heir = other ? null : successor
  await told(tx, 'ended', id, at, actor, { person: post.person, agency: post.agency, successor: heir })
}

const told = (tx: Tx, what: string, id: string, at: Date, actor: Appointer, about: Record<string, unknown>) =>
  publish(tx, {
    kind: `position.${what}`,
    actor: actor.person,
    subject: `position:${id}`,
    at,
    about,
    by: { actor, at },
  })

export interface PositionFace {
  id: string
  name: string
  account: string | null
  agency: string
  region: string
  title: string
  roles: string[]
  from: string
  until: string | null
  actingFor: string | null
}

/** The posts of an agency that are or will be in force, as its desk sees them. @throws identity/not-granted */
export async function positionsAt(
  database: Database,
  now: Date,
  actor: Appointer,
  agency: string,
): Promise<PositionFace[]> {
  theDeskReachesTheAgency(actor, 'read', agency)
  return database.read<PositionFace>(
    {},
    `select o.id, p.name, p.account, o.agency, o.region, o.title, o.roles, o.from_on as "from", o.until_on as "until", o.acting_for as "actingFor"
     from identity.position o join identity.person p on p.id = o.person where o.agency = $1 and (o.until_on is null or o.until_on >= $2) order by o.from_on, o.id limit 500`,
    [agency, dayOf(now)],
  )
}

/** The papers by which a clerk tells who somebody is: 居民身份证、临时居民身份证、居民户口簿、护照. */
export const papers = ['identity-card', 'interim-card', 'household-register', 'passport'] as const
export type Papers = (typeof papers)[number]

export interface Checked {
  account: string
  /** The blind index of the citizen number that was read off the papers; the number itself does not come this far. */
  citizen?: string | undefined
  papers?: Papers | undefined
}

/** What is known of whose number an account bears: nothing; what one clerk read; what two clerks read alike. */
export type Linked = 'not' | 'once' | 'twice'

/**
 * A person's papers were checked: from their next second factor on they are a verified person. With a citizen number
 * their account is linked to it, one account a number. The link shows its person looks at rows of others only once a
 * second clerk has read the same number off the papers: nobody learns by an account of their own making who looks at
 * somebody else. Checking again without a number leaves the link, with another number begins anew.
 * @throws identity/no-such-person identity/citizen-taken
 */
export async function verifyPerson(tx: Tx, at: Date, actor: Appointer, checked: Checked): Promise<Linked> {
  const [person] = await tx
    .query<{ id: string; linked: Linked; citizen: string | null }>(
      `update identity.person set verified_at = $2, verified_by = $3, citizen = coalesce($4, citizen),
         citizen_by = case when $4 is null or citizen = $4 then citizen_by else $3 end,
         citizen_agreed_by = case when $4 is null then citizen_agreed_by
           when citizen = $4 then coalesce(citizen_agreed_by, nullif($3::uuid, citizen_by)) end
       where account = $1 and id <> $3 and ended_at is null
       returning id, citizen, case when citizen is null then 'not' when citizen_agreed_by is null then 'once' else 'twice' end as linked`,
      [checked.account, at, actor.person, checked.citizen ?? null],
    )
    .catch((error: Error & { constraint?: string }) => {
      throw error.constraint === 'person_citizen' ? faults['citizen-taken']({}, error) : error
    })
  if (!person) throw faults['no-such-person']()
  const { id, linked, citizen } = person
  const about = { ...(checked.papers && { papers: checked.papers }), numbered: checked.citizen !== undefined, linked }
  await publish(tx, {
    ...{ kind: 'person.verified', actor: actor.person, subject: `person:${id}`, at, about },
    by: { actor, at },
    held: { citizen: linked === 'twice' ? citizen : null },
  })
  return linked
}
