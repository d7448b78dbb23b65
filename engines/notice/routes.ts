import * as z from 'zod'
import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/database'
import type { Host } from '#kernel/http'
import { signedIn } from '#engines/identity/run'
import { pageOf } from '#engines/register/run'
import { markRead } from './run.ts'

const select = `t.id, t.kind, t.title, t.says, t.path, t.at, t.due_at as "dueAt", t.read_at as "readAt", t.done_at as "doneAt"`

/** The reader's own inbox. */
export function noticeRoutes(host: Host, { database, clock }: { database: Database; clock: Clock }) {
  host.get(
    '/api/inbox',
    {
      schema: {
        querystring: z.strictObject({
          state: z.enum(['open', 'done']).default('open'),
          after: z.string().max(1000).optional(),
          limit: z.coerce.number().int().min(1).max(100).default(20),
        }),
      },
    },
    async (request) => {
      const { person } = signedIn(request)
      const { state, after, limit } = request.query
      const open = state === 'open'
      const sort = { column: open ? 'due_at' : 'done_at', descending: !open, mayBeEmpty: open }
      const found = await pageOf(
        database,
        { person },
        'notice.entry',
        select,
        [{ where: `t.person = $1 and t.done_at is ${open ? '' : 'not '}null` }],
        { conditions: [], sort, after, limit, plain: true },
        [person],
      )
      return { ...found, rows: found.rows.map(({ sorted_by: _, ...row }) => row) }
    },
  )
  host.get('/api/inbox/count', async (request) => {
    const { person } = signedIn(request)
    const [row] = await database.read<{ open: number }>(
      { person },
      `select count(*) as open from (select 1 from notice.entry where person = $1 and done_at is null limit 1000) e`,
      [person],
    )
    return { open: Number(row?.open ?? 0) }
  })
  host.post('/api/inbox/:id/read', { schema: { params: z.object({ id: z.uuid() }) } }, async (request, reply) => {
    await markRead(database, signedIn(request).person, request.params.id, clock.now())
    return reply.status(204).send()
  })
}
