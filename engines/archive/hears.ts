import type { Row } from '#kernel/database'
import type { House } from '#kernel/engine'
import { publish, type Hearer } from '#kernel/event'
import { holdsOf } from '#engines/register'
import type { By } from '#engines/register/run'
import type { Archive } from './index.ts'

/** A row that comes to be waits for its package; one that is destroyed has none any more. */
export function hears(house: House): Hearer[] {
  const archives = [...house.parts<Archive>('archive').values()]
  const of = (subject: string) => archives.find((one) => subject.startsWith(`${one.of.name}:`))
  return [
    {
      hears: ['register.created'],
      does: async (tx, event) => {
        const archive = of(event.subject)
        if (!archive) return
        const { id } = event.held as { id: string }
        await tx.query(`insert into archive.package (id, part, state, filed_at) values ($1, $2, 'waiting', $3)`, [
          ...[id, archive.name, event.at],
        ])
      },
    },
    {
      hears: ['register.amended'],
      does: async (tx, event) => {
        const archive = of(event.subject)
        const row = event.held as Row & { id: string }
        if (!archive || !holdsOf(archive.destroyed, row)) return
        const { actor } = event.by as By
        const [gone] = await tx.query<{ digest: string }>(
          `update archive.package set state = 'destroyed', content = null, destroyed_at = $2 where id = $1 and state = 'kept' returning digest`,
          [row.id, event.at],
        )
        if (gone)
          await publish(tx, {
            ...{
              kind: 'archive.destroyed',
              actor: actor.person ?? 'platform',
              subject: `archive:${row.id}`,
              at: event.at,
            },
            about: { record: event.subject, digest: gone.digest },
          })
      },
    },
  ]
}
