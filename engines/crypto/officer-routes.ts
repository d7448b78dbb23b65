import * as z from 'zod'
import type { Scope, Tx } from '#kernel/database'
import { bytes, defineRoute, made, rowsOf, type Address, type House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { choice, integer, text } from '#kernel/field'
import { keeper } from '#kernel/keeper'
import { agency } from '#engines/identity'
import { oneApplication, tokenOnce } from './application-page.ts'
import { makeApplication, renewToken, setQuota, startApplication, stopApplication } from './custody/application.ts'
import { listApplications, readApplication } from './custody/ask.ts'
import { destroyVersion, holdKey, makeKey, restoreVersion, retireVersion, rotateKey } from './custody/key.ts'
import type { CustodyAction } from './custody/custody.ts'
import { officer, type Officer } from './custody/officer.ts'
import { applicationFace, applicationWhole } from './custody/shape.ts'
import { algorithmWords } from './custody/words.ts'
import { faults } from './faults.ts'

const params = z.object({ id: z.uuid().describe('应用或密钥的编号') })
const body = z.strictObject({ version: z.int().min(1).max(1_000_000_000) })
const quota = {
  dailyCalls: integer('每日次数', { max: 100_000_000 }),
  dailyBytes: bytes(
    '每日数据量',
    z
      .int()
      .min(0)
      .max(2 ** 50),
  ),
}
/** What an application may use until the authority sets a quota of its own. */
const startQuota = { dailyCalls: 10_000, dailyBytes: 2 ** 30 }

const reaches = (scope: Scope, agency: string) => scope.all === 'on' || scope.agency === agency

interface Application {
  id: string
  agency: string
}

/** An application as the officer's scope sees it. @throws crypto/no-such-application */
async function holdApplication(tx: Tx, id: string): Promise<Application> {
  const [found] = await tx.query<Application>('select id, agency from crypto.application where id = $1 for update', [
    id,
  ])
  if (!found) throw faults['no-such-application']()
  return found
}

/** One act in a transaction under the officer's scope, told as an event. */
function act<T>(
  { house: { database, clock }, by }: { house: House; by: Officer },
  action: CustodyAction,
  subject: string,
  does: (tx: Tx, at: Date) => Promise<T>,
  about: Record<string, unknown> = {},
): Promise<T> {
  const at = clock.now()
  return database.write(by.scope, async (tx) => {
    const answer = await does(tx, at)
    await publish(tx, { kind: `crypto.${action}`, actor: by.person, subject, at, about })
    return answer
  })
}

/** What an act on one version of a key may be refused by. */
const versionRefuses = [
  ...[faults['no-such-key'], faults['no-such-version'], faults['version-in-use'], faults['version-not-usable']],
  ...[faults['version-not-retired'], faults['needs-another-officer']],
]

/** What is done to one version of a key. */
const versionRoute = (
  path: string,
  says: string,
  action: CustodyAction,
  does: (tx: Tx, id: string, version: number, by: Officer, at: Date) => Promise<object | void>,
) =>
  defineRoute(`POST /api/crypto/keys/{id}/${path}` as Address, {
    says,
    right: officer(action),
    refuses: versionRefuses,
    takes: { params, body },
    answers: z.object({ destroyed: z.boolean().optional() }),
    does: async (asked) => {
      const { id } = asked.params
      const { version } = asked.body
      const about = { version, does: path }
      const work = (tx: Tx, at: Date) => does(tx, id, version, asked.by, at)
      return (await act(asked, action, `crypto-key:${id}`, work, about)) ?? {}
    },
  })

/** What officers do with their agency's applications and keys; each act is an event with its actor. */
export const officerRoutes = [
  defineRoute('GET /api/crypto/applications', {
    says: '密码应用',
    right: officer('read'),
    answers: rowsOf(applicationFace),
    shows: {
      title: '密码应用',
      says: '各部门系统的密钥由平台托管，不出平台。每次使用都有记录，按日计量。',
      empty: '还没有登记的应用。',
      columns: {
        ...{ name: '应用', agency: '单位', standing: '状态', keys: '密钥', calls: '今日次数', dailyCalls: '每日次数' },
        ...{ refused: '今日被拒', bytes: '今日数据量', dailyBytes: '每日数据量' },
      },
      opens: { at: 'GET /api/crypto/applications/{id}' },
      begins: [
        {
          ...{ title: '登记应用', at: 'POST /api/crypto/applications', asks: ['name'] },
          says: '登记在本单位名下。开始时每日可用 10,000 次、1 GB，不够用时请密码主管调整。',
          once: {
            ...{ field: 'token', title: '{name}的令牌' },
            says: `${tokenOnce}丢了可以在应用页换发，旧的随即作废。`,
          },
        },
      ],
      beside: ['GET /api/crypto/certificates', 'GET /api/crypto/authorities'],
    },
    does: async ({ house, by }) => ({ rows: await listApplications(house.database, by.scope, house.clock.now()) }),
  }),
  defineRoute('GET /api/crypto/applications/{id}', {
    says: '一个密码应用',
    right: officer('read'),
    refuses: [faults['no-such-application']],
    takes: { params },
    answers: applicationWhole,
    shows: oneApplication,
    does: async ({ house, by, params }) => {
      const found = await readApplication(house.database, by, params.id, house.clock.now())
      return { ...found, may: [...by.may] }
    },
  }),
  defineRoute('POST /api/crypto/applications', {
    says: '登记密码应用',
    right: officer('create'),
    refuses: [faults['no-such-agency'], faults['name-taken']],
    takes: { body: z.strictObject({ name: text('应用名称', { max: 80 }), agency: agency('单位').optional() }) },
    answers: z.object({ id: z.uuid(), token: z.string() }),
    status: 201,
    does: (asked) => {
      const { name } = asked.body
      const { person, scope, agency: own } = asked.by
      const makes = async (tx: Tx, at: Date) => {
        const of = asked.body.agency ?? own
        if (of === null || !reaches(scope, of)) throw faults['no-such-agency']()
        const [known] = await tx.query('select 1 from identity.agency where id = $1', [of])
        if (!known) throw faults['no-such-agency']()
        return makeApplication(tx, { agency: of, name, ...startQuota }, person, at)
      }
      return act(asked, 'create', `crypto-application:${name}`, makes, { name })
    },
  }),
  defineRoute('POST /api/crypto/applications/{id}/token', {
    says: '换令牌',
    right: officer('create'),
    refuses: [faults['no-such-application'], faults['application-stopped']],
    takes: { params },
    answers: z.object({ token: z.string() }),
    does: async (asked) => {
      const { id } = asked.params
      return { token: await act(asked, 'create', `crypto-application:${id}`, (tx, at) => renewToken(tx, id, at)) }
    },
  }),
  defineRoute('POST /api/crypto/applications/{id}/stop', {
    says: '停用密码应用',
    right: officer('stop'),
    refuses: [faults['no-such-application']],
    takes: { params },
    status: 204,
    does: (asked) => {
      const { id } = asked.params
      return act(asked, 'stop', `crypto-application:${id}`, (tx, at) => stopApplication(tx, id, at))
    },
  }),
  defineRoute('POST /api/crypto/applications/{id}/start', {
    says: '恢复密码应用',
    right: officer('quota'),
    refuses: [faults['no-such-application']],
    takes: { params },
    status: 204,
    does: (asked) => {
      const { id } = asked.params
      return act(asked, 'quota', `crypto-application:${id}`, (tx) => startApplication(tx, id))
    },
  }),
  defineRoute('PATCH /api/crypto/applications/{id}', {
    says: '定配额',
    right: officer('quota'),
    refuses: [faults['no-such-application']],
    takes: { params, body: z.strictObject(quota) },
    status: 204,
    does: (asked) => {
      const { id } = asked.params
      return act(asked, 'quota', `crypto-application:${id}`, (tx) => setQuota(tx, id, asked.body), asked.body)
    },
  }),
  defineRoute('POST /api/crypto/applications/{id}/keys', {
    says: '建密钥',
    right: officer('create'),
    refuses: [faults['no-such-application'], faults['name-taken']],
    takes: {
      params,
      body: z.strictObject({ name: text('名称', { max: 80 }), algorithm: choice('算法', algorithmWords) }),
    },
    answers: made,
    status: 201,
    does: async (asked) => {
      const { id } = asked.params
      const makes = async (tx: Tx, at: Date) => {
        const { agency } = await holdApplication(tx, id)
        const of = { application: id, agency, ...asked.body }
        return makeKey(tx, asked.house.rooms.get(keeper), of, asked.by.person, at)
      }
      return { id: await act(asked, 'create', `crypto-application:${id}`, makes, asked.body) }
    },
  }),
  defineRoute('POST /api/crypto/keys/{id}/rotate', {
    says: '轮换密钥',
    right: officer('rotate'),
    refuses: [faults['no-such-key']],
    takes: { params },
    answers: z.object({ version: z.int() }),
    does: async (asked) => {
      const { id } = asked.params
      const turns = async (tx: Tx, at: Date) =>
        rotateKey(tx, asked.house.rooms.get(keeper), await holdKey(tx, id), asked.by.person, at)
      return { version: await act(asked, 'rotate', `crypto-key:${id}`, turns) }
    },
  }),
  versionRoute('retire', '停用密钥版本', 'retire', async (tx, id, version, _, at) =>
    retireVersion(tx, await holdKey(tx, id), version, at),
  ),
  versionRoute('restore', '恢复密钥版本', 'retire', async (tx, id, version) =>
    restoreVersion(tx, await holdKey(tx, id), version),
  ),
  ...[false, true].map((confirms) =>
    versionRoute(
      confirms ? 'destroy/confirm' : 'destroy',
      confirms ? '确认销毁密钥版本' : '提出销毁密钥版本',
      'destroy',
      async (tx, id, version, { person }, at) => ({
        destroyed: await destroyVersion(tx, await holdKey(tx, id), version, confirms, person, at),
      }),
    ),
  ),
]
