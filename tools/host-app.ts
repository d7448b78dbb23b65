/**
 * Somebody else's application that shows a city's standard apps, as a process of its own: it speaks the contract of
 * `engines/app/README.md` and nothing else. It verifies packages and lists, makes tickets for its users, and shows them their
 * apps on a page. It can be told to be careless.
 *
 *     node tools/host-app.ts <port> <secret> [<folder in which it keeps what is installed>]
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { digest } from '#engines/crypto'
import { followChain, plainData, readSignedData, type ReadCertificate } from '#engines/crypto/run'
import { signatureUnder, textOf } from './other-side.ts'

type Json = Record<string, unknown>
/** Somebody who has an account with the application, real name checked. */
interface Member {
  name: string
  idNumber: string
  mobile: string
}
/** What it was agreed on with the city, when both set their line up. */
interface City {
  /** Where the city's pages stand. */
  origin: string
  root: Buffer
  between: Buffer[]
  members: Member[]
}
interface Manifest {
  app: string
  of: string
  title: string
  says: string
  entry: string
  asks: (keyof Member)[]
  version: number
  signedAt: string
  parts: Record<string, string>
}
interface Installed {
  manifest: Manifest
  icon: string
}
/** What it is careless of, until it is told otherwise. */
interface Careless {
  takesAnyPackage?: boolean
  takesTicketsTwice?: boolean
  opensWhatEnded?: boolean
  tellsMore?: boolean
  gone?: boolean
}
interface Ticket {
  app: string
  member: Member
  until: number
  used: boolean
}

const [port = '0', secret = '', folder] = process.argv.slice(2)
const mostBytes = 2 ** 20
const installed = new Map<string, Installed>()
const tickets = new Map<string, Ticket>()
let city: City = { origin: '', root: Buffer.alloc(0), between: [], members: [] }
let careless: Careless = {}
const tester: Member = { name: '联调', idNumber: '320902199001010073', mobile: '13805119999' }

/** What is wrong with what was sent, in a sentence; it is answered 422. */
class Wrong extends Error {}

const signature = signatureUnder(secret)
const sm3 = (bytes: Uint8Array) => digest('sm3', bytes)

type ReadSignedData = NonNullable<ReturnType<typeof readSignedData>>

/** Whether a detached signature over bytes holds. */
const holds = (read: ReadSignedData | undefined, bytes: Uint8Array): read is ReadSignedData =>
  read?.type === plainData && read.holds(sm3(bytes))

/** Whether a certificate is the city's own, at a time. */
function isTheCitys({ der }: ReadCertificate, at: Date): boolean {
  try {
    followChain(der, { roots: [city.root], between: city.between, at, revoked: () => false })
    return true
  } catch {
    return false
  }
}

/** Reads a package. @throws Wrong */
function packageIn(file: Buffer): Installed {
  if (file.length > mostBytes) throw new Wrong('安装包太大')
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(file, { filter: ({ originalSize }) => originalSize <= mostBytes })
  } catch {
    throw new Wrong('不是安装包')
  }
  const { 'app.json': json, 'signature.p7s': der, ...others } = parts
  if (!json || !der) throw new Wrong('安装包里缺少清单或者签名')
  const manifest = JSON.parse(Buffer.from(json).toString()) as Manifest
  if (!careless.takesAnyPackage) {
    const read = readSignedData(der)
    if (!holds(read, json)) throw new Wrong('签名对不上，内容可能被改过')
    if (!isTheCitys(read.certificate, new Date(manifest.signedAt))) throw new Wrong('签名的不是约定的城市')
  }
  const names = Object.keys(others)
  const isWhole =
    names.length === Object.keys(manifest.parts).length &&
    names.every((name) => manifest.parts[name] === sm3(others[name] as Uint8Array).toString('hex'))
  if (!isWhole) throw new Wrong('安装包里的文件和清单对不上')
  if (!/^\/[^/\\]/.test(manifest.entry)) throw new Wrong('打开的地址不在约定的网站里')
  const before = installed.get(manifest.app)
  if (before && before.manifest.version > manifest.version) throw new Wrong('已经装了更新的版本')
  return { manifest, icon: Buffer.from(others['icon.svg'] ?? []).toString('base64') }
}

