import { createHash } from 'node:crypto'
import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'
import { dayOf, type Clock } from '#kernel/clock'
import { combine, type Database } from '#kernel/database'
import { clientMetadata } from './clients.ts'

/** What an id is kept as. */
export const hashed = (id: string) => createHash('sha256').update(id).digest('base64url')

/** A grant is in force while the sign-in, the post and the mandate in which it was given are. */
const inForce = `not exists (
  select 1 from identity.acting_grant g join identity.person p on p.id = g.person
  left join identity.position o on o.id = g.position
  left join identity.mandate m on m.id = g.mandate
  where g.id = $3 and (
    p.ended_at is not null
    or (g.position is not null and (o.until_on < $4 or o.from_on > $4))
    or (g.mandate is not null and (m.id is null or m.ended_at is not null or m.until_on < $4 or m.from_on > $4))
    or (not g.kept and g.session is not null and not exists (select 1 from identity.session s where s.id = g.session))))`

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
  return (model: string): Adapter => {
    if (model === 'Client') return clientRows(database)
    const kept = (id: string) =>
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
        await database.write({}, (tx) =>
          tx.query(
            `insert into identity.oidc (model, id, payload, grant_id, user_code, uid, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (id, model) do update set payload = excluded.payload, grant_id = excluded.grant_id, user_code = excluded.user_code, uid = excluded.uid, expires_at = excluded.expires_at`,
            [
              model,
              kept(id),
              JSON.stringify(payload),
              rest.grantId ?? null,
              rest.userCode ?? null,
              rest.uid ?? null,
              expiresIn ? new Date(Date.now() + expiresIn * 1000) : null,
            ],
          ),
        )
      },
      find: async (id) => {
        if (model !== 'Grant') return payloadOf(await look(`${kept(id)} ${model}`), id)
        const [row] = await database.read<Kept>(
          { all: 'on' },
          `select ${columns} from identity.oidc where id = $1 and model = $2 and ${inForce}`,
          [kept(id), model, id, dayOf(clock.now())],
        )
        return payloadOf(row, id)
      },
      findByUid: (uid) => one('uid', uid),
      findByUserCode: (userCode) => one('user_code', userCode),
      consume: async (id) => {
        const taken = await database.write({}, (tx) =>
          tx.query(
            'update identity.oidc set consumed_at = now() where id = $1 and model = $2 and consumed_at is null returning id',
            [kept(id), model],
          ),
        )
        if (taken.length === 0) throw new errors.InvalidGrant('already used')
      },
      destroy: async (id) => {
        await database.write({}, (tx) =>
          tx.query('delete from identity.oidc where id = $1 and model = $2', [kept(id), model]),
        )
      },
      revokeByGrantId: async (grantId) => {
        await database.write({}, (tx) => tx.query('delete from identity.oidc where grant_id = $1', [grantId]))
      },
    }
  }
}

/** Looks rows up by hash and model: those of one moment are one statement. */
const looksUp = (database: Database) =>
  combine<string, Kept | undefined>(
    async (batch) => {
      const asked = batch.map((key) => key.split(' '))
      const rows = await database.read<Kept & { model: string }>(
        {},
        `select o.model, o.id, o.payload, o.consumed_at as consumed from unnest($1::text[], $2::text[]) as a(id, model) join identity.oidc o on o.id = a.id and o.model = a.model`,
        [asked.map(([id]) => id), asked.map(([, model]) => model)],
      )
      const found = new Map(rows.map((row) => [`${row.id} ${row.model}`, row]))
      return batch.map((key) => found.get(key))
    },
    { name: 'oidc' },
  )

const nothing = async () => undefined

/** Clients are rows of their own; the provider only reads them. */
const clientRows = (database: Database): Adapter => ({
  find: (id) => clientMetadata(database, id),
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
