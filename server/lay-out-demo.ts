/** Lays the demonstration city out where nobody is yet, for the process that has started it, and ends. */
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { worker } from '#kernel/engine'
import { layingOut, type DemoPlace } from './demo-city.ts'
import { openHouse } from './house.ts'
import { seed } from './seed.ts'
import { yancheng } from './yancheng.ts'

// Nothing is laid out for nobody: its channel closes when whoever started it is gone, however that ended.
process.once('disconnect', () => process.exit(1))
const [{ ownerUrl, dataDir, told, offset }] = (await once(process, 'message')) as [DemoPlace]
const house = await openHouse({ ownerUrl, dataDir, told, role: worker, ...yancheng({ offset }) })
const [someone] = await house.database.read({}, 'select 1 from identity.person limit 1')
if (!someone) {
  console.log('正在布置演示城市 …')
  writeFileSync(layingOut(dataDir), '')
  await seed(house)
}
await house.close()
process.exit(0)
