import { worldClock } from '#kernel/clock'
import type { Row } from '#kernel/database'
import type { House } from '#kernel/engine'
import { unzipSync, zipSync } from 'fflate'
import { makeSigningKey } from '#engines/crypto'
import { issue } from '#engines/crypto/run'
import { ask, type Line } from '#engines/connection/run'
import { nobody } from '#engines/identity'
import { entitled, reachOf } from '#engines/identity/run'
import { list, refusalOf, takenBack, tryFiling } from '#engines/register/run'
import type { Apps } from './index.ts'
import { signList, type SignedList } from './list.ts'
import { entryOf, packageOf, type AppRow, type Said } from './package.ts'
import type { Signer } from './signer.ts'
import { vouchedIn } from './told.ts'
import { lendThrough } from './visit.ts'

/** The other side did not answer: nothing is known of the app by it. */
export class NotHeard extends Error {}

/** A step does not hold, for a reason that is not its own. */
class Stopped extends Error {}

/** What is tried. */
export interface Trial {
  house: House
  apps: Apps
  line: Line
  signer: Signer
  row: AppRow
  said: Said
  version: number
  at: Date
}

/** Asks the other side. @throws NotHeard */
export async function asked(line: Line, path: string, body: Row): Promise<{ status: number; body: Row }> {
  const answer = await ask(line, 'POST', path, body)
  if (!answer.heard) throw new NotHeard(answer.says)
  return answer
}

const inWords = ({ status, body }: { status: number; body: Row }) =>
  typeof body['detail'] === 'string' ? body['detail'] : `对方答 ${status}`

/** Has the other side try a package on. @returns what it answers; it keeps nothing */
const triesOn = ({ line }: Trial, file: Buffer) =>
  asked(line, '/apps', { package: file.toString('base64'), trial: true })

const packed = ({ signer, said, version, at }: Trial) => packageOf(signer, said, { version, at })

async function refusesPackage(trial: Trial, file: Buffer): Promise<string | null> {
  const { status } = await triesOn(trial, file)
  return status === 422 ? null : '对方装上了，应当拒绝'
}

/** The same package, of which a word is another after it was signed. */
function changed(file: Buffer): Buffer {
  const parts = unzipSync(file)
  const json = JSON.parse(Buffer.from(parts['app.json'] as Uint8Array).toString()) as Row
  const other = Buffer.from(JSON.stringify({ ...json, entry: '/in/00000000-0000-7000-8000-000000000000' }))
  return Buffer.from(zipSync({ ...parts, 'app.json': new Uint8Array(other) }))
}

/** Whoever signs as the city does, by a certificate of their own making. */
function stranger(at: Date): Signer {
  const key = makeSigningKey('sm2-sm3')
  const until = new Date(at.getTime() + 365 * 86_400_000)
  const certificate = issue({ key }, { subject: { name: '冒名者' }, key: key.publicKey, use: 'sign', from: at, until })
  return { key, certificate }
}

/** A ticket that the other side makes for its own person who tries apps. */
async function ticketFor({ line, row }: Trial, lives: number): Promise<string> {
  const answer = await asked(line, '/tickets', { app: row.id, lives })
  if (typeof answer.body['ticket'] !== 'string') throw new Stopped(`对方没有给试用的票据：${inWords(answer)}`)
  return answer.body['ticket']
}
const exchanges = ({ line, row }: Trial, ticket: string, app = row.id) =>
  asked(line, '/tickets/exchange', { app, ticket })

async function refusesTicket(trial: Trial, ticket: string, app?: string): Promise<string | null> {
  const { status } = await exchanges(trial, ticket, app)
  return status === 200 ? '对方认了这张票据，应当拒绝' : null
}

/** Whether the other side would open the app by a list. */
async function opensBy(trial: Trial, list: SignedList): Promise<boolean> {
  const { body } = await asked(trial.line, '/openings', { app: trial.row.id, list })
  return body['opens'] === true
}
const listIn = ({ signer, apps, row, version }: Trial, state: 'live' | 'ended', at = worldClock().now()) =>
  signList(signer, apps, [{ app: row.id, version, state }], at)
const anHour = 3600_000

/** Whoever tries what an app opens: a citizen in it, with nothing of theirs. */
const trier = ({ house, row }: Trial) =>
  entitled(house, {
    ...nobody,
    ...{ person: '00000000-0000-7000-8000-000000000002', name: '试办', assurance: 1 as const },
    through: { id: row.id, called: '试办' },
  })

