import { timingSafeEqual } from 'node:crypto'
import type { AdapterPayload, JWKS } from 'oidc-provider'
import { lookUp, type Database, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { fingerprint, newToken } from '#kernel/http'
import { faults } from '../faults.ts'
import type { AuthMethod, GrantType, Scope } from './client-words.ts'

/** A system that signs people in here, or asks for tokens of its own. */
export interface Client {
  /** Permanent: it is in tokens and addresses. */
  id: string
  name: string
  /** The agency that answers for it. */
  agency?: string | undefined
  grantTypes: readonly GrantType[]
  redirectUris?: readonly string[] | undefined
  logoutUris?: readonly string[] | undefined
  authMethod: AuthMethod
  /** Public keys of a client that signs its assertions. */
  keys?: JWKS | undefined
  scopes: readonly string[]
  /** Whether it may ask about tokens that are not its own: a system that others call. */
  introspects?: boolean | undefined
}

/** Whether a presented secret is the kept one. */
export const isSecret = (presented: string, kept: string): boolean =>
  timingSafeEqual(Buffer.from(fingerprint(presented)), Buffer.from(kept))

const loopback = /^http:\/\/(127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/

/** Addresses come whole: https, or a program on the person's own machine; no fragment, no wildcard, no way up. */
function addressesMustBeWhole(addresses: readonly string[]) {
  const wrong = addresses.filter((address) => {
    const url = URL.parse(address)
    if (!url || url.href !== address || url.hash || url.username || url.password || address.includes('*')) return true
    return url.protocol !== 'https:' && !loopback.test(address)
  })
  if (wrong.length > 0) throw faults['client-address']({ addresses: wrong })
}

/**
 * Records a client, in an event too. A client with a secret gets it here, once: only its hash is kept, and as the secret is 256 random
 * bits, a plain hash is enough.
 * @returns the secret, where the client has one
 * @throws identity/client-address when an address to come back to is not whole; identity/client-taken
 * @source RFC 9700 2.1 (exact redirect URIs), RFC 8252 7.3 (loopback)
 */
export async function registerClient(tx: Tx, at: Date, by: string, client: Client): Promise<string | undefined> {
  const { redirectUris = [], logoutUris = [], authMethod, keys, introspects = false } = client
  addressesMustBeWhole([...redirectUris, ...logoutUris])
  const secret = authMethod.startsWith('client_secret') ? newToken() : undefined
  const [made] = await tx.query(
    `insert into identity.client (id, name, agency, grant_types, redirect_uris, logout_uris, auth_method, secret, keys, scopes, introspects, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (id) do nothing returning id`,
    [
      client.id,
      client.name,
      client.agency ?? null,
      client.grantTypes,
      redirectUris,
      logoutUris,
      authMethod,
      secret ? fingerprint(secret) : null,
      keys ? JSON.stringify(keys) : null,
      client.scopes,
      introspects,
      at,
    ],
  )
  if (!made) throw faults['client-taken']({ id: client.id })
  const { id, name, agency = null, grantTypes, scopes } = client
  const about = { name, agency, grantTypes, redirectUris, logoutUris, authMethod, scopes, introspects }
  await publish(tx, { kind: 'client.registered', actor: by, subject: `client:${id}`, at, about })
  return secret
}

interface KeptClient {
  id: string
  name: string
  grantTypes: string[]
  redirectUris: string[]
  logoutUris: string[]
  authMethod: Client['authMethod']
  secret: string | null
  keys: JWKS | null
  scopes: string[]
  introspects: boolean
}

/** Finds clients as the provider reads them, those of one moment together; nothing for one that has ended. */
export const clientMetadata = (database: Database) =>
  lookUp<AdapterPayload>(
    async (ids) => {
      const rows = await database.read<KeptClient>(
        {},
        `select id, name, grant_types as "grantTypes", redirect_uris as "redirectUris", logout_uris as "logoutUris", auth_method as "authMethod", secret, keys, scopes, introspects
         from identity.client where id = any($1::text[]) and ended_at is null`,
        [ids],
      )
      return rows.map((row) => [row.id, metadataOf(row)])
    },
    { name: 'oidc', rooms: database.rooms },
  )

function metadataOf(found: KeptClient): AdapterPayload {
  const comesBack = found.grantTypes.includes('authorization_code')
  // Only a program that keeps no secret is one on the person's own machine, where its port is whatever is free.
  const native = found.authMethod === 'none' && found.redirectUris.some((address) => loopback.test(address))
  return {
    client_id: found.id,
    client_name: found.name,
    application_type: native ? 'native' : 'web',
    grant_types: found.grantTypes,
    response_types: comesBack ? ['code'] : [],
    redirect_uris: found.redirectUris,
    post_logout_redirect_uris: found.logoutUris,
    token_endpoint_auth_method: found.authMethod,
    ...(found.secret && { client_secret: found.secret }),
    ...(found.keys && { jwks: found.keys }),
    scope: found.scopes.join(' '),
    introspects: found.introspects,
  }
}

/** Every client that has not ended, without its secret. */
export const listClients = (database: Database) =>
  database.read<
    Pick<Client, 'id' | 'name' | 'authMethod'> & {
      agency: string | null
      grantTypes: GrantType[]
      scopes: Scope[]
      redirectUris: string[]
      logoutUris: string[]
      at: Date
    }
  >(
    {},
    `select id, name, agency, auth_method as "authMethod", grant_types as "grantTypes", scopes, redirect_uris as "redirectUris", logout_uris as "logoutUris", at from identity.client where ended_at is null order by id`,
  )

/** Ends a client: nobody signs in by it any more, and what it holds is refused at once. @throws identity/no-such-client */
export async function endClient(database: Database, at: Date, by: string, id: string) {
  await database.write({}, async (tx) => {
    const [ended] = await tx.query(
      'update identity.client set ended_at = $2 where id = $1 and ended_at is null returning id',
      [id, at],
    )
    if (!ended) throw faults['no-such-client']()
    await tx.query(`delete from identity.oidc where payload->>'clientId' = $1`, [id])
    await publish(tx, { kind: 'client.ended', actor: by, subject: `client:${id}`, at, about: {} })
  })
}
