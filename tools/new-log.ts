/**
 * Ends the city's log and begins another over the same events: `npm run new-log -- "<why>"`, while the city is stopped. For a
 * city that was restored from a back-up older than what its nodes have seen, whose key was lost or stolen, or whose
 * database was made anew from a dump.
 */
import path from 'node:path'
import { runningUrl } from '#kernel/database'
import { beginAnotherLog, ledgerFolder } from '#engines/ledger/run'
import { asOwner } from '../server/open-city.ts'
import { dataPlace } from '../server/place.ts'

const [why = ''] = process.argv.slice(2)
const refuse = (says: string) => {
  console.error(says)
  process.exit(1)
}
if (why.trim() === '' || why.length > 500)
  refuse('用法：npm run new-log -- "为什么要另起账本"（500 字以内，会记入账本）')
if (!process.env.DATABASE_URL && runningUrl(dataPlace())) refuse('这座城市正在运行。请先停下它，再另起账本。')

await asOwner(async (owner, { database, settings: { dataDir } }) => {
  // Its own look at the database is not another process.
  await database.close()
  const [others] = await owner.read<{ count: number }>(
    {},
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and usename = current_database() || '_app'`,
  )
  if (others?.count) refuse('还有进程连着这座城市的数据库。请先停下各个进程，再另起账本。')
  const { ended, size, kept, begun } = await beginAnotherLog(
    { owner, folder: ledgerFolder(dataDir), now: () => new Date() },
    why.trim(),
  )
  console.log(
    `账本 ${ended} 到 ${size.toLocaleString('zh-CN')} 片叶子为止，它签过的检查点、树和信任策略存在 ${path.relative(process.cwd(), kept)}。\n` +
      `新账本是 ${begun}：启动城市后，全部事件会重新入账。请把新的 ledger/policy.txt 发给各见证节点和核验的人；旧回执用旧策略核验。`,
  )
})
