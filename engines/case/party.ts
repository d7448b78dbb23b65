import type { Tx } from '#kernel/database'
import { onceEach } from '#kernel/memo'
import type { Actor } from '#engines/identity'
import { ownerOf } from '#engines/identity/run'
import { columnOf, sealedFieldsOf, tableOf, type Register } from '#engines/register'
import { actionOf, type AnyCase, type BearerOf, type EachIn } from './index.ts'
import type { CaseRow } from './row.ts'

/** One for whom a case is decided. */
export interface Party {
  /** Which of the declared parties. */
  role: string
  /** A person's account, or an organisation; null for whoever has no account yet. */
  person: string | null
  /** Whose inbox is told: the person's own, or an organisation's representative's. */
  reader: string | null
}

export const hasParties = (declared: AnyCase): boolean => Object.keys(declared.parties).length > 0

/** Parties as they are answered, over the alias `y`. */
const answered = `y.role, y.person, coalesce((select o.representative from identity.organisation o where o.party = y.person), y.person) as reader`
export const partiesOfCase = `select ${answered} from casework.party y where y.case_id = $1 order by y.role`

/** The parties of a case, within a transaction that holds it. */
export const partiesOf = async (tx: Tx, declared: AnyCase, id: string): Promise<Party[]> =>
  hasParties(declared) ? tx.ask<Party>(partiesOfCase, [id]) : []

/**
 * Where a party is read from: whoever registers the row now in no post (`$3`) or has none, who bears the number in a sealed
 * field of it or of a row that it names, or all who bear one in the rows that belong to it; of a field that is not sealed the
 * organisation with that credit code.
 */
function sourceOf(register: Register, role: string, source: string | EachIn | BearerOf, rank: number): string {
  const said = `select '${role}' as role, ${rank} as rank`
  if (source === 'filer')
    return `${said}, t.created_by as person, null::text as citizen from ${tableOf(register)} t where t.id = $2 and t.created_by is not null
      and (t.created_by = $3::uuid or not exists (select 1 from identity.position o where o.person = t.created_by))`
  if (typeof source === 'string' && !sealedFieldsOf(register).some(([name]) => name === source))
    return `${said}, o.party as person, null::text as citizen from ${tableOf(register)} t
      join identity.organisation o on o.code = t.${columnOf(source)} where t.id = $2`
  const [of, is, field] =
    typeof source === 'string'
      ? [register, 'id = $2', source]
      : 'in' in source
        ? [source.in, `id = ${namedBy(register, source, '$2')}`, source.number]
        : [source.each, `${columnOf(source.each.under as string)} = $2`, source.number]
  const blind = `split_part(t.${columnOf(field)}, '.', 3)`
  return `${said}, (select p.id from identity.person p where p.citizen = ${blind} and p.citizen_agreed_by is not null and p.ended_at is null) as person,
      ${blind} as citizen from ${tableOf(of)} t where t.${is} and ${blind} <> ''`
}

const namedBy = (register: Register, { by }: BearerOf, subject: string) =>
  `(select s.${columnOf(by)} from ${tableOf(register)} s where s.id = ${subject})`

/** The statement that writes those of the parties of a case `$1` over a row `$2`, opened for `$3`, who are none yet. */
const joining = onceEach((declared: AnyCase) => {
  const found = Object.entries(declared.parties).flatMap(([role, { is }]) =>
    is.map((source, rank) => sourceOf(declared.subject as Register, role, source, rank)),
  )
  return `with y as (
    insert into casework.party (case_id, role, person, citizen)
    select distinct on (role, coalesce(person::text, citizen)) $1::uuid, role, person, citizen
    from (select f.*, rank() over (partition by role order by rank) as place from (${found.join(' union all ')}) f) g
    where place = 1 order by role, coalesce(person::text, citizen)
    on conflict do nothing returning role, person
  ) select ${answered} from y order by y.role`
})

/** Writes who the parties of a new case are, as the row that it is about says. */
export async function joinParties(tx: Tx, declared: AnyCase, row: CaseRow, actor: Actor): Promise<Party[]> {
  if (!hasParties(declared)) return []
  // Whom the row names may lie beyond the scope of whoever opens the case: it is held by that one row.
  for (const source of Object.values(declared.parties).flatMap(({ is }) => is))
    if (typeof source !== 'string' && 'in' in source)
      tx.holdsFound(`select ${namedBy(declared.subject as Register, source, '$1')} as id`, [row.subject])
  const mayFile = Object.values(declared.parties).some(({ is }) => is.includes('filer'))
  const filer = actor.position === null ? ownerOf(actor) : null
  return tx.query<Party>(joining(declared), [row.id, row.subject, ...(mayFile ? [filer] : [])])
}

/** The parties as whom an actor meets a case. */
export const rolesOf = (actor: Actor, parties: readonly Party[]): string[] =>
  actor.person === null ? [] : parties.filter(({ person }) => person === ownerOf(actor)).map(({ role }) => role)

/** Whose case it is, as far as a party may read it or take an action on it; null where the actor is none of those. */
export function partyFor(actor: Actor, declared: AnyCase, action: string, parties: readonly Party[]): string | null {
  const roles = rolesOf(actor, parties)
  const may = action === 'read' ? roles : roles.filter((role) => actionOf(declared, action)?.takenBy?.includes(role))
  return may.length > 0 ? ownerOf(actor) : null
}