/** Does what the app opens to its end, as its user would. */
function entered(trial: Trial): Promise<string | null> {
  const { house, apps, row, at } = trial
  const entry = entryOf(apps, row)
  const actor = trier(trial)
  if (entry.sort === 'form') {
    const id = row[entry.names]
    if (typeof id !== 'string') return Promise.resolve('没有写明办哪一件事')
    return refusalOf(() => tryFiling(house, entry.in, { of: entry.of, by: entry.by, id }, { actor, at }))
  }
  const reach = reachOf(actor, entry.of, 'read')
  if (reach.size === 0) return Promise.resolve(`从应用进来的人看不到“${entry.of.title}”`)
  if (entry.sort === 'cases') return Promise.resolve(null)
  return refusalOf(() => list(house.database, entry.of, actor, { filters: {}, limit: 1 }))
}

/** The steps in which an app is tried, in their order: what each is called, and why it does not hold. */
export const steps: Record<string, { title: string; fails: (trial: Trial) => Promise<string | null> }> = {
  package: {
    title: '安装包完整、签名有效，对方装得上',
    fails: async (trial) => {
      const answer = await triesOn(trial, packed(trial))
      return answer.status === 200 ? null : inWords(answer)
    },
  },
  changed: { title: '签名以后改过的包装不上', fails: (trial) => refusesPackage(trial, changed(packed(trial))) },
  foreign: {
    title: '别人签名的包装不上',
    fails: (trial) => refusesPackage(trial, packed({ ...trial, signer: stranger(trial.at) })),
  },
  ticket: {
    title: '凭票据换到约定的信息，一项不多',
    fails: async (trial) => {
      const answer = await exchanges(trial, await ticketFor(trial, 60))
      if (answer.status !== 200) return inWords(answer)
      const vouched = vouchedIn(trial.apps, answer.body['person'])
      if (!vouched) return '对方给的信息和约定的不一样'
      const { apps, row, said, at, house } = trial
      return refusalOf(() =>
        takenBack(house.database, { all: 'on' }, (tx) =>
          lendThrough(tx, apps, { id: row.id, title: said.title }, vouched, at),
        ),
      )
    },
  },
  once: {
    title: '用过的票据不能再用',
    fails: async (trial) => {
      const ticket = await ticketFor(trial, 60)
      await exchanges(trial, ticket)
      return refusesTicket(trial, ticket)
    },
  },
  other: {
    title: '为别的应用开的票据不能用',
    fails: async (trial) => refusesTicket(trial, await ticketFor(trial, 60), '00000000-0000-7000-8000-000000000000'),
  },
  expired: { title: '过期的票据不能用', fails: async (trial) => refusesTicket(trial, await ticketFor(trial, -1)) },
  entry: { title: '打开的页面从头办得到尾', fails: entered },
  opens: {
    title: '名单里在用的打得开',
    fails: async (trial) => ((await opensBy(trial, listIn(trial, 'live'))) ? null : '对方没有打开'),
  },
  ended: {
    title: '下架以后打不开',
    fails: async (trial) => ((await opensBy(trial, listIn(trial, 'ended'))) ? '对方还打得开' : null),
  },
  stale: {
    title: '名单过了时限打不开',
    fails: async (trial) => {
      const before = new Date(worldClock().now().getTime() - anHour)
      return (await opensBy(trial, listIn(trial, 'live', before))) ? '对方凭旧名单打开了' : null
    },
  },
  forged: {
    title: '改过的名单不认',
    fails: async (trial) => {
      const { text, signature } = listIn(trial, 'ended')
      return (await opensBy(trial, { text: text.replace('ended', 'live'), signature })) ? '对方认了改过的名单' : null
    },
  },
}

/** Tries an app step by step. @returns why each does not hold, by its name; null for one that does @throws NotHeard */
export async function tryApp(trial: Trial): Promise<Map<string, string | null>> {
  const came = new Map<string, string | null>()
  for (const [step, { fails }] of Object.entries(steps))
    came.set(
      step,
      await fails(trial).catch((cause: unknown) => {
        if (cause instanceof Stopped) return cause.message
        throw cause
      }),
    )
  return came
}
