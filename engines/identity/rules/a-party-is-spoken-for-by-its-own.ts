import type { Tx } from '#kernel/database'
import type { NewMandate } from '../asked.ts'
import { faults } from '../faults.ts'
import type { Actor } from '../index.ts'

/** Whom a mandate binds. */
export interface Party {
  kind: 'organisation' | 'person'
  party: string
  name: string
}

/**
 * An organisation is spoken for by its representative, a person by themselves; whom an officer records is somebody else, with
 * an account.
 * @throws identity/not-representative identity/no-such-person
 */
export async function aPartyIsSpokenForByItsOwn(
  tx: Tx,
  actor: Actor & { person: string },
  { organisation, principal }: NewMandate,
): Promise<Party> {
  if (organisation !== undefined) {
    const [found] = await tx.query<{ party: string; name: string }>(
      'select party, name from identity.organisation where code = $1 and representative = $2',
      [organisation, actor.person],
    )
    if (!found) throw faults['not-representative']()
    return { kind: 'organisation', ...found }
  }
  if (principal === undefined) return { kind: 'person', party: actor.person, name: actor.name }
  const [found] = await tx.query<{ party: string; name: string }>(
    'select id as party, name from identity.person where account = $1 and ended_at is null',
    [principal],
  )
  if (!found || found.party === actor.person) throw faults['no-such-person']()
  return { kind: 'person', ...found }
}
