import type { Tick } from '#kernel/engine'

const days = 30
const atOnce = 500

/** What was filed stands in its register, and what was given up is nobody's: neither is kept here for longer. @source 个人信息保护法 第19条 (最短保存期限) */
export const forgets: Tick = {
  phase: 'ends',
  does: async ({ database }, at) => {
    const gone = await database.write({ all: 'on' }, (tx) =>
      tx.query(
        `delete from counter.draft where id in (
           select id from counter.draft where standing <> 'open' and wrote_at <= $1::timestamptz - make_interval(days => ${days}) order by wrote_at limit ${atOnce}
         ) returning id`,
        [at],
      ),
    )
    return gone.length
  },
  next: async ({ database }) => {
    const [found] = await database.read<{ at: Date | null }>(
      { all: 'on' },
      `select min(wrote_at) + make_interval(days => ${days}) as at from counter.draft where standing <> 'open'`,
    )
    return found?.at ?? null
  },
}
