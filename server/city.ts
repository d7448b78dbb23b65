import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { offsetClock, worldClock, type Clock } from '#kernel/clock'
import { startEmbedded } from '#kernel/database'
import { measureProcess } from '#kernel/metric'
import { systems } from '#systems'
import { demoNow } from '#city'
import { buildWeb } from '../tools/web.ts'
import { demoOf } from './demo.ts'
import { startDemoNodes } from './demo-nodes.ts'
import type { ServerRole } from '#kernel/engine'
import { directoryOf } from '#engines/identity/run'
import { openHouse } from './house.ts'
import { dataPlace } from './place.ts'
import { demoPassword, firstOfficer, seed } from './seed.ts'

/** What stands in the way of starting, in a sentence; then the end. */
function refuse(error: unknown): never {
  console.error(error instanceof Error && process.env.LOG !== '1' ? error.message : error)
  process.exit(1)
}

const role = (process.env.ROLE || 'all') as ServerRole
if (!['all', 'web', 'worker'].includes(role))
  refuse(new Error(`ROLE=${process.env.ROLE} 不是这个程序的角色：请用 all、web、worker 或 witness。`))
const root = fileURLToPath(new URL('..', import.meta.url))
const port = Number(process.env.PORT || 3209)
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  refuse(new Error(`PORT=${process.env.PORT} 不是端口号：请用 0 到 65535 之间的整数。`))
const address = process.env.HOST ?? '127.0.0.1'
const dataDir = dataPlace()
const given = process.env.DATABASE_URL || undefined
const seeded = existsSync(path.join(dataDir, 'demo.json')) || existsSync(path.join(dataDir, 'demo.laying-out'))
const demo = given ? process.env.DEMO === '1' : process.env.DEMO !== '0'
if (role !== 'all' && !(given && process.env.DATA_DIR))
  refuse(
    new Error(
      `ROLE=${role} 要与其他进程共用一个数据库和一个数据文件夹：请设置 DATABASE_URL 和 DATA_DIR（各进程相同），或者去掉 ROLE。`,
    ),
  )
if (role !== 'all' && demo && !existsSync(path.join(dataDir, 'demo.json')))
  refuse(new Error(`演示城市还没有布置：请先不带 ROLE 启动一次，再以 ROLE=${role} 启动。`))
const loopback = ['127.0.0.1', '::1', 'localhost'].includes(address)

if ((demo || seeded) && !loopback)
  refuse(
    new Error(
      `演示城市带有公开的演示账号，不能在 ${address} 上开放。请去掉 HOST，或者用 DEMO=0 和一个新的 DATA_DIR 以空库启动。`,
    ),
  )
if (!demo && seeded)
  refuse(new Error(`${dataDir} 里是演示城市，不能当作正式的城市启动。请把 DATA_DIR 设为一个新的文件夹。`))

/** The demonstration city keeps how far its clock is from the world's, so that the plan's year is the present. */
function demoClock(): { clock: Clock; fresh: boolean } {
  const file = path.join(dataDir, 'demo.json')
  const fresh = !existsSync(file)
  const offset = fresh
    ? Date.parse(demoNow) - Date.now()
    : (JSON.parse(readFileSync(file, 'utf8')) as { offset: number }).offset
  return { clock: offsetClock(offset), fresh }
}

/** There while the demonstration city is laid out; nobody is served yet. A city that was cut then is laid out anew. */
const layingOut = path.join(dataDir, 'demo.laying-out')
const anew = demo && existsSync(layingOut)
const embedded = given ? undefined : await startEmbedded(dataDir, { anew }).catch(refuse)
mkdirSync(dataDir, { recursive: true })
const ownerUrl = given ?? (embedded?.url as string)
measureProcess()
const { clock, fresh } = demo ? demoClock() : { clock: worldClock(), fresh: false }
const webRoot = path.join(root, 'web/dist')
if (role !== 'worker') await buildWeb()
const options = {
  ...{ ownerUrl, dataDir, systems, clock, webRoot, role },
  ...(process.env.LOG === '1' && { log: process.stdout }),
  ...(process.env.PUBLIC_URL && { publicUrl: process.env.PUBLIC_URL }),
  ...(process.env.METRICS_TOKEN && { metricsToken: process.env.METRICS_TOKEN }),
}
const house = await openHouse(options).catch(refuse)