/** Why an app may not be opened by a list; undefined where it may. */
function closedBy(app: string, list: { text?: unknown; signature?: unknown }, at = new Date()): string | undefined {
  const text = String(list.text ?? '')
  try {
    const read = readSignedData(Buffer.from(String(list.signature ?? ''), 'base64'))
    if (!holds(read, Buffer.from(text)) || !isTheCitys(read.certificate, read.certificate.from))
      return '名单的签名对不上'
    const { until, rows } = JSON.parse(text) as { until: string; rows: { app: string; state: string }[] }
    if (Date.parse(until) < at.getTime()) return '名单过了时限'
    const row = rows.find((one) => one.app === app)
    return careless.opensWhatEnded || row?.state === 'live' ? undefined : '应用已经下架'
  } catch {
    return '名单读不懂'
  }
}

/** Keeps a package, for when it is started again. */
function keep(app: string, file: Buffer) {
  if (!folder || !/^[0-9a-f-]{36}$/.test(app)) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, `${app}.zip`), file)
}

/** Takes up what was installed before it was started. */
function takeUp() {
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) {
    const read = packageIn(readFileSync(path.join(folder, name)))
    installed.set(read.manifest.app, read)
  }
}

/** Makes a ticket for one who opens an app: good once, for so many seconds. */
function ticketFor(app: string, member: Member, lives = 60): string {
  const ticket = randomBytes(24).toString('base64url')
  tickets.set(ticket, { app, member, until: Date.now() + lives * 1000, used: false })
  return ticket
}

/** What the city asks, signed. */
function answer(at: string, body: Json): [number, Json] {
  if (at === '/apps') {
    const file = Buffer.from(String(body['package'] ?? ''), 'base64')
    const read = packageIn(file)
    const { app, version } = read.manifest
    if (body['trial'] !== true) {
      installed.set(app, read)
      keep(app, file)
    }
    return [200, { app, version }]
  }
  if (at === '/tickets') return [200, { ticket: ticketFor(String(body['app']), tester, Number(body['lives'])) }]
  if (at === '/tickets/exchange') {
    const ticket = tickets.get(String(body['ticket']))
    if (!ticket || ticket.app !== body['app']) return [409, { detail: '没有这张票据，或者不是为这个应用开的' }]
    if (ticket.used && !careless.takesTicketsTwice) return [409, { detail: '票据用过了' }]
    if (ticket.until < Date.now()) return [409, { detail: '票据过期了' }]
    ticket.used = true
    return [200, { person: { ...ticket.member, ...(careless.tellsMore && { address: '盐城市' }) } }]
  }
  if (at === '/openings') {
    const why = closedBy(String(body['app']), (body['list'] ?? {}) as Json)
    return [200, { opens: why === undefined, why: why ?? null }]
  }
  return [404, { detail: '没有这个地址' }]
}

/** What the one who drives it asks, unsigned. */
function driven(at: string, body: Json): [number, Json] {
  if (at === '/driven/city') {
    const { origin, root, between, members } = body as Pick<City, 'origin' | 'members'> & {
      root: string
      between: string[]
    }
    const bytes = (text: string) => Buffer.from(text, 'base64')
    city = { origin, members, root: bytes(root), between: between.map(bytes) }
    takeUp()
  } else if (at === '/driven/careless') careless = body
  else if (at === '/driven/ticket') {
    const member = { ...(city.members.find(({ name }) => name === body['name']) ?? tester), ...(body['as'] as object) }
    return [200, { ticket: ticketFor(String(body['app']), member, Number(body['lives'] ?? 60)) }]
  }
  return [
    200,
    { installed: [...installed.values()].map(({ manifest: { app, version, title } }) => ({ app, version, title })) },
  ]
}

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`)
const page = (title: string, body: string) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title>
<style>body{margin:0;font:16px/1.6 system-ui,sans-serif;background:#f4f6f8;color:#1b2733}header{background:#0b5cad;color:#fff;padding:16px}h1{font-size:20px;margin:0}main{padding:12px;max-width:720px;margin:auto}
ul{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:8px}button{width:100%;min-height:64px;display:flex;gap:10px;align-items:center;text-align:left;padding:10px;border:1px solid #c9d3dd;border-radius:10px;background:#fff;font:inherit;color:inherit;cursor:pointer}img{width:36px;height:36px}select{font:inherit;padding:8px;width:100%}</style>
<header><h1>苏服办（联调用的宿主）</h1></header><main>${body}</main></html>`

