import { dayOf } from '#kernel/clock'
import { newId, type Database, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { faults } from './faults.ts'
import { mandateActs } from './grants.ts'
import type { Actor } from './index.ts'

/** What somebody lets another do for them, or for the organisation that they represent. */
export interface NewMandate {
  /** The organisation's code; without it the person who grants, or the one whom an officer records. */
  organisation?: string | undefined
  /** Whose proxy an officer records, by account. */
  principal?: string | undefined
  /** The account of who will act. */
  agent: string
  /** Acts as `kind:name:action`. */
  acts: readonly string[]
  /** How the two stand to each other: 子女, 监护人, 村干部代办 … */
  relation?: string | undefined
  from: string
  until: string
}

interface Party {
  kind: 'organisation' | 'person'
  party: string
  name: string
}

/** The longest that a mandate may last, in years: it is granted anew, looked at anew. */
const mostYears = 3

/**
 * Grants a mandate: an organisation's representative for the organisation, a person for themselves, or an officer who
 * has checked the papers for a person who cannot. Who acts for another grants nothing in their name.
 * @throws identity/not-representative identity/no-such-person identity/mandate-acts identity/mandate-days
 * @source 民法典 第161–175条 (代理)
 */
export async function grantMandate(tx: Tx, at: Date, actor: Actor & { person: string }, asked: NewMandate) {
  if (actor.behalf) throw faults['not-representative']()
  const party = await partyOf(tx, actor, asked)
  const [agent] = await tx.query<{ id: string }>(
    'select id from identity.person where account = $1 and ended_at is null',
    [asked.agent],
  )
  if (!agent || agent.id === party.party) throw faults['no-such-person']()
  const known = new Set(mandateActs(tx).map(({ act }) => act))
  const unknown = asked.acts.filter((act) => !known.has(act))
  if (asked.acts.length === 0 || unknown.length > 0) throw faults['mandate-acts']({ acts: unknown })
  const last = `${Number(asked.from.slice(0, 4)) + mostYears}${asked.from.slice(4)}`
  if (asked.until < asked.from || asked.until < dayOf(at) || asked.until > last)
    throw faults['mandate-days']({ years: mostYears })
  const id = newId(at)
  await tx.query(
    `insert into identity.mandate (id, kind, party, party_name, organisation, agent, acts, relation, from_on, until_on, granted_by, granted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[id, party.kind, party.party, party.name, asked.organisation ?? null, agent.id, asked.acts],
      ...[asked.relation ?? null, asked.from, asked.until, actor.person, at],
    ],
  )
  await told(tx, 'granted', id, at, actor.person, { party: party.party, agent: agent.id, acts: asked.acts })
  return id
}

async function partyOf(tx: Tx, actor: Actor & { person: string }, asked: NewMandate): Promise<Party> {
  if (asked.organisation !== undefined) {
    const [found] = await tx.query<{ party: string; name: string }>(
      'select party, name from identity.organisation where code = $1 and representative = $2',
      [asked.organisation, actor.person],
    )
    if (!found) throw faults['not-representative']()
    return { kind: 'organisation', ...found }
  }
  if (asked.principal === undefined) return { kind: 'person', party: actor.person, name: actor.name }
  const [found] = await tx.query<{ party: string; name: string }>(
    'select id as party, name from identity.person where account = $1 and ended_at is null',
    [asked.principal],
  )
  if (!found || found.party === actor.person) throw faults['no-such-person']()
  return { kind: 'person', ...found }
}

const told = (tx: Tx, what: string, id: string, at: Date, actor: string, about: Record<string, unknown>) =>
  publish(tx, { kind: `mandate.${what}`, actor, subject: `mandate:${id}`, at, about })

/**
 * Takes a mandate back: who granted it, whose it is, the organisation's representative of today, or the agent who gives
 * it up. The agent's next request and every token in its name find nothing.
 * @throws identity/no-such-mandate
 */
export async function endMandate(tx: Tx, at: Date, person: string, id: string) {
  const [ended] = await tx.query<{ party: string; agent: string }>(
    `update identity.mandate m set ended_at = $3, ended_by = $2 where id = $1 and ended_at is null
       and ($2 in (m.granted_by, m.party, m.agent) or exists (select 1 from identity.organisation o where o.party = m.party and o.representative = $2))
     returning party, agent`,
    [id, person, at],
  )
  if (!ended) throw faults['no-such-mandate']()
  await tx.query('update identity.session set mandate = null where mandate = $1', [id])
  await told(tx, 'ended', id, at, person, ended)
}

export interface MandateFace {
  id: string
  kind: 'organisation' | 'person'
  party: string
  agent: string
  acts: string[]
  relation: string | null
  from: string
  until: string
  endedAt: Date | null
  /** Whether the reader is the agent. */
  mine: boolean
  inForce: boolean
}

/** The mandates that a person gave, is bound by, or acts under; the newest first. */
export const mandatesOf = (database: Database, person: string, today: string): Promise<MandateFace[]> =>
  database.read<MandateFace>(
    { all: 'on' },
    `select m.id, m.kind, m.party_name as party, a.name as agent, m.acts, m.relation, m.from_on as "from", m.until_on as "until", m.ended_at as "endedAt",
       m.agent = $1 as mine, m.ended_at is null and m.from_on <= $2 and m.until_on >= $2 as "inForce"
     from identity.mandate m join identity.person a on a.id = m.agent
     where m.id in (select id from identity.mandate where agent = $1 union select id from identity.mandate where party = $1 union select id from identity.mandate where granted_by = $1
       union select n.id from identity.mandate n join identity.organisation o on o.party = n.party where o.representative = $1)
     order by m.id desc limit 200`,
    [person, today],
  )

/** A mandate under which a person may act today. @throws identity/no-such-mandate */
export async function mandateMustBeMine(database: Database, person: string, id: string, today: string) {
  const [found] = await database.read(
    { person },
    'select 1 from identity.mandate where id = $1 and agent = $2 and ended_at is null and from_on <= $3 and until_on >= $3',
    [id, person, today],
  )
  if (!found) throw faults['no-such-mandate']()
}
