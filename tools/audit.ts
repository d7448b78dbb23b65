/**
 * Replays the whole log against the database and tells every record that does not match: `npm run audit`. The city is
 * the one in `DATA_DIR`, serving or not, or the one on `DATABASE_URL`.
 */
import path from 'node:path'
import { migrate, openDatabase, runningUrl, startEmbedded } from '#kernel/database'
import { partsOf } from '#kernel/system'
import type { AnyCase } from '#engines/case'
import { checkCases } from '#engines/case/run'
import { auditLog, logKeys, openTrees, policyIn } from '#engines/ledger/run'
import type { Register } from '#engines/register'
import { checkRegisters } from '#engines/register/run'
import { systems } from '#systems'
import { evidenceSources, ledgerFolder } from '../server/ledger.ts'
import { dataPlace } from '../server/place.ts'

const dataDir = dataPlace()
const running = process.env.DATABASE_URL || runningUrl(dataDir)
const own = running ? undefined : await startEmbedded(dataDir)
const { url } = await migrate(running ?? (own?.url as string), dataDir)
const database = openDatabase(url)
const folder = ledgerFolder(dataDir)
const keys = logKeys(folder)
const archive = {
  ...{ database, origin: keys.origin, sources: evidenceSources },
  trees: openTrees(folder, { writes: false }),
}
const records = [
  checkRegisters(partsOf<Register>(systems, 'register').values()),
  checkCases(partsOf<AnyCase>(systems, 'case').values()),
]
let [wrong, leaves] = [0, 0]
const shown = process.stderr.isTTY
for await (const { what, subject, says } of auditLog(archive, policyIn(folder, keys)().policy, records, (done) => {
  leaves = done
  if (shown) process.stderr.write(`\r已重放 ${done.toLocaleString('zh-CN')} 片叶子 `)
})) {
  wrong += 1
  console.log(`✗ ${what} ${subject}：${says}`)
}
console.log(
  `${path.relative(process.cwd(), dataDir) || '.'}：重放了 ${leaves.toLocaleString('zh-CN')} 片叶子，${wrong === 0 ? '全部相符。' : `${wrong} 处不符。`}`,
)
await database.close()
await own?.stop()
process.exit(wrong === 0 ? 0 : 1)
