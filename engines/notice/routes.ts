import * as z from 'zod'
import { defineRoute, instant, pageOf } from '#kernel/engine'
import { person } from '#engines/identity/run'
import { listWords, pageOf as page } from '#engines/register/run'
import { markRead } from './run.ts'

/** What stands in a person's inbox. */
export const inboxEntry = z.object({
  ...{ id: z.uuid(), kind: z.enum(['todo', 'note']), title: z.string(), says: z.string() },
  /** Path to open. */
  path: z.string(),
  ...{ at: instant, dueAt: instant.nullable(), readAt: instant.nullable(), doneAt: instant.nullable() },
})

const select = `t.id, t.kind, t.title, t.says, t.path, t.at, t.due_at as "dueAt", t.read_at as "readAt", t.done_at as "doneAt"`

/** The reader's own inbox. */
export const routes = [
  defineRoute('GET /api/inbox', {
    says: '收件箱',
    right: person,
    takes: {
      query: z.strictObject({
        state: z.enum(['open', 'done']).default('open').describe('open 待办，done 办过的'),
        ...listWords,
      }),
    },
    answers: pageOf(inboxEntry),
    does: async ({ house, by, query: { state, after, limit } }) => {
      const open = state === 'open'
      const sort = { column: open ? 'due_at' : 'done_at', descending: !open, mayBeEmpty: open }
      const found = await page<z.infer<typeof inboxEntry>>(
        house.database,
        { person: by.person },
        'notice.entry',
        select,
        [{ where: (bind) => `t.person = ${bind(by.person)} and t.done_at is ${open ? '' : 'not '}null` }],
        { conditions: () => [], sort, after, limit, plain: true },
      )
      return { ...found, rows: found.rows.map(({ sorted_by: _, ...row }) => row) }
    },
  }),
  defineRoute('GET /api/inbox/count', {
    says: '收件箱里待办的件数',
    right: person,
    answers: z.object({ open: z.int() }),
    does: async ({ house: { database }, by }) => {
      const [row] = await database.read<{ open: number }>(
        { person: by.person },
        `select count(*)::int as open from (select 1 from notice.entry where person = $1 and done_at is null limit 1000) e`,
        [by.person],
      )
      return { open: row?.open ?? 0 }
    },
  }),
  defineRoute('POST /api/inbox/{id}/read', {
    says: '已读',
    right: person,
    takes: { params: z.object({ id: z.uuid().describe('消息的编号') }) },
    status: 204,
    does: ({ house, by, params }) => markRead(house.database, by.person, params.id, house.clock.now()),
  }),
]