/** The page on which its users find their apps. */
function shown(): string {
  const apps = [...installed.values()].toSorted((a, b) => a.manifest.title.localeCompare(b.manifest.title, 'zh'))
  const members = city.members.map(({ name }) => `<option>${escaped(name)}</option>`).join('')
  const rows = apps
    .map(
      ({ manifest: { app, title }, icon }) =>
        `<li><button name="app" value="${escaped(app)}"><img alt="" src="data:image/svg+xml;base64,${icon}"><span>${escaped(title)}</span></button></li>`,
    )
    .join('')
  return page(
    '苏服办',
    `<form method="post" action="/open"><p><label>我是<select name="member">${members}</select></label></p><p>盐城旗舰店 · ${apps.length} 个应用</p><ul>${rows}</ul></form>`,
  )
}

/** Opens an app for one of its users, where the city's list lets it. @returns where they are led, or the page that says why not */
async function open(fields: URLSearchParams): Promise<{ to: string } | { says: string }> {
  const found = installed.get(fields.get('app') ?? '')
  const member = city.members.find(({ name }) => name === fields.get('member'))
  if (!found || !member) return { says: '没有这个应用' }
  const { app, of, entry, title } = found.manifest
  const list = await fetch(`${city.origin}/api/app-lists/${of}`).then(
    (told) => (told.ok ? (told.json() as Promise<Json>) : undefined),
    () => undefined,
  )
  const why = list ? closedBy(app, list) : '现在取不到名单，不能打开'
  if (why !== undefined) return { says: `“${title}”没有打开：${why}` }
  return { to: `${city.origin}${entry}#ticket=${ticketFor(app, member)}` }
}

const json = (response: ServerResponse, status: number, told: Json) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told))
const html = (response: ServerResponse, status: number, text: string) =>
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(text)

async function serve(request: IncomingMessage, response: ServerResponse) {
  const at = request.url ?? '/'
  if (request.method === 'GET') return html(response, at === '/' ? 200 : 404, shown())
  const text = await textOf(request)
  if (at === '/open') {
    const came = await open(new URLSearchParams(text))
    if ('to' in came) return response.writeHead(303, { location: came.to }).end()
    return html(
      response,
      403,
      page('没有打开', `<p role="alert">${escaped(came.says)}</p><p><a href="/">回首页</a></p>`),
    )
  }
  const body = (text ? JSON.parse(text) : {}) as Json
  if (at.startsWith('/driven/')) return json(response, ...driven(at, body))
  if (careless.gone) return response.destroy()
  const { 'x-time': time = '', 'x-signature': by = '' } = request.headers
  if (signature('POST', at, String(time), body) !== by) return json(response, 401, { detail: '签名不对' })
  return json(response, ...answer(at, body))
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: Error) =>
    json(response, error instanceof Wrong ? 422 : 400, { detail: error instanceof Wrong ? error.message : '读不懂' }),
  )
})
server.listen(Number(port), '127.0.0.1', () => {
  const { port: at } = server.address() as { port: number }
  process.stdout.write(`ready http://127.0.0.1:${at}\n`)
})
// It ends with whoever started it.
process.stdin.on('end', () => process.exit(0)).resume()
process.on('SIGTERM', () => server.close(() => process.exit(0)))
