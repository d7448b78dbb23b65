import type { Database } from '#kernel/database'
import type { Actor } from '../index.ts'
import { hashed } from './rows.ts'

/** Whether a person has agreed to what a client asks, in the post and for the party they act in now. */
export async function agreedBefore(
  database: Database,
  actor: Actor,
  client: string,
  scopes: readonly string[],
): Promise<boolean> {
  const grants = await database.read<{ id: string }>(
    {},
    `select id from identity.acting_grant where person = $1 and client = $2 and position is not distinct from $3 and mandate is not distinct from $4 order by at desc limit 20`,
    [actor.person, client, actor.position, actor.behalf?.mandate ?? null],
  )
  const kept = await database.read<{ scope: string | null }>(
    {},
    `select payload->'openid'->>'scope' as scope from identity.oidc where model = 'Grant' and id = any($1::text[]) and expires_at > now()`,
    [grants.map(({ id }) => hashed(id))],
  )
  return kept.some(({ scope }) => scopes.every((one) => (scope ?? '').split(' ').includes(one)))
}

/** A sign-out from everything ends the city's own sessions in which the grants were given, before it says that it did. */
export async function endSessionsOfGrants(database: Database, grants: readonly string[]) {
  await database.write({}, (tx) =>
    tx.query(
      'delete from identity.session where id in (select session from identity.acting_grant where id = any($1::text[]))',
      [grants],
    ),
  )
}
