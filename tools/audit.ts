/**
 * Replays the whole log against the database and tells every record that does not match: `npm run audit`. The city is
 * the one in `DATA_DIR`, serving or not, or the one on `DATABASE_URL`.
 */
import path from 'node:path'
import { archiveRoom, auditLog, recordChecks } from '#engines/ledger/run'
import { openCityHere } from '../server/open-city.ts'

const { house, close } = await openCityHere()
const { dataDir } = house.settings
const { archive, policy } = house.rooms.get(archiveRoom)
const records = house.given(recordChecks).map((check) => check(house))
let [wrong, leaves] = [0, 0]
const shown = process.stderr.isTTY
for await (const { what, subject, says } of auditLog(archive, policy().policy, records, (done) => {
  leaves = done
  if (shown) process.stderr.write(`\r已重放 ${done.toLocaleString('zh-CN')} 片叶子 `)
})) {
  wrong += 1
  console.log(`✗ ${what} ${subject}：${says}`)
}
console.log(
  `${path.relative(process.cwd(), dataDir) || '.'}：重放了 ${leaves.toLocaleString('zh-CN')} 片叶子，${wrong === 0 ? '全部相符。' : `${wrong} 处不符。`}`,
)
await close()
process.exit(wrong === 0 ? 0 : 1)
