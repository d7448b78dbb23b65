import type { Row, Tx } from '#kernel/database'
import { lastingOf } from '#engines/register/run'

/** Of what a department told, the row is evidence; of a sealed value what stays the same under every key. */
export const arrivalsAsEvidence = {
  kinds: ['dataset.arrived'],
  async rowsOf(ask: Tx['query'], events: readonly { id: string; subject?: string; about: unknown }[]) {
    const idOf = ({ subject = '' }: { subject?: string }) => subject.split(':')[1] ?? ''
    const rows = await ask<{ id: string; dataset: string; key: string; agency: string | null; body: Row }>(
      'select id, dataset, key, agency, body from exchange.arrival where id = any($1::uuid[])',
      [events.map(idOf).filter(Boolean)],
    )
    const byId = new Map(rows.map((row) => [row.id, row]))
    return new Map(
      events.flatMap((event) => {
        const row = byId.get(idOf(event))
        if (!row) return []
        const body = Object.fromEntries(Object.entries(row.body).map(([name, value]) => [name, lastingOf(value)]))
        return [[event.id, { ...row, body } as never]]
      }),
    )
  },
}
