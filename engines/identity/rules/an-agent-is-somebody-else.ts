import type { Tx } from '#kernel/database'
import { faults } from '../faults.ts'
import type { Party } from './a-party-is-spoken-for-by-its-own.ts'

/** Who will act has an account and is not the party itself. @returns their person @throws identity/no-such-person */
export async function anAgentIsSomebodyElse(tx: Tx, account: string, { party }: Party): Promise<string> {
  const [agent] = await tx.query<{ id: string }>(
    'select id from identity.person where account = $1 and ended_at is null',
    [account],
  )
  if (!agent || agent.id === party) throw faults['no-such-person']()
  return agent.id
}
