import { newId, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { defineJob } from '#kernel/job'
import { faults } from './faults.ts'

export const events = { of: 'bell', subjects: { bell: '门铃' }, kinds: { 'bell.rung': '按响门铃' } }

/** Rings a bell once. @throws bell/not-found */
export async function ring(tx: Tx, bell: string, person: string, at: Date) {
  const [found] = await tx.query('update bell.bell set rings = rings + 1, rung_at = $2 where id = $1 returning id', [
    bell,
    at,
  ])
  if (!found) throw faults['not-found']()
  const id = newId(at)
  tx.add('bell.ring', { id, bell, person, at })
  await publish(tx, { kind: 'bell.rung', actor: person, subject: `bell:${bell}`, at, about: { ring: id } })
}

/** Hangs a bell at a door that has none. @throws bell/hung-already */
export async function hang(tx: Tx, name: string, at: Date): Promise<string> {
  const id = newId(at)
  const [hung] = await tx.query(
    'insert into bell.bell (id, name) select $1, $2 where not exists (select 1 from bell.bell where name = $2) returning id',
    [id, name],
  )
  if (!hung) throw faults['hung-already']({ name })
  return id
}

/** Takes down a bell that never rang. @throws bell/not-found */
export async function takeDown(tx: Tx, id: string) {
  const [down] = await tx.query('delete from bell.bell where id = $1 and rung_at is null returning id', [id])
  if (!down) throw faults['not-found']()
}

/** Of a ring, its row is evidence. */
export const ringsAsEvidence = {
  kinds: ['bell.rung'],
  async rowsOf(ask: Tx['query'], told: readonly { id: string; about: unknown }[]) {
    const ringOf = ({ about }: { about: unknown }) => (about as { ring: string }).ring
    const rings = await ask<{ id: string; bell: string }>('select id, bell from bell.ring where id = any($1::uuid[])', [
      told.map(ringOf),
    ])
    const byId = new Map(rings.map((row) => [row.id, row]))
    return new Map(told.flatMap((event) => [[event.id, byId.get(ringOf(event)) as never]]))
  },
}

/** Rings every bell, as work that shows its progress. */
export const ringAll = defineJob<{ person: string; at: string }>({
  name: 'ring-all-bells',
  title: '全部按响',
  run: async (tx, { person, at }, work) => {
    const bells = await tx.query<{ id: string }>('select id from bell.bell order by id')
    for (const bell of bells) await ring(tx, bell.id, person, new Date(at))
    await work.progress(90, '都响了')
    return { says: `按响了 ${bells.length} 个门铃`, path: '/bells' }
  },
})
