import { dayOf } from '#kernel/clock'
import { newId, type Database, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { guard } from './act.ts'
import type { NewMandate } from './asked.ts'
import { faults } from './faults.ts'
import { mandateActs } from './grants.ts'
import type { Actor } from './index.ts'
import { aPartyIsSpokenForByItsOwn } from './rules/a-party-is-spoken-for-by-its-own.ts'
import { anAgentIsSomebodyElse } from './rules/an-agent-is-somebody-else.ts'

/**
 * Grants a mandate: an organisation's representative for the organisation, a person for themselves, or an officer who
 * has checked the papers for a person who cannot. Who acts for another grants nothing in their name.
 * @throws identity/not-representative identity/no-such-person identity/mandate-acts identity/mandate-days
 * @source 民法典 第161–175条 (代理)
 */
export async function grantMandate(tx: Tx, at: Date, actor: Actor & { person: string }, asked: NewMandate) {
  const acts = new Set(mandateActs(tx).map(({ act }) => act))
  await guard('mandate', { asked, actor, acts, today: dayOf(at) })
  const party = await aPartyIsSpokenForByItsOwn(tx, actor, asked)
  const agent = await anAgentIsSomebodyElse(tx, asked.agent, party)
  const id = newId(at)
  await tx.query(
    `insert into identity.mandate (id, kind, party, party_name, organisation, agent, acts, relation, from_on, until_on, granted_by, granted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[id, party.kind, party.party, party.name, asked.organisation ?? null, agent, asked.acts],
      ...[asked.relation ?? null, asked.from, asked.until, actor.person, at],
    ],
  )
  await told(tx, 'granted', id, at, actor.person, { party: party.party, agent: agent, acts: asked.acts })
  return id
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
