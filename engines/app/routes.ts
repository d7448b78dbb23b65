import * as z from 'zod'
import type { Row } from '#kernel/database'
import { dayOf, startOf } from '#kernel/clock'
import { defineRoute, each, instant, nextOf, rowsOf, type House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { choice } from '#kernel/field'
import { columnOf, tableOf } from '#engines/register'
import { pageOver, partOver } from '#engines/register/run'
import {
  anyone,
  identityFaults,
  keepToken,
  onPart,
  passerBy,
  personOnPart,
  reachOf,
  scopeOf,
} from '#engines/identity/run'
import type { Actor } from '#engines/identity'
import { cryptoFaults } from '#engines/crypto/run'
import { appsOf, appWith, saidBy } from './apps.ts'
import { steps } from './conformance.ts'
import { faults } from './faults.ts'
import type { Apps, AppsAction } from './index.ts'
import { listOf } from './list.ts'
import { packageOf } from './package.ts'
import { signerOf } from './signer.ts'
import { arrive } from './visit.ts'

const one = z.object({ name: z.string().max(80).describe('哪一批应用'), id: z.uuid().describe('应用登记的编号') })
const titles: Record<AppsAction, string> = { read: '查看', tend: '联调、取安装包' }
const stands = (action: AppsAction, says: string) =>
  each<Apps>('app', ({ name, title }) => [{ at: { name }, right: [title, titles[action]], says: `${says}：${title}` }])

const states = { none: '还没有联调', silent: '对方没有回答', failed: '没有通过', passed: '通过' } as const
const aPage = 100

/** The apps among which is one that somebody may do something with. @throws app/no-such */
async function appFor(house: House, of: z.infer<typeof one>, actor: Actor, action: AppsAction) {
  const apps = await partOver<Apps>(house, 'app', of, actor, action)
  if (!apps) throw faults['no-such']()
  return apps
}

/** Standard apps over HTTP: how they stand, whoever opens one, and the list that the other side opens them by. */
export const routes = [
  defineRoute('GET /api/apps', {
    says: '标准应用联调',
    right: onPart('app', 'read'),
    takes: { query: z.strictObject({ after: z.uuid().optional().describe('上一页答复的 next') }) },
    answers: nextOf(
      z.object({
        ...{ id: z.uuid(), name: z.string(), title: z.string() },
        state: choice('联调', states),
        ...{ version: z.int().nullable(), accepted: z.int().nullable(), at: instant.nullable(), opened: z.int() },
      }),
    ),
    shows: {
      title: '标准应用联调',
      says: '每个应用都拿着签名的安装包和一次性票据，向对方逐步试过；改了内容的、过了三十天的自动再试。没有通过的看“没有通过的步骤”。',
      empty: '没有归您管的标准应用。',
      columns: {
        ...{
          title: '应用',
          state: '联调',
          version: '版本',
          accepted: '对方装的版本',
          at: '最近联调',
          opened: '今天打开',
        },
      },
      acts: [
        { title: '再试一次', at: 'POST /api/apps/{name}/{id}/again', unless: { state: 'none' } },
        { title: '取安装包', at: 'GET /api/apps/{name}/{id}/package', unless: { state: 'none' } },
      ],
      beside: ['GET /api/app-faults'],
    },
    does: async ({ house, by, query: { after } }) => {
      const { rows, next } = await pageOver(appsOf(house), by, aPage, ({ name, of, tried }, scope) =>
        house.database.read<
          { id: string; title: string; state: keyof typeof states; version: number; accepted: number; at: Date } & Row
        >(
          scope,
          `select t.id, t.${columnOf(of.naming)} as title, s.version, s.accepted, s.at,
             case when s.at is null then 'none' when not s.heard then 'silent' when s.passed then 'passed' else 'failed' end as state
           from ${tableOf(of)} t left join app.standing s on s.apps = $1 and s.id = t.id
           where (s.at is not null or t.${columnOf(tried.field)} = any($3)) and ($2::uuid is null or t.id > $2) order by t.id limit ${aPage + 1}`,
          [name, after ?? null, tried.is],
        ),
      )
      const counts = await house.database.read<{ app: string; opened: number }>(
        { all: 'on' },
        'select app, count(*)::int as opened from app.visit where app = any($1::uuid[]) and at >= $2 group by app',
        [rows.map(({ id }) => id), startOf(dayOf(house.clock.now()))],
      )
      const opened = new Map(counts.map((count) => [count.app, count.opened]))
      return {
        rows: rows.map((row) => ({ ...row, opened: opened.get(row.id) ?? 0 })),
        next,
      }
    },
  }),
  defineRoute('GET /api/app-faults', {
    says: '没有通过的步骤',
    right: onPart('app', 'read'),
    answers: rowsOf(
      z.object({ ...{ id: z.string(), title: z.string(), step: z.string(), fault: z.string(), at: instant } }),
    ),
    shows: {
      title: '没有通过的步骤',
      says: '哪个应用、哪一步没有通过、为什么。改好以后自动再试；对方改好的，到“标准应用联调”里点“再试一次”。',
      empty: '试过的应用每一步都通过了。',
      columns: { title: '应用', step: '哪一步', fault: '为什么', at: '什么时候试的' },
      beside: ['GET /api/apps'],
    },
    does: async ({ house, by }) => {
      const found = await Promise.all(
        appsOf(house).map(async ({ kind, name, of }) => {
          const reach = reachOf(by, { kind, name }, 'read')
          if (reach.size === 0) return []
          return house.database.read<{ id: string; title: string; step: string; fault: string; at: Date }>(
            scopeOf(by, reach),
            `select f.app || ':' || f.step as id, t.${columnOf(of.naming)} as title, f.step, f.fault, f.at
             from app.tried f join ${tableOf(of)} t on t.id = f.app where f.apps = $1 and f.fault is not null order by t.id, f.step limit 500`,
            [name],
          )
        }),
      )
      return { rows: found.flat().map((row) => ({ ...row, step: steps[row.step]?.title ?? row.step })) }
    },
  }),
  defineRoute('POST /api/apps/{name}/{id}/again', {
    says: '再联调一次',
    right: personOnPart('app', 'tend'),
    each: stands('tend', '再联调一次'),
    refuses: [faults['no-such']],
    takes: { params: one },
    status: 204,
    does: async ({ house, by, params: { name, id }, reply }) => {
      await appFor(house, { name, id }, by, 'tend')
      const at = house.clock.now()
      await house.database.write({ all: 'on' }, async (tx) => {
        await tx.query(`update app.standing set edition = 0 where apps = $1 and id = $2`, [name, id])
        await publish(tx, { kind: 'app.asked', actor: by.person, subject: `app:${id}`, at, about: { apps: name } })
      })
      return reply.status(204).send()
    },
  }),
  defineRoute('GET /api/apps/{name}/{id}/package', {
    says: '取安装包',
    right: personOnPart('app', 'tend'),
    each: stands('tend', '取安装包'),
    refuses: [faults['no-such'], faults['no-package'], cryptoFaults['no-authority']],
    takes: { params: one },
    sends: 'application/zip',
    does: async ({ house, by, params: { name, id }, reply }) => {
      const apps = await appFor(house, { name, id }, by, 'tend')
      const [standing] = await house.database.read<{ version: number }>(
        { all: 'on' },
        'select version from app.standing where apps = $1 and id = $2',
        [name, id],
      )
      const found = await appWith(house, id)
      if (!standing || !found) throw faults['no-package']()
      const at = house.clock.now()
      const file = packageOf(await signerOf(house, apps, at), saidBy(house, apps, found.row), { ...standing, at })
      await house.database.write({ all: 'on' }, (tx) =>
        publish(tx, {
          kind: 'app.taken',
          actor: by.person,
          subject: `app:${id}`,
          at,
          about: { apps: name, ...standing },
        }),
      )
      return reply
        .header('content-disposition', `attachment; filename="app-${id}-${standing.version}.zip"`)
        .type('application/zip')
        .send(file)
    },
  }),
  defineRoute('GET /api/app-lists/{name}', {
    says: '可以打开的应用名单（签名）',
    right: anyone,
    perMinute: 600,
    refuses: [faults['no-such'], cryptoFaults['no-authority']],
    takes: { params: one.pick({ name: true }) },
    answers: z.object({ text: z.string(), signature: z.string() }),
    does: async ({ house, params: { name } }) => {
      const apps = house.parts<Apps>('app').get(name)
      if (!apps) throw faults['no-such']()
      return listOf(house, apps)
    },
  }),
  defineRoute('POST /api/app-visits', {
    says: '凭票据从别的应用进来',
    right: passerBy,
    perMinute: 60,
    refuses: [
      ...[faults['no-such'], faults['not-open'], faults['bad-ticket'], faults['host-silent'], faults['somebody-here']],
      ...[identityFaults['other-name'], identityFaults['half-checked']],
    ],
    takes: {
      body: z.strictObject({
        app: z.uuid().describe('应用登记的编号'),
        ticket: z.string().min(1).max(200).describe('对方开的票据'),
        replaces: z.boolean().default(false).describe('这台设备上已经有人登录时，换成从那边进来的人'),
      }),
    },
    answers: z.object({ page: z.string() }),
    does: async ({ house, by, body: { app, ticket, replaces }, reply }) => {
      // Nobody is put into another's place unasked: what they do next would be done in that one's name.
      if (by.person && !by.through && !replaces) throw faults['somebody-here']({ name: by.name })
      const { token, page } = await arrive(house, app, ticket)
      keepToken(house, reply, token)
      return { page }
    },
  }),
]
