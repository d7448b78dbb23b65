/**
 * Wraps every kept secret anew under the master key of now: `npm run rewrap`, with the new key in `MASTER_KEY_FILE` or
 * `MASTER_KEY` and the one before it in `MASTER_KEY_BEFORE_FILE` or `MASTER_KEY_BEFORE`; while the city serves with both, or
 * not. It may be stopped and begun again.
 */
import { keeper as keeperRoom, secrets } from '#kernel/keeper'
import { rewrap } from '#engines/crypto/run'
import { asOwner } from '../server/open-city.ts'

await asOwner(async (owner, house) => {
  const keeper = house.rooms.get(keeperRoom)
  const places = house.given(secrets).map((place) => place(house.settings.dataDir))
  const tell = (title: string, done: number) => console.log(`${title}：已换 ${done.toLocaleString('zh-CN')} 个`)
  const all = await rewrap(owner, keeper, places, () => new Date(), tell)
  console.log(
    all === 0
      ? `主密钥 ${keeper.master} 之外没有别的：不用换。`
      : `全部换完，共 ${all.toLocaleString('zh-CN')} 个。各进程重启后，旧主密钥（MASTER_KEY_BEFORE）可以撤走。`,
  )
})
