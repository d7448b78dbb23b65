import * as z from 'zod'
import { asking } from '#kernel/database'
import { defineRoute, each, made, type House } from '#kernel/engine'
import { attachment } from '#kernel/http'
import type { Actor } from '#engines/identity'
import { identityFaults, onPart, personOnPart, reachOf } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { isReadable } from '#engines/register/run'
import { boardOf, reusedFace } from './board.ts'
import { faults } from './faults.ts'
import type { Reuse, ReuseAction } from './index.ts'
import { mostText, readKit } from './kit-text.ts'
import { keepKit, kitOver, kitsOf, pack } from './pack.ts'
import { keptText, unpack } from './unpack.ts'

const named = z.object({ name: z.string().max(80).describe('复用的名字') })
const one = named.extend({ id: z.uuid().describe('配置包的编号') })
const ofRow = named.extend({ register: z.string().max(80).describe('登记册'), id: z.uuid().describe('记录的编号') })
const titles: Record<ReuseAction, string> = { read: '查看配置包', pack: '打包和拆包' }

const stands = (action: ReuseAction, says: string) =>
  each<Reuse>('reuse', ({ name, title }) => [
    { at: { name }, right: [title, titles[action]], says: `${title}：${says}` },
  ])

/** Something reused by its name, for those who may do something with it. @throws reuse/no-such */
function reuseNamed(house: House, name: string, actor: Actor, action: ReuseAction): Reuse {
  const found = house.parts<Reuse>('reuse').get(name)
  if (!found || reachOf(actor, found, action).size === 0) throw faults['no-such']()
  return found
}

/** What a row has to do with kits. */
export const linksFace = z.object({
  /** Whether it can be packed by the reader. */
  packs: z.boolean(),
  /** Where it is downloaded, where it is a kit. */
  file: z.string().nullable(),
  /** Whether the reader may make its rows their own, where it is a kit. */
  unpacks: z.boolean(),
  /** What came of it, register by register, where it is an adoption; the path of a row that is alone. */
  made: z.array(z.object({ title: z.string(), count: z.int(), path: z.string().nullable() })),
  /** The adoption, or the kit, that it came of. */
  from: z.object({ title: z.string(), path: z.string() }).nullable(),
})

const kitsPath = ({ name }: Reuse, id: string) => `/api/reuses/${name}/kits/${id}`

/** What a row that somebody may read has to do with kits. */
async function linksOf(house: House, reuse: Reuse, register: Register, id: string, by: Actor) {
  const { registers } = reuse
  const rows = await house.database.read<{ register: string; count: number; row: string }>(
    { all: 'on' },
    'select register, count(*)::int as count, min(row::text) as row from reuse.made where adoption = $1 group by register',
    [id],
  )
  const [came] = await house.database.read<{ adoption: string | null; kit: string }>(
    { all: 'on' },
    'select adoption, kit from reuse.made where row = $1',
    [id],
  )
  const isKit = register.name === registers.kit.name
  const mayPack = reachOf(by, reuse, 'pack').size > 0
  const titled = (name: string) => house.parts<Register>('register').get(name)?.title ?? name
  const from = came && (came.adoption ? [registers.adoption, came.adoption] : [registers.kit, came.kit])
  return {
    packs: mayPack && kitOver(house, register.name) !== undefined,
    file: isKit ? `${kitsPath(reuse, id)}/kit.json` : null,
    unpacks: isKit && mayPack,
    made: rows.map(({ register: name, count, row }) => ({
      ...{ title: titled(name), count },
      path: count === 1 ? `/lists/${name}/${row}` : null,
    })),
    from: from
      ? { title: (from[0] as Register).title, path: `/lists/${(from[0] as Register).name}/${from[1] as string}` }
      : null,
  }
}

const refusesNone = [faults['no-such'], identityFaults['not-granted']]

