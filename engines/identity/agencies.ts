import { newId, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { guard } from './act.ts'
import { directoryOf } from './directory.ts'
import { faults } from './faults.ts'
import type { Actor, Agency } from './index.ts'

type Officer = Actor & { person: string }

/** What an agency is called: in the city's sentences, on its seal, and otherwise. */
export interface AgencyNames {
  name: string
  fullName: string
  aliases: readonly string[]
}

/**
 * Adds an agency that the city lacks, of the kind of one that it has. Its id is made here and permanent.
 * @throws identity/agency-known identity/no-such-agency
 */
export async function addAgency(
  tx: Tx,
  at: Date,
  by: Officer,
  asked: AgencyNames & { like: string; region: string },
): Promise<string> {
  const { agencies, regions } = directoryOf(tx)
  const like = agencies.get(asked.like)
  if (!like || !regions.has(asked.region)) throw faults['no-such-agency']()
  const id = `agency-${newId(at)}`
  await namesMustBeFree(tx, id, asked)
  await tx.query(
    `insert into identity.agency (id, name, full_name, kind, region, aliases, changed_at, by_desk)
     values ($1, $2, $3, $4, $5, $6, clock_timestamp(), true)`,
    [id, asked.name, asked.fullName, like.kind, asked.region, asked.aliases],
  )
  await tell(tx, 'added', id, at, by, { name: asked.name, kind: like.kind, region: asked.region })
  return id
}

/** Gives an agency other names; it stays the same agency. @throws identity/agency-known identity/no-such-agency */
export async function renameAgency(tx: Tx, at: Date, by: Officer, id: string, names: AgencyNames): Promise<void> {
  await namesMustBeFree(tx, id, names)
  const [before] = await tx.query<{ name: string }>(
    `update identity.agency set name = $2, full_name = $3, aliases = $4, changed_at = clock_timestamp(), by_desk = true
     where id = $1 returning (select name from identity.agency where id = $1) as name`,
    [id, names.name, names.fullName, names.aliases],
  )
  if (!before) throw faults['no-such-agency']()
  await tell(tx, 'renamed', id, at, by, { name: names.name, was: before.name })
}

/** @throws identity/agency-known */
async function namesMustBeFree(tx: Tx, id: string, { name, fullName, aliases }: AgencyNames) {
  await tx.query('select pg_advisory_xact_lock(320903)')
  const names = [name, fullName, ...aliases]
  const [taken] = await tx.query<Pick<Agency, 'name' | 'fullName' | 'aliases'>>(
    `select name, full_name as "fullName", aliases from identity.agency
     where id <> $1 and (name = any($2::text[]) or full_name = any($2::text[]) or aliases && $2::text[]) limit 1`,
    [id, names],
  )
  await guard('name', { names, taken })
}

const tell = (tx: Tx, what: string, id: string, at: Date, by: Officer, about: Record<string, unknown>) =>
  publish(tx, {
    ...{ kind: `agency.${what}`, actor: by.person, subject: `agency:${id}`, at, about },
    by: { actor: by, at },
  })
