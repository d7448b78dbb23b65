import { createHash } from 'node:crypto'
import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'
import { dayOf, type Clock } from '#kernel/clock'
import { combine, isNoText, lookUp, type Database } from '#kernel/database'
import { clientMetadata } from './clients.ts'

/** What an id is kept as. */
export const hashed = (id: string) => createHash('sha256').update(id).digest('base64url')

/** A grant is in force on a day, $3, while the sign-in, the post and the mandate in which it was given are. */
const inForce = `not exists (
  select 1 from identity.acting_grant g join identity.person p on p.id = g.person
  left join identity.position o on o.id = g.position
  left join identity.mandate m on m.id = g.mandate
  where g.id = a.token and (
    p.ended_at is not null
    or (g.position is not null and (o.until_on < $3 or o.from_on > $3))
    or (g.mandate is not null and (m.id is null or m.ended_at is not null or m.until_on < $3 or m.from_on > $3))
    or (not g.kept and g.session is not null and not exists (
      select 1 from identity.session s left join identity.position t on t.id = s.position
      where s.id = g.session and (t.until_on is null or t.until_on >= $3)))))`

interface Kept {
  id: string
  payload: AdapterPayload
  consumed: Date | null
}

/**
 * Keeps what the provider keeps, in PostgreSQL. A row holds the hash of its id, and no payload names the id, so that who
 * reads the table holds no token. Consuming is one statement: of two who come with one token, one is refused.
 * @param alias a name for an id that only this city can make; it finds what was found by another of its names
 */
export function rowsFor(database: Database, clock: Clock, alias: (text: string) => string) {
  const look = looksUp(database)
  const lookForce = looksUpInForce(database, clock)
  const consume = consumes(database)
  const clients = clientRows(database)
  return (model: string): Adapter => {
    if (model === 'Client') return { ...clients, find: (id) => kept(clients.find(id)) }
    const keptAs = (id: string) =>
      id.startsWith('~') && alias(id.slice(1, 44)) === id.slice(44) ? id.slice(1, 44) : hashed(id)
    const named = (hash: string) => `~${hash}${alias(hash)}`
    const payloadOf = (row: Kept | undefined, id: string): AdapterPayload | undefined =>
      row && { ...row.payload, jti: id, ...(row.consumed && { consumed: Math.floor(row.consumed.getTime() / 1000) }) }
    const columns = 'id, payload, consumed_at as consumed'
    const one = async (by: 'uid' | 'user_code', value: string) => {
      const [row] = await database.read<Kept>(
        {},
        `select ${columns} from identity.oidc where ${by} = $1 and model = $2`,
        [value, model],
      )
      return row && payloadOf(row, named(row.id))
    }
    return {
      upsert: async (id, { jti: _id, session, ...rest }, expiresIn) => {
        const { cookie: _cookie, ...shown } = (session ?? {}) as Record<string, unknown>
        const payload = session ? { ...rest, session: shown } : rest
        await kept(
          database.share(async (tx) =>
            tx.add(
              'identity.oidc',
              {
                ...{ model, id: keptAs(id), payload, grant_id: rest.grantId ?? null },
                ...{ user_code: rest.userCode ?? null, uid: rest.uid ?? null },
                expires_at: expiresIn ? new Date(Date.now() + expiresIn * 1000) : null,
              },
              { key: ['id', 'model'] },
            ),
          ),
        )
      },
      find: async (id) =>
        payloadOf(
          model === 'Grant' ? await lookForce(`${keptAs(id)} ${id}`) : await look(`${keptAs(id)} ${model}`),
          id,
        ),
      findByUid: (uid) => kept(one('uid', uid)),
      findByUserCode: (userCode) => kept(one('user_code', userCode)),
      consume: async (id) => {
        const taken = await consume(`${keptAs(id)} ${model}`)
        if (!taken) throw new errors.InvalidGrant('already used')
      },
      destroy: async (id) => {
        await database.write({}, (tx) =>
          tx.query('delete from identity.oidc where id = $1 and model = $2', [keptAs(id), model]),
        )
      },
      revokeByGrantId: async (grantId) => {
        await database.write({}, (tx) => tx.query('delete from identity.oidc where grant_id = $1', [grantId]))
      },
    }
  }
}

/**
 * What cannot be kept, such as a NUL in whatever a client sends, is a request that is refused in the protocol's own words.
 * @throws InvalidRequest
 * @source RFC 6749 4.1.2.1, 5.2 (invalid_request), appendix A (what a parameter may hold)
 */
const kept = <A>(work: Promise<A>): Promise<A> =>
  work.catch((error: unknown) => {
    throw isNoText(error) ? new errors.InvalidRequest('a parameter holds what stands for nothing') : error
  })

/** Looks rows up by hash and model: those of one moment are one statement. */
const looksUp = (database: Database) =>
  lookUp<Kept>(
    async (batch) => {
      const asked = batch.map((key) => key.split(' '))
      const rows = await database.read<Kept & { model: string }>(
        {},
        `select o.model, o.id, o.payload, o.consumed_at as consumed from unnest($1::text[], $2::text[]) as a(id, model) join identity.oidc o on o.id = a.id and o.model = a.model`,
        [asked.map(([id]) => id), asked.map(([, model]) => model)],
      )
      return rows.map((row) => [`${row.id} ${row.model}`, row])
    },
    { name: 'oidc', rooms: database.rooms },
  )

/** Looks grants up by hash and id, as long as they are in force. */
const looksUpInForce = (database: Database, clock: Clock) =>
  lookUp<Kept>(
    async (batch) => {
      const asked = batch.map((key) => key.split(' '))
      const rows = await database.read<Kept & { key: string }>(
        { all: 'on' },
        `select a.id || ' ' || a.token as key, o.id, o.payload, o.consumed_at as consumed from unnest($1::text[], $2::text[]) as a(id, token)
         join identity.oidc o on o.id = a.id and o.model = 'Grant' where ${inForce}`,
        [asked.map(([hash]) => hash), asked.map(([, id]) => id), dayOf(clock.now())],
      )
      return rows.map((row) => [row.key, row])
    },
    { name: 'oidc', rooms: database.rooms },
  )

/** Consumes rows by hash and model, each once: of several who come with one, the first has it. */
const consumes = (database: Database) =>
  combine<string, boolean>(
    async (batch) => {
      const asked = batch.map((key) => key.split(' '))
      const rows = await database.write({}, (tx) =>
        tx.query<{ key: string }>(
          `update identity.oidc o set consumed_at = now() from unnest($1::text[], $2::text[]) as a(id, model)
           where o.id = a.id and o.model = a.model and o.consumed_at is null returning o.id || ' ' || o.model as key`,
          [asked.map(([id]) => id), asked.map(([, model]) => model)],
        ),
      )
      const taken = new Set(rows.map(({ key }) => key))
      return batch.map((key) => taken.delete(key))
    },
    { name: 'oidc', rooms: database.rooms, lanes: 1 },
  )

const nothing = async () => undefined

/** Clients are rows of their own; the provider only reads them. */
const clientRows = (database: Database): Adapter => ({
  find: clientMetadata(database),
  upsert: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
})

/** Forgets what has expired, a thousand rows at a time. @returns how many */
export async function forgetExpired(database: Database): Promise<number> {
  const gone = await database.write({}, (tx) =>
    tx.query(
      `delete from identity.oidc where (id, model) in (select id, model from identity.oidc where expires_at < now() - interval '1 hour' limit 1000) returning id`,
    ),
  )
  return gone.length
}
