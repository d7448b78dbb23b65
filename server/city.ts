import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '#kernel/database'
import { all, toldBy } from '#kernel/engine'
import { proxiesAt } from '#kernel/http'
import { measureProcess } from '#kernel/metric'
import { directoryOf } from '#engines/identity/run'
import { systems } from '#systems'
import { engines } from '../engines/index.ts'
import { buildWeb } from '../tools/web.ts'
import { demoOffset, isDemo, layingOut } from './demo-city.ts'
import { demoOf } from './demo.ts'
import { startDemoHost } from './demo-host.ts'
import { startDemoNodes } from './demo-nodes.ts'
import { openHouse } from './house.ts'
import { dataPlace } from './place.ts'
import { roleNamed } from './role-named.ts'
import { demoPassword, firstOfficer } from './seed.ts'
import { yancheng } from './yancheng.ts'

/** What stands in the way of starting, in a sentence; then the end. */
function refuse(error: unknown): never {
  console.error(error instanceof Error && process.env.LOG !== '1' ? error.message : error)
  process.exit(1)
}

/** What was set, read; a wrong setting is refused in its sentence. */
function set<T>(reads: () => T): T {
  try {
    return reads()
  } catch (error) {
    return refuse(error)
  }
}

const role = set(() => roleNamed(process.env.ROLE || all.name, engines))
const root = fileURLToPath(new URL('..', import.meta.url))
const port = Number(process.env.PORT || 3209)
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  refuse(new Error(`PORT=${process.env.PORT} 不是端口号：请用 0 到 65535 之间的整数。`))
const address = process.env.HOST ?? '127.0.0.1'
const dataDir = dataPlace()
const given = process.env.DATABASE_URL || undefined
const seeded = isDemo(dataDir) || existsSync(layingOut(dataDir))
const demo = given ? process.env.DEMO === '1' : process.env.DEMO !== '0'
if (role !== all && !(given && process.env.DATA_DIR))
  refuse(
    new Error(
      `ROLE=${role.name} 要与其他进程共用一个数据库和一个数据文件夹：请设置 DATABASE_URL 和 DATA_DIR（各进程相同），或者去掉 ROLE。`,
    ),
  )
if (role !== all && demo && !isDemo(dataDir))
  refuse(new Error(`演示城市还没有布置：请先不带 ROLE 启动一次，再以 ROLE=${role.name} 启动。`))
const loopback = ['127.0.0.1', '::1', 'localhost'].includes(address)

if ((demo || seeded) && !loopback)
  refuse(
    new Error(
      `演示城市带有公开的演示账号，不能在 ${address} 上开放。请去掉 HOST，或者用 DEMO=0 和一个新的 DATA_DIR 以空库启动。`,
    ),
  )
if (!demo && seeded)
  refuse(new Error(`${dataDir} 里是演示城市，不能当作正式的城市启动。请把 DATA_DIR 设为一个新的文件夹。`))

const told = set(() => toldBy(process.env, engines))
const trusts = set(() => proxiesAt(process.env.TRUSTED_PROXIES))

/** A city that was cut while it was laid out is laid out anew. */
const anew = demo && existsSync(layingOut(dataDir))
const embedded = given ? undefined : await startEmbedded(dataDir, { anew }).catch(refuse)
mkdirSync(dataDir, { recursive: true })
const ownerUrl = given ?? (embedded?.url as string)
measureProcess()
const webRoot = path.join(root, 'web/dist')
if (role.serves) await buildWeb()
const offset = demo ? await demoOffset({ ownerUrl, dataDir, told }).catch(refuse) : null
const options = {
  ...{ ownerUrl, dataDir, webRoot, role, told, ...yancheng({ offset }) },
  ...(process.env.LOG === '1' && { log: process.stdout }),
  ...(trusts && { trusts }),
  ...(process.env.PUBLIC_URL && { publicUrl: process.env.PUBLIC_URL }),
  ...(process.env.METRICS_TOKEN && { metricsToken: process.env.METRICS_TOKEN }),
}
const house = await openHouse(options).catch(refuse)

if (!demo) {
  const first = await firstOfficer(house, dataDir)
  if (first) console.log(`\n城里还没有人：已建账号 ${first.account}，初始密码在 ${first.file}（只有本机管理员可读）。`)
}
const people = demo ? await demoOf(systems) : undefined
if (people && role.serves) {
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

const listens = role.serves || process.env.PORT !== undefined
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
const ticking = role.works ? setInterval(sweep, 15_000) : undefined
if (ticking) sweep()

if (people && role.serves) {
  const { officers, citizens } = people
  // The first of the city's own, a county's, and those whom systems bring for their own desks.
  const shown = [
    ...officers.slice(0, 8),
    ...officers.filter(({ account }) => account === 'tinghu-data' || people.ofSystems.has(account)),
  ]
  console.log(`\n演示账号（密码都是 ${demoPassword}）:`)
  for (const { account, name, title, agency } of shown)
    console.log(`  ${account.padEnd(14)} ${name} · ${directoryOf(house).agencies.get(agency)?.name}${title}`)
  for (const { account, name } of citizens) console.log(`  ${account.padEnd(14)} ${name} · 市民`)
}
const listening = house.host.server.address()
console.log(
  !listens
    ? 'ready'
    : `ready http://${address.includes(':') ? `[${address}]` : address}:${typeof listening === 'object' && listening ? listening.port : port}`,
)

const nodes = demo && !given ? await startDemoNodes(dataDir, house.host.server.address()).catch(refuse) : undefined
const hostApp =
  people && listens && !given
    ? await startDemoHost(house, people.citizens, { dataDir, listening: house.host.server.address() }).catch(refuse)
    : undefined
if (hostApp) console.log(`苏服办（演示用的宿主应用） ${hostApp.url}`)
house.startBeside()

let leaving = false
async function leave() {
  if (leaving) return
  leaving = true
  clearInterval(ticking)
  setTimeout(() => house.host.server.closeAllConnections(), 5000).unref()
  await house.close()
  nodes?.stop()
  hostApp?.stop()
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