/** Kits over HTTP: to pack, to bring in, to download, to make rows of. */
export const routes = [
  defineRoute('GET /api/reuses/{name}', {
    says: '可以复用的，和谁在用哪一版',
    right: onPart('reuse', 'read'),
    each: stands('read', '有什么、谁在用'),
    refuses: refusesNone,
    takes: { params: named },
    answers: reusedFace,
    does: async ({ house, by, params: { name } }) => {
      const reuse = reuseNamed(house, name, by, 'read')
      return { title: reuse.title, rows: await boardOf(house, reuse, by.agency) }
    },
  }),
  defineRoute('POST /api/reuses/{name}/kits', {
    says: '打包',
    right: personOnPart('reuse', 'pack'),
    each: stands('pack', '把一条登记连同所属的打成配置包'),
    refuses: [...refusesNone, faults['not-packed']],
    takes: { params: named, body: z.strictObject({ register: z.string().max(80), id: z.uuid() }) },
    answers: made,
    status: 201,
    does: async ({ house, by, params: { name }, body }) => {
      const reuse = reuseNamed(house, name, by, 'pack')
      const at = house.clock.now()
      const packs = { actor: by, at }
      return {
        id: await house.database.write({ all: 'on' }, (tx) => pack(tx, reuse, body.register, body.id, packs)),
      }
    },
  }),
  defineRoute('POST /api/reuses/{name}/kits/brought', {
    says: '带入配置包',
    right: personOnPart('reuse', 'pack'),
    each: stands('pack', '带入别处的配置包'),
    refuses: [...refusesNone, faults['kit-wrong'], faults['not-packed']],
    takes: { params: named, body: z.strictObject({ text: z.string().max(mostText) }) },
    answers: made,
    status: 201,
    does: async ({ house, by, params: { name }, body }) => {
      const reuse = reuseNamed(house, name, by, 'pack')
      const at = house.clock.now()
      const read = readKit(body.text, kitsOf(house))
      return {
        id: await house.database.write({ all: 'on' }, (tx) =>
          keepKit(tx, reuse, { ...read, origin: 'brought' }, { actor: by, at }),
        ),
      }
    },
  }),
  defineRoute('GET /api/reuses/{name}/kits/{id}/kit.json', {
    says: '下载配置包',
    right: onPart('reuse', 'read'),
    each: stands('read', '下载配置包'),
    refuses: refusesNone,
    takes: { params: one },
    sends: 'application/json',
    does: async ({ house, by, params: { name, id }, reply }) => {
      const { registers } = reuseNamed(house, name, by, 'read')
      if (!(await isReadable(house, registers.kit, id, by))) throw faults['no-such']()
      const text = await keptText(asking(house.database), id)
      reply.header('content-disposition', attachment('kit.json'))
      return reply.type('application/json; charset=utf-8').send(text)
    },
  }),
  defineRoute('POST /api/reuses/{name}/kits/{id}/rows', {
    says: '拆包',
    right: personOnPart('reuse', 'pack'),
    each: stands('pack', '把配置包里的登记作为本单位的新登记'),
    refuses: [...refusesNone, faults['kit-wrong']],
    takes: { params: one },
    answers: z.object({ rows: z.int(), path: z.string() }),
    status: 201,
    does: async ({ house, by, params: { name, id } }) => {
      const { registers } = reuseNamed(house, name, by, 'pack')
      if (!(await isReadable(house, registers.kit, id, by))) throw faults['no-such']()
      const at = house.clock.now()
      const rows = await house.database.write({ all: 'on' }, (tx) => unpack(tx, id, null, { actor: by, at }))
      return { rows: rows.length, path: `/lists/${rows[0]?.register}/${rows[0]?.row}` }
    },
  }),
  defineRoute('GET /api/reuses/{name}/links/{register}/{id}', {
    says: '一条登记和配置包的关系',
    right: onPart('reuse', 'read'),
    each: stands('read', '一条登记和配置包的关系'),
    refuses: refusesNone,
    takes: { params: ofRow },
    answers: linksFace,
    does: async ({ house, by, params: { name, register: of, id } }) => {
      const reuse = reuseNamed(house, name, by, 'read')
      const register = house.parts<Register>('register').get(of)
      if (!register || !(await isReadable(house, register, id, by))) throw faults['no-such']()
      return linksOf(house, reuse, register, id, by)
    },
  }),
]