if (demo && fresh) {
  const [someone] = await house.database.read({}, 'select 1 from identity.person limit 1')
  if (!someone) {
    console.log('正在布置演示城市 …')
    writeFileSync(layingOut, '')
    await seed(house)
  }
  writeFileSync(path.join(dataDir, 'demo.json'), JSON.stringify({ offset: clock.now().getTime() - Date.now() }))
  rmSync(layingOut, { force: true })
}
if (!demo) {
  const first = await firstOfficer(house, dataDir)
  if (first) console.log(`\n城里还没有人：已建账号 ${first.account}，初始密码在 ${first.file}（只有本机管理员可读）。`)
}
const people = demo ? await demoOf(systems) : undefined
if (people && role !== 'worker') {
  const { officers, citizens } = people
  const accounts = [
    ...officers.map(({ account, name, title, agency }) => ({
      ...{ account, password: demoPassword, name, title },
      agency: directoryOf(house).agencies.get(agency)?.name ?? agency,
    })),
    ...citizens.map((one) => ({ ...one, password: demoPassword, title: '市民', agency: '' })),
  ]
  house.host.get('/api/demo', async () => ({ accounts }))
}

const listens = role !== 'worker' || process.env.PORT !== undefined
if (listens)
  await house.host
    .listen({ port, host: address })
    .catch((error: NodeJS.ErrnoException) =>
      refuse(
        error.code === 'EADDRINUSE'
          ? new Error(`端口 ${port} 已被占用：请停掉占用它的程序，或者把 PORT 设为别的端口。`)
          : error,
      ),
    )
const sweep = () => void house.sweep().catch((error) => console.error(error))
const ticking = role === 'web' ? undefined : setInterval(sweep, 15_000)
if (ticking) sweep()

if (people && role !== 'worker') {
  const { officers, citizens } = people
  console.log(`\n演示账号（密码都是 ${demoPassword}）:`)
  for (const { account, name, title, agency } of officers.slice(0, 8))
    console.log(`  ${account.padEnd(14)} ${name} · ${directoryOf(house).agencies.get(agency)?.name}${title}`)
  console.log(
    `  tinghu-data    ${officers.find((one) => one.account === 'tinghu-data')?.name} · 亭湖区联络员（其余县区同此）`,
  )
  for (const { account, name } of citizens) console.log(`  ${account.padEnd(14)} ${name} · 市民`)
}
const listening = house.host.server.address()
console.log(
  !listens
    ? 'ready'
    : `ready http://${address.includes(':') ? `[${address}]` : address}:${typeof listening === 'object' && listening ? listening.port : port}`,
)

const nodes = demo && !given ? await startDemoNodes(dataDir, house.host.server.address()).catch(refuse) : undefined
if (role !== 'web') house.startThreads()

let leaving = false
async function leave() {
  if (leaving) return
  leaving = true
  clearInterval(ticking)
  setTimeout(() => house.host.server.closeAllConnections(), 5000).unref()
  await house.close()
  nodes?.stop()
  await embedded?.stop()
  process.exit(0)
}
/** Without its database the server is of no use: whoever watches over it starts both again. */
void embedded?.ended.then(() => {
  if (leaving) return
  console.error('内置的 PostgreSQL 意外结束，服务随之停止。请重新启动；已经答复的内容都在。')
  process.exit(1)
})
process.on('SIGTERM', () => void leave())
process.on('SIGINT', () => void leave())
