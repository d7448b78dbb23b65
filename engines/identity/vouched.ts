import { newId, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { faults } from './faults.ts'

interface Known {
  id: string
  name: string
  agreed: boolean
  vouched: string | null
}

/**
 * The person whom somebody else's application vouches for: who has that citizen number here, or somebody new. The number of
 * somebody new counts as read once: what it links beyond their own matters they are not shown until a clerk has read the same.
 * @param of the blind index of their citizen number, their name as that side has it, and which side vouches
 * @returns the person's id
 * @throws identity/other-name where the number is somebody's of another name
 * @throws identity/half-checked where only one clerk has read it off somebody's papers
 */
export async function vouchedFor(tx: Tx, at: Date, of: { citizen: string; name: string; by: string }): Promise<string> {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [of.citizen])
  const [known] = await tx.query<Known>(
    `select id, name, citizen_agreed_by is not null as agreed, vouched_by as vouched from identity.person where citizen = $1 and ended_at is null`,
    [of.citizen],
  )
  if (known && known.name !== of.name) throw faults['other-name']()
  if (known && !known.agreed && known.vouched === null) throw faults['half-checked']()
  if (known) return known.id
  const id = newId(at)
  await tx.query('insert into identity.person (id, name, citizen, vouched_by, at) values ($1, $2, $3, $4, $5)', [
    ...[id, of.name, of.citizen, of.by, at],
  ])
  await publish(tx, {
    ...{ kind: 'person.vouched', actor: 'platform', subject: `person:${id}`, at, about: { by: of.by } },
  })
  return id
}
