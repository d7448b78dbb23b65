import type { Account } from 'oidc-provider'
import { dayOf } from '#kernel/clock'
import { lookUp, type Database } from '#kernel/database'
import type { House } from '#kernel/engine'
import { directoryOf, type Directory } from '../directory.ts'

/** In whose name, in which post and in which sign-in a grant was given. */
export interface ActingGrant {
  person: string
  client: string
  position: string | null
  mandate: string | null
  session: string | null
  /** Kept after the sign-in ends: the client was given offline access. */
  kept: boolean
}

/** What the person may tell a client, by the scope that asks for it. */
export const claimsByScope = {
  openid: ['sub', 'acr', 'amr', 'auth_time'],
  profile: ['name'],
  officer: ['position', 'positions'],
  organisation: ['acting_for', 'represents'],
}

interface Found {
  name: string
  positions: { id: string; title: string; agency: string; region: string; roles: string[]; acting: boolean }[]
  represents: { code: string; name: string }[]
  mine: string | null
  acting: { kind: string; name: string; code?: string; party?: string; acts: string[]; until: string } | null
}

/**
 * Finds the account behind a subject as it is now, in the grant by which it is asked for: a natural person, with the posts
 * of an officer, the organisations that it represents, and whom it acts for. Nothing for someone who is gone, or whose
 * grant is no longer in force. Those of one moment are one statement.
 * @source OpenID Connect Core 5.1 (claims), 5.3
 */
export function accounts({ database, clock }: Pick<House, 'database' | 'clock'>) {
  const find = lookUp<Found>(
    async (asked) => {
      const keys = asked.map((key) => key.split(' '))
      const rows = await database.read<Found & { key: string }>({ all: 'on' }, accountsByGrant, [
        keys.map(([sub]) => sub),
        keys.map(([, grant]) => grant ?? ''),
        dayOf(clock.now()),
      ])
      return rows.map((row) => [row.key, row])
    },
    { name: 'oidc', rooms: database.rooms },
  )
  return async (sub: string, grantId = ''): Promise<Account | undefined> => {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(sub)) return undefined
    const found = await find(`${sub} ${grantId}`)
    return found && accountOf(sub, found, directoryOf(database))
  }
}

const accountsByGrant = `select a.sub::text || ' ' || a.in_grant as key, p.name,
   coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title, 'agency', o.agency, 'region', o.region, 'roles', o.roles, 'acting', o.acting_for is not null) order by o.from_on, o.id)
     from identity.position o where o.person = p.id and o.from_on <= $3 and (o.until_on is null or o.until_on >= $3)), '[]') as positions,
   coalesce((select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name) order by r.code) from identity.organisation r where r.representative = p.id), '[]') as represents,
   g.position as mine,
   (select jsonb_build_object('kind', m.kind, 'name', m.party_name, 'code', m.organisation, 'party', m.party, 'acts', m.acts, 'until', m.until_on)
     from identity.mandate m where m.id = g.mandate and m.ended_at is null and m.from_on <= $3 and m.until_on >= $3) as acting
 from unnest($1::uuid[], $2::text[]) as a(sub, in_grant) join identity.person p on p.id = a.sub and p.ended_at is null
 left join identity.acting_grant g on g.id = a.in_grant and g.person = p.id`

function accountOf(sub: string, found: Found, directory: Directory): Account {
  const positions = found.positions.map(({ agency, region, ...post }) => ({
    ...post,
    agency: { id: agency, name: directory.agencies.get(agency)?.name ?? agency },
    area: { code: region, name: directory.regions.get(region)?.name ?? region },
  }))
  return {
    accountId: sub,
    claims: async () => ({
      sub,
      name: found.name,
      positions,
      position: positions.find((post) => post.id === found.mine) ?? null,
      represents: found.represents,
      acting_for: found.acting,
    }),
  }
}

/** Keeps in whose name a grant is given. */
export async function noteGrant(database: Database, id: string, at: Date, g: ActingGrant) {
  await database.write({}, (tx) =>
    tx.query(
      `insert into identity.acting_grant (id, person, client, position, mandate, session, kept, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (id) do update set position = excluded.position, mandate = excluded.mandate, session = excluded.session, kept = excluded.kept`,
      [id, g.person, g.client, g.position, g.mandate, g.session, g.kept, at],
    ),
  )
}
