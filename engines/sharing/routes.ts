import * as z from 'zod'
import { dayOf } from '#kernel/clock'
import { defineRoute, each, instant, nextOf, rowsOf, type House } from '#kernel/engine'
import { words } from '#kernel/field'
import type { Row } from '#kernel/database'
import { agency, type Actor } from '#engines/identity'
import { onPart, personOnPart, reachOf, scopeOf } from '#engines/identity/run'
import { columnOf, tableOf } from '#engines/register'
import { answer, contractOf } from './call.ts'
import { faults } from './faults.ts'
import type { Sharing, SharingAction } from './index.ts'

const titles: Record<SharingAction, string> = { call: '按协议调用', read: '查看调用记录' }
const stands = (action: SharingAction, says: string) =>
  each<Sharing>('sharing', ({ name, title }) => [
    { at: { name }, right: [title, titles[action]], says: `${says}：${title}` },
  ])

const one = z.object({
  name: z.string().max(80).describe('哪一种共享'),
  id: z.uuid().describe('共享协议的编号'),
})
const asked = {
  key: z.string().trim().min(1).max(80).describe('要查的人或事：身份证号、编码'),
  matter: words({ min: 4, max: 150 }).describe('办哪一件事；本人能看到'),
}
const columns = z.array(z.object({ name: z.string(), title: z.string() }))

/** A contract that one's agency may call. */
const agreed = z.object({
  ...{ id: z.uuid(), name: z.string(), title: z.string(), way: z.enum(['query', 'verify']), until: z.string() },
  ...{ quota: z.int(), used: z.int(), stopped: z.string().nullable(), lets: columns },
})
export const agreedFace = rowsOf(agreed)
export const queriedFace = z.object({ columns, rows: z.array(z.record(z.string(), z.string())) })
export const verifiedFace = z.object({ columns, matches: z.record(z.string(), z.boolean()).nullable() })

const sharingsOf = (house: House): Sharing[] => [...house.parts<Sharing>('sharing').values()]

/** A sharing in which somebody may do something. @throws sharing/no-such */
function sharingNamed(house: House, name: string, actor: Actor, action: SharingAction): Sharing {
  const sharing = house.parts<Sharing>('sharing').get(name)
  if (!sharing || reachOf(actor, sharing, action).size === 0) throw faults['no-such']()
  return sharing
}

const calls = z.object({
  ...{ id: z.uuid(), contract: z.uuid(), title: z.string(), at: instant, agency: agency('调用单位').nullable() },
  ...{ operator: z.string(), way: z.string(), found: z.int(), refused: z.string().nullable() },
})
const aPage = 100

/** Data under contracts over HTTP: what one's agency may ask for, the calls themselves, and who called what. */
export const routes = [
  defineRoute('GET /api/sharings', {
    says: '本单位的共享协议',
    right: onPart('sharing', 'call'),
    answers: agreedFace,
    does: async ({ house, by }) => {
      const found = await Promise.all(
        sharingsOf(house)
          .filter((sharing) => reachOf(by, sharing, 'call').size > 0)
          .map(async (sharing) => {
            const { of, says, live, lets } = sharing
            const col = (name: string) => `t.${columnOf(name)}`
            const rows = await house.database.read<
              {
                id: string
                title: string
                way: 'query' | 'verify'
                until: string
                quota: number
                used: number
                stopped: string | null
              } & Row
            >(
              { all: 'on' },
              `select t.id, ${col(of.naming)} as title, ${col(says.way)} as way, ${col(says.until)}::text as until, ${col(says.quota)} as quota,
                 ${col(says.stopped)} as stopped, coalesce((select u.calls from sharing.used u where u.contract = t.id and u.day = $3), 0) as used,
                 coalesce((select json_agg(json_build_object('name', f.${columnOf(lets.name)}, 'title', f.${columnOf(lets.of.naming)}) order by f.id)
                   from ${tableOf(lets.of)} f where f.${columnOf(lets.of.under as string)} = t.id), '[]') as lets
               from ${tableOf(of)} t where ${col(says.consumer)} = $1 and ${col(live.field)} = any($2) order by t.id desc limit 200`,
              [by.agency, live.is, dayOf(house.clock.now())],
            )
            return rows.map((row) => ({ ...row, name: sharing.name }))
          }),
      )
      return { rows: found.flat() as never }
    },
  }),
  defineRoute('POST /api/sharings/{name}/{id}/query', {
    says: '查询',
    right: personOnPart('sharing', 'call'),
    each: stands('call', '查询'),
    refuses: [faults['no-such'], faults.outside],
    takes: { params: one, body: z.strictObject(asked) },
    answers: queriedFace,
    does: async ({ house, by, params: { name, id }, body, reply }) => {
      const sharing = sharingNamed(house, name, by, 'call')
      reply.header('cache-control', 'no-store')
      const { columns: told, rows } = await answer(
        house,
        sharing,
        await contractOf(house, sharing, id),
        'query',
        body,
        by,
      )
      return { columns: told, rows }
    },
  }),
  defineRoute('POST /api/sharings/{name}/{id}/verify', {
    says: '核验',
    right: personOnPart('sharing', 'call'),
    each: stands('call', '核验'),
    refuses: [faults['no-such'], faults.outside],
    takes: {
      params: one,
      body: z.strictObject({
        ...asked,
        claims: z
          .record(z.string().max(80), z.string().max(400))
          .refine((claims) => Object.keys(claims).length > 0, '至少核验一项')
          .describe('每一项应该是什么'),
      }),
    },
    answers: verifiedFace,
    does: async ({ house, by, params: { name, id }, body, reply }) => {
      const sharing = sharingNamed(house, name, by, 'call')
      reply.header('cache-control', 'no-store')
      const contract = await contractOf(house, sharing, id)
      const { columns: told, matches } = await answer(house, sharing, contract, 'verify', body, by)
      return { columns: told, matches }
    },
  }),
  defineRoute('GET /api/sharing-calls', {
    says: '共享调用记录',
    right: onPart('sharing', 'read'),
    takes: { query: z.strictObject({ after: z.uuid().optional().describe('上一页答复的 next') }) },
    answers: nextOf(calls),
    shows: {
      title: '共享调用记录',
      says: '谁、哪个单位、按哪个协议、什么时候调用的；协议外的调用没有提供数据，也记在这里。',
      empty: '还没有调用。',
      columns: {
        ...{ title: '共享协议', agency: '调用单位', operator: '经办人', at: '时间', way: '方式' },
        ...{ found: '查到', refused: '没有提供的原因' },
      },
    },
    does: async ({ house, by, query: { after } }) => {
      const found = await Promise.all(
        sharingsOf(house).map((sharing) => {
          const reach = reachOf(by, sharing, 'read')
          if (reach.size === 0) return []
          return house.database.read<z.infer<typeof calls> & Row>(
            scopeOf(by, reach),
            `select l.id, l.contract, t.${columnOf(sharing.of.naming)} as title, l.at, l.agency, p.name as operator,
               case l.way when 'query' then '查询' else '核验' end as way, l.found, l.refused
             from sharing.call l join ${tableOf(sharing.of)} t on t.id = l.contract join identity.person p on p.id = l.operator
             where ($1::uuid is null or l.id < $1) order by l.id desc limit ${aPage + 1}`,
            [after ?? null],
          )
        }),
      )
      const all = found.flat().toSorted((a, b) => (a.id < b.id ? 1 : -1))
      const rows = all.slice(0, aPage)
      return { rows, next: all.length > aPage ? (rows.at(-1)?.id ?? null) : null }
    },
  }),
]
