/**
 * Wraps every kept secret anew under the master key of now: `npm run rewrap`, with the new key in `MASTER_KEY_FILE` or
 * `MASTER_KEY` and the one before it in `MASTER_KEY_BEFORE_FILE` or `MASTER_KEY_BEFORE`; while the city serves with both, or
 * not. It may be stopped and begun again.
 */
import { openDatabase } from '#kernel/database'
import { Fault } from '#kernel/fault'
import { localKeeper, wrapAnew } from '#engines/crypto/run'
import { openCityHere } from '../server/open-city.ts'
import { wrappedPlaces } from '../server/wrapped.ts'

const { ownerUrl, dataDir, close } = await openCityHere()
const owner = openDatabase(ownerUrl)
try {
  const keeper = localKeeper(dataDir, process.env)
  const tell = (title: string, done: number) => console.log(`${title}：已换 ${done.toLocaleString('zh-CN')} 个`)
  const all = await wrapAnew(owner, keeper, wrappedPlaces(dataDir), () => new Date(), tell)
  console.log(
    all === 0
      ? `主密钥 ${keeper.master} 之外没有别的：不用换。`
      : `全部换完，共 ${all.toLocaleString('zh-CN')} 个。各进程重启后，旧主密钥（MASTER_KEY_BEFORE）可以撤走。`,
  )
} catch (error) {
  if (!(error instanceof Fault)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  await owner.close()
  await close()
}
