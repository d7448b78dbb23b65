import { dayOf } from '#kernel/clock'
import { combine, lookUp, newId, type Database, type Tx } from '#kernel/database'
import { defineRoom } from '#kernel/room'
import { fingerprint, newToken } from '#kernel/http'
import { directoryOf } from './directory.ts'
import { faults } from './faults.ts'
import { entitled } from './grants.ts'
import { nobody, type Actor, type Assurance, type Behalf } from './index.ts'
import { isPassword } from './password.ts'
import { positionsOf } from './people.ts'
import { countTry, forgetTry } from './throttle.ts'

const hours = 3600_000
const lifetime = { idle: 4 * hours, whole: 12 * hours }

/** How long a session is still there after its last request, in milliseconds: one that was lent as long as it was lent. */
const idleOf = ({ idle }: { idle: number | null }) => (idle === null ? lifetime.idle : idle * 1000)

/** Where somebody signs in from, as their list of sessions shows it. */
export interface Where {
  address: string
  /** The device's cookie, if it has one. */
  device?: string | undefined
  browser?: string | undefined
}

/**
 * Opens a session for an account. A device that its owner signs in on is known from then on.
 * @returns the tokens of the session and of the device, which are nowhere kept
 * @throws identity/wrong-password identity/wait
 */
export async function signIn(
  database: Database,
  now: Date,
  { account, password }: { account: string; password: string },
  where: Where,
): Promise<{ token: string; device: string }> {
  const known = where.device && (await isDevice(database, account, where.device)) ? where.device : undefined
  const came = { account, address: where.address, device: known }
  await countTry(database, now, came)
  const [person] = await database.read<{ id: string; password: string | null }>(
    {},
    'select id, password from identity.person where account = $1 and ended_at is null',
    [account],
  )
  if (!(await isPassword(password, person?.password ?? null)) || !person) throw faults['wrong-password']()
  await forgetTry(database, came)
  const token = newToken()
  const device = known ?? newToken()
  const [post] = await positionsOf(database, person.id, now)
  await database.write({}, async (tx) => {
    await tx.query(
      `insert into identity.session (id, token, person, position, created_at, seen_at, expires_at, browser, address) values ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
      [
        newId(now),
        fingerprint(token),
        person.id,
        post?.id ?? null,
        now,
        new Date(now.getTime() + lifetime.whole),
        where.browser ?? null,
        placeOf(where.address),
      ],
    )
    await tx.query(
      `insert into identity.device (token, person, at, seen_at) values ($1, $2, $3, $3) on conflict (token) do update set seen_at = excluded.seen_at`,
      [fingerprint(device), person.id, now],
    )
  })
  return { token, device }
}

async function isDevice(database: Database, account: string, device: string): Promise<boolean> {
  const found = await database.read(
    {},
    'select 1 from identity.device d join identity.person p on p.id = d.person where d.token = $1 and p.account = $2',
    [fingerprint(device), account],
  )
  return found.length > 0
}

/** An address as its owner's list shows it: enough to know one's own, not enough to follow anybody. */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  if (/^(127\.|::1$)/.test(plain)) return '本机'
  if (/^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/.test(plain)) return '单位内网'
  return plain.includes(':')
    ? `${plain.split(':').slice(0, 2).join(':')}:…`
    : `${plain.split('.').slice(0, 2).join('.')}.*.*`
}

export async function signOut(database: Database, token: string) {
  await database.write({}, (tx) => tx.query('delete from identity.session where token = $1', [fingerprint(token)]))
}

export interface OpenSession {
  id: string
  browser: string | null
  place: string | null
  since: Date
  seen: Date
  assurance: Assurance
  /** The one that asks. */
  here: boolean
}

/** A person's open sessions, the latest first. */
export const sessionsOfPerson = (
  database: Database,
  person: string,
  token: string,
  now: Date,
): Promise<OpenSession[]> =>
  database.read<OpenSession>(
    {},
    `select id, browser, address as place, created_at as since, seen_at as seen, assurance, token = $2 as here from identity.session
     where person = $1 and expires_at > $3 and seen_at > coalesce($3 - make_interval(secs => idle), $4) and not exists (
       select 1 from identity.position o where o.id = position and o.until_on < $5) order by seen_at desc, id`,
    [person, fingerprint(token), now, new Date(now.getTime() - lifetime.idle), dayOf(now)],
  )

/**
 * Ends a person's sessions: one by its id, or all but the one that asks. What clients hold by them ends at once too.
 * @throws identity/no-such-session
 */
export async function endSessions(database: Database, person: string, which: { id: string } | { butToken: string }) {
  const ended = await database.write({}, (tx) =>
    'id' in which
      ? tx.query('delete from identity.session where person = $1 and id = $2 returning id', [person, which.id])
      : tx.query('delete from identity.session where person = $1 and token <> $2 returning id', [
          person,
          fingerprint(which.butToken),
        ]),
  )
  if ('id' in which && ended.length === 0) throw faults['no-such-session']()
  return ended.length
}

/**
 * Changes the post that a session acts in, or leaves all posts for a person's own matters; it acts for nobody else then.
 * @throws identity/no-such-position
 */
export async function takePosition(
  database: Database,
  token: string,
  person: string,
  position: string | null,
  now: Date,
) {
  const mine = position === null ? [] : await positionsOf(database, person, now)
  if (position !== null && !mine.some((post) => post.id === position)) throw faults['no-such-position']()
  await database.write({}, (tx) =>
    tx.query('update identity.session set position = $2, mandate = null where token = $1', [
      fingerprint(token),
      position,
    ]),
  )
}

/** Acts from now on by a mandate, or for oneself again. */
export async function takeMandate(database: Database, token: string, mandate: string | null) {
  await database.write({}, (tx) =>
    tx.query('update identity.session set mandate = $2 where token = $1', [fingerprint(token), mandate]),
  )
}

/** Where a lent session is held: at a machine of the city's, or in an app of the city's inside somebody else's application. */
export type Lent = { machine: string; through?: never } | { through: string; machine?: never }

/**
 * Lends a session: of somebody who has agreed on a device of their own, or whom somebody else's application vouches for; for
 * their own matters alone, as sure as the city is of them there.
 * @param to where it is held, and after how many seconds it ends where nobody touches it, and at the latest
 * @returns its token, which is nowhere kept
 */
export async function lendSession(
  tx: Tx,
  at: Date,
  of: { person: string; assurance: Assurance },
  to: Lent & { called: string; idle: number; whole: number },
): Promise<string> {
  const token = newToken()
  await tx.query(
    `insert into identity.session (id, token, person, created_at, seen_at, expires_at, assurance, browser, machine, through, idle)
     values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[newId(at), fingerprint(token), of.person, at, new Date(at.getTime() + to.whole * 1000), of.assurance],
      ...[to.called, to.machine ?? null, to.through ?? null, to.idle],
    ],
  )
  return token
}

/** Ends what was lent there, whoever it was lent by. @returns how many */
export async function endLent(tx: Tx, { machine, through }: Lent): Promise<number> {
  const ended = await tx.query('delete from identity.session where machine = $1 or through = $2 returning id', [
    ...[machine ?? null, through ?? null],
  ])
  return ended.length
}

/** Raises a session's level under a token of its own: the one from before opens nothing any more. @returns the token */
export async function raise(database: Database, old: string, assurance: Assurance, now: Date): Promise<string> {
  const token = newToken()
  const raised = await database.write({}, (tx) =>
    tx.query('update identity.session set token = $2, assurance = $3, stepped_at = $4 where token = $1 returning id', [
      fingerprint(old),
      fingerprint(token),
      assurance,
      now,
    ]),
  )
  if (raised.length === 0) throw faults['session-ended']()
  return token
}

/** Keeps what a passkey must sign in this session; what was asked before is asked no more. */
export async function keepChallenge(database: Database, token: string, challenge: string) {
  await database.write({}, (tx) =>
    tx.query('update identity.session set challenge = $2 where token = $1', [fingerprint(token), challenge]),
  )
}

/** What a passkey was asked to sign; it is asked no more. */
export async function takeChallenge(database: Database, token: string): Promise<string | undefined> {
  const [taken] = await database.write({}, (tx) =>
    tx.query<{ challenge: string | null }>(
      `update identity.session s set challenge = null from (select token, challenge from identity.session where token = $1 for update) old
       where s.token = old.token returning old.challenge`,
      [fingerprint(token)],
    ),
  )
  return taken?.challenge ?? undefined
}

/** How sessions are looked up and noted to be alive: the requests of one moment are one statement. */
interface Lanes {
  find: (token: string) => Promise<Session | undefined>
  noteSeen: (request: { token: string; at: Date }) => Promise<void>
}
const lanes = defineRoom<Lanes>('sessions')

/** Opens the lanes in which a city looks sessions up. */
export const openSessions = (database: Database) =>
  database.rooms.put(lanes, { find: finds(database), noteSeen: notesSeen(database) })

const notesSeen = (database: Database): Lanes['noteSeen'] =>
  combine(
    async (batch) => {
      await database.write({}, (tx) =>
        tx.query(
          `update identity.session s set seen_at = greatest(s.seen_at, b.at) from unnest($1::text[], $2::timestamptz[]) as b(token, at) where s.token = b.token`,
          [batch.map((request) => request.token), batch.map((request) => request.at)],
        ),
      )
      return batch.map(() => undefined)
    },
    { name: 'sessions-seen', rooms: database.rooms },
  )

interface Session {
  id: string
  token: string
  person: string
  name: string
  created: Date
  seen: Date
  expires: Date
  assurance: Assurance
  stepped: Date | null
  machine: string | null
  through: string | null
  /** What a lent session is called. */
  called: string | null
  /** Seconds; of a session that was lent. */
  idle: number | null
  position: string | null
  agency: string | null
  region: string | null
  roles: string[] | null
  from: string | null
  until: string | null
  behalf: (Behalf & { from: string; until: string }) | null
}

const finds = (database: Database): Lanes['find'] =>
  lookUp<Session>(
    async (tokens) => {
      const found = await database.read<Session>(
        { all: 'on' },
        `select s.id, s.token, p.id as person, p.name, s.created_at as created, s.seen_at as seen, s.expires_at as expires, s.assurance, s.stepped_at as stepped, s.machine, s.through, s.browser as called, s.idle,
           o.id as position, o.agency, o.region, o.roles, o.from_on as "from", o.until_on as "until",
           case when m.ended_at is null and m.id is not null then jsonb_build_object('mandate', m.id, 'kind', m.kind, 'party', m.party, 'name', m.party_name, 'acts', m.acts, 'from', m.from_on, 'until', m.until_on) end as behalf
         from identity.session s join identity.person p on p.id = s.person left join identity.position o on o.id = s.position left join identity.mandate m on m.id = s.mandate
         where s.token = any($1::text[]) and p.ended_at is null`,
        [tokens],
        'once',
      )
      return found.map((session) => [session.token, session])
      // They all go over one connection: a second batch would only stand behind the first.
    },
    { name: 'sessions', rooms: database.rooms, lanes: 1 },
  )

/** A sign-in as it stands: which, since when, how sure. */
export interface SignIn {
  id: string
  since: Date
  steppedAt: Date | null
}

/** Who holds a session, in which post, for whom, now; it ends with the last day of the post that it is in. @throws identity/session-ended */
export async function holderOf(
  database: Database,
  token: string,
  now: Date,
): Promise<{ actor: Actor; signIn: SignIn }> {
  const { find, noteSeen } = database.rooms.get(lanes)
  const session = await find(fingerprint(token))
  const today = dayOf(now)
  const past = (session?.until ?? today) < today
  if (!session || past || session.expires <= now || now.getTime() - session.seen.getTime() > idleOf(session))
    throw faults['session-ended']()
  if (now.getTime() - session.seen.getTime() > Math.min(60_000, idleOf(session) / 10))
    await noteSeen({ token: fingerprint(token), at: now })
  const signIn = { id: session.id, since: session.created, steppedAt: session.stepped }
  return { actor: entitled(database, actorIn(database, session, today)), signIn }
}

/** The actor of a session. Who acts for another acts in no post; a mandate that has ended leaves its agent to themselves. */
function actorIn(database: Database, session: Session, today: string): Actor {
  const { person, name, assurance, position, agency, region, roles, from } = session
  const alone: Actor = { ...nobody, person, name, assurance }
  if (session.machine) return { ...alone, machine: session.machine }
  if (session.through) return { ...alone, through: { id: session.through, called: session.called ?? '' } }
  if (session.behalf && session.behalf.from <= today && session.behalf.until >= today) {
    const { from: _from, until: _until, ...behalf } = session.behalf
    return { ...alone, behalf }
  }
  if (position === null || region === null || (from ?? '') > today) return alone
  const streets = directoryOf(database).streetsOf.get(region) ?? []
  return { ...alone, position, agency, areas: [region, ...streets], roles: roles ?? [] }
}

/** A request whose actor must be a person who signed in here, on a device of their own. @throws identity/not-signed-in identity/not-at-machines identity/not-in-apps */
export function signedIn(request: { actor: Actor }): Actor & { person: string } {
  const actor = signedInAnywhere(request)
  if (actor.machine) throw faults['not-at-machines']()
  if (actor.through) throw faults['not-in-apps']()
  return actor
}

/** A request whose actor must be a person, at a machine or in an app too. @throws identity/not-signed-in */
export function signedInAnywhere(request: { actor: Actor }): Actor & { person: string } {
  const { actor } = request
  if (actor.person === null) throw faults['not-signed-in']()
  return actor as Actor & { person: string }
}
