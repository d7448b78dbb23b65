import * as z from 'zod'
import type { Row } from '#kernel/database'
import { dayOf, startOf } from '#kernel/clock'
import { defineRoute, each, instant, nextOf, rowsOf, type House } from '#kernel/engine'
import { choice } from '#kernel/field'
import { columnOf, tableOf } from '#engines/register'
import { pageOver, partOver } from '#engines/register/run'
import { anyone, onPart, personOnPart } from '#engines/identity/run'
import type { Actor } from '#engines/identity'
import { faults } from './faults.ts'
import type { KioskAction, Kiosks } from './index.ts'
import { kiosksOf, makeCode, retire } from './machine.ts'
import { machineRoutes } from './machine-routes.ts'
import { nearTo } from './near.ts'
import { telephoneRoutes } from './telephone-routes.ts'

const one = z.object({ name: z.string().max(80).describe('哪一批自助机'), id: z.uuid().describe('自助机登记的编号') })
const titles: Record<KioskAction, string> = { read: '查看运行', install: '安装、停用' }
const stands = (action: KioskAction, says: string) =>
  each<Kiosks>('kiosk', ({ name, title }) => [
    { at: { name }, right: [title, titles[action]], says: `${says}：${title}` },
  ])

const states = { none: '没有安装', on: '在线', silent: '失联' } as const
const listedMachine = z.object({
  ...{ id: z.uuid(), name: z.string(), title: z.string() },
  state: choice('现在', states),
  ...{ seenAt: instant.nullable(), version: z.string().nullable(), lent: z.int(), printed: z.int() },
})

/** A machine, and how far it is from whoever asks. */
export const nearFace = z.object({
  ...{ id: z.uuid(), register: z.string(), title: z.string(), lat: z.number(), lon: z.number() },
  metres: z.int().describe('直线距离，米'),
  minutes: z.int().describe('步行约几分钟'),
})

const aPage = 100

/** That a machine is one that a person may do something with. @throws kiosk/no-such */
async function mustBeMachineFor(house: House, of: z.infer<typeof one>, actor: Actor, action: KioskAction) {
  if (!(await partOver<Kiosks>(house, 'kiosk', of, actor, action))) throw faults['no-such']()
}

/** Machines over HTTP: how they stand; what a machine itself asks; what somebody's telephone answers it. */
export const routes = [
  defineRoute('GET /api/kiosks', {
    says: '自助机运行',
    right: onPart('kiosk', 'read'),
    takes: { query: z.strictObject({ after: z.uuid().optional().describe('上一页答复的 next') }) },
    answers: nextOf(listedMachine),
    shows: {
      title: '自助机运行',
      says: '哪台在线、哪台失联，今天多少人登录、打印多少份。失联的自动转报修。',
      empty: '没有归您管的自助机。',
      columns: {
        ...{ title: '自助机', state: '现在', seenAt: '最近联系', version: '软件版本' },
        ...{ lent: '今天登录', printed: '今天打印' },
      },
      acts: [
        {
          ...{
            title: '生成安装码',
            at: 'POST /api/kiosks/{name}/{id}/code',
            says: '在那台设备的“/kiosk”页面上输入，十五分钟内有效，用一次。',
          },
          once: {
            ...{ field: 'code', title: '“{title}”的安装码' },
            says: '在要安装的设备上打开本站的 /kiosk，输入这八位数字。十五分钟内有效，只能用一次；原来装在别的设备上的随即失效。',
          },
        },
        { title: '停用', at: 'DELETE /api/kiosks/{name}/{id}', unless: { state: 'none' } },
      ],
    },
    does: async ({ house, by, query: { after } }) => {
      const today = startOf(dayOf(house.clock.now()))
      const { rows, next } = await pageOver(kiosksOf(house), by, aPage, ({ name, of }, scope) =>
        house.database.read<
          {
            id: string
            title: string
            installed: boolean
            silent: boolean
            seenAt: Date | null
            version: string | null
          } & Row
        >(
          scope,
          `select t.id, t.${columnOf(of.naming)} as title, m.token is not null as installed, m.silent_since is not null as silent, m.seen_at as "seenAt", m.version
           from ${tableOf(of)} t left join kiosk.machine m on m.id = t.id and m.kiosk = $1
           where $2::uuid is null or t.id > $2 order by t.id limit ${aPage + 1}`,
          [name, after ?? null],
        ),
      )
      const counts = await house.database.read<{ id: string; lent: number; printed: number }>(
        { all: 'on' },
        `select m.id, (select count(*)::int from kiosk.print p where p.machine = m.id and p.at >= $2) as printed,
           (select count(*)::int from kiosk.lending l where l.machine = m.id and l.at >= $2) as lent
         from kiosk.machine m where m.id = any($1::uuid[])`,
        [rows.map(({ id }) => id), today],
      )
      const of = new Map(counts.map((count) => [count.id, count]))
      return {
        rows: rows.map(({ id, name, title, installed, silent, seenAt, version }) => ({
          ...{ id, name, title, seenAt, version },
          state: (installed ? (silent ? 'silent' : 'on') : 'none') as keyof typeof states,
          ...{ lent: of.get(id)?.lent ?? 0, printed: of.get(id)?.printed ?? 0 },
        })),
        next,
      }
    },
  }),
  defineRoute('POST /api/kiosks/{name}/{id}/code', {
    says: '生成安装码',
    right: personOnPart('kiosk', 'install'),
    each: stands('install', '生成安装码'),
    refuses: [faults['no-such']],
    takes: { params: one },
    answers: z.object({ code: z.string(), until: instant }),
    status: 201,
    does: async ({ house, by, params }) => {
      await mustBeMachineFor(house, params, by, 'install')
      return house.database.write({ all: 'on' }, (tx) =>
        makeCode(tx, house.clock.now(), by.person, params.name, params.id),
      )
    },
  }),
  defineRoute('DELETE /api/kiosks/{name}/{id}', {
    says: '停用自助机',
    right: personOnPart('kiosk', 'install'),
    each: stands('install', '停用自助机'),
    refuses: [faults['no-such']],
    takes: { params: one },
    status: 204,
    does: async ({ house, by, params, reply }) => {
      await mustBeMachineFor(house, params, by, 'install')
      await house.database.write({ all: 'on' }, (tx) => retire(tx, house.clock.now(), by.person, params.id))
      return reply.status(204).send()
    },
  }),
  defineRoute('GET /api/kiosks/near', {
    says: '最近的自助机',
    right: anyone,
    perMinute: 60,
    takes: {
      query: z.strictObject({
        lat: z.coerce.number().min(-90).max(90).describe('纬度'),
        lon: z.coerce.number().min(-180).max(180).describe('经度'),
      }),
    },
    answers: rowsOf(nearFace),
    does: async ({ house, by, query }) => ({ rows: await nearTo(house, by, query) }),
  }),
  ...machineRoutes,
  ...telephoneRoutes,
]
