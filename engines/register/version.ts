import type { Row, Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import type { Register } from './index.ts'
import type { By } from './store.ts'

/** Keeps what a row became as its next version, and tells of it. */
export async function keepVersion(tx: Tx, register: Register, held: Row, changes: Row, by: By) {
  const { id, version } = held as { id: string; version: number }
  const { person: actor, name: actor_name, behalf } = by.actor
  tx.add('record.version', {
    ...{ record: id, version, register: register.name, at: by.at, actor, actor_name, changes },
    ...(behalf && { behalf: behalf.party, behalf_name: behalf.name }),
  })
  await publish(tx, {
    kind: version === 1 ? 'register.created' : 'register.amended',
    actor: by.actor.person ?? 'platform',
    subject: `${register.name}:${id}`,
    at: by.at,
    about: { version, fields: Object.keys(changes), ...(behalf && { behalf: behalf.party, mandate: behalf.mandate }) },
    by,
    held,
  })
}
