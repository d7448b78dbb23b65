import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { offsetClock, worldClock, type Clock } from '#kernel/clock'
import { clearEmbedded, startEmbedded } from '#kernel/database'
import { systems } from '#systems'
import { demoNow } from '#city'
import { officers } from '../city/yancheng/people.ts'
import { buildWeb } from '../tools/web.ts'
import { openHouse } from './host.ts'
import { dataPlace } from './place.ts'
import { demoPassword, seed } from './seed.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const port = Number(process.env.PORT ?? 3209)
const address = process.env.HOST ?? '127.0.0.1'
const dataDir = dataPlace()
const given = process.env.DATABASE_URL
const demo = given ? process.env.DEMO === '1' : process.env.DEMO !== '0'
const loopback = ['127.0.0.1', '::1', 'localhost'].includes(address)

if (demo && !loopback) {
  console.error(`演示城市带有公开的演示账号，不能在 ${address} 上开放。请去掉 HOST,或设置 DEMO=0 以空库启动。`)
  process.exit(1)
}

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
if (demo && !given && existsSync(layingOut)) {
  await clearEmbedded(dataDir)
  for (const left of ['files', 'demo.laying-out']) rmSync(path.join(dataDir, left), { recursive: true, force: true })
}

mkdirSync(dataDir, { recursive: true })
const embedded = given ? undefined : await startEmbedded(dataDir)
const ownerUrl = given ?? (embedded?.url as string)
const { clock, fresh } = demo ? demoClock() : { clock: worldClock(), fresh: false }
const webRoot = path.join(root, 'web/dist')
await buildWeb()
const house = await openHouse({ ownerUrl, dataDir, systems, clock, webRoot, log: process.env.LOG === '1' })

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
if (demo) {
  const accounts = officers.map(({ account, name, title, agency }) => ({
    account,
    password: demoPassword,
    name,
    title,
    agency: house.directory.agencies.get(agency)?.name ?? agency,
  }))
  house.host.get('/api/demo', async () => ({ accounts }))
}

await house.host.listen({ port, host: address })
const ticking = setInterval(() => void house.sweep().catch((error) => console.error(error)), 15_000)
void house.sweep().catch((error) => console.error(error))

if (demo) {
  console.log(`\n演示账号（密码都是 ${demoPassword}）:`)
  for (const { account, name, title, agency } of officers.slice(0, 8))
    console.log(`  ${account.padEnd(14)} ${name} · ${house.directory.agencies.get(agency)?.name}${title}`)
  console.log(
    `  tinghu-data    ${officers.find((one) => one.account === 'tinghu-data')?.name} · 亭湖区联络员（其余县区同此）`,
  )
}
const listening = house.host.server.address()
console.log(`ready http://${address}:${typeof listening === 'object' && listening ? listening.port : port}`)

let leaving = false
async function leave() {
  if (leaving) return
  leaving = true
  clearInterval(ticking)
  await house.close()
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
