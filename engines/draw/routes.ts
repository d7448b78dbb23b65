import * as z from 'zod'
import { defineRoute, each, instant, made, nextOf, type House } from '#kernel/engine'
import { words } from '#kernel/field'
import { attachment } from '#kernel/http'
import type { Actor } from '#engines/identity'
import { identityFaults, onPart, personOnPart, reachOf } from '#engines/identity/run'
import { faults } from './faults.ts'
import type { Draw, DrawAction } from './index.ts'
import { membersOf, reasonsOf, strataOf, weighted } from './pool.ts'
import { drawFor, drawsOf, drawWhole, fileOf } from './read.ts'
import { replace } from './replace.ts'
import { reveal } from './reveal.ts'
import { occasionOf, seal } from './seal.ts'

const named = z.object({ name: z.string().max(80).describe('抽取的名字') })
const one = named.extend({ id: z.uuid().describe('这次抽取的编号') })
const titles: Record<DrawAction, string> = { read: '查看', seal: '封存', reveal: '揭示', replace: '换人' }

/** A kind of draw with which an actor may do something. @throws draw/no-such-draw identity/not-granted */
function drawNamed(house: House, name: string, actor: Actor, action: DrawAction): Draw {
  const draw = house.parts<Draw>('draw').get(name)
  if (!draw) throw faults['no-such-draw']()
  if (reachOf(actor, draw, action).size === 0)
    throw identityFaults['not-granted']({ action: titles[action], on: draw.title })
  return draw
}

const stands = (action: DrawAction, says: string) =>
  each<Draw>('draw', ({ name, title }) => [{ at: { name }, right: [title, titles[action]], says: `${says}：${title}` }])
const hex = z.string().regex(/^[0-9a-f]{64}$/)
const state = z.enum(['sealed', 'drawn', 'lapsed'])
const listed = z.object({
  ...{ id: z.uuid(), occasion: z.uuid(), title: z.string(), state },
  ...{ sealedAt: instant, revealBy: instant, drawnAt: instant.nullable() },
})
const counted = z.array(z.object({ reason: z.string(), count: z.int() }))
const pool = { name: z.string(), title: z.string(), excluded: counted }
const stratum = { name: z.string(), title: z.string(), there: z.int() }

/** A draw as its page shows it. */
export const drawFace = listed.extend({
  commitment: z.string(),
  ...{ secret: z.string().nullable(), seed: z.string().nullable() },
  again: z.object({ of: z.uuid(), reason: z.string() }).nullable(),
  later: z.uuid().nullable(),
  evidence: z.object({ index: z.int(), signed: z.array(z.string()), missing: z.array(z.string()) }).nullable(),
  pools: z.array(z.object({ ...pool, strata: z.array(z.object({ ...stratum, take: z.int() })) })),
  taken: z.array(
    z.object({
      ...{ pool: z.string(), stratum: z.string(), nth: z.int(), place: z.int(), digest: z.string() },
      ...{ name: z.string(), ended: z.string().nullable(), at: instant },
    }),
  ),
  may: z.array(z.string()),
})

/** A pool as it stands now, before anything is sealed. */
export const poolFace = z.object({ ...pool, strata: z.array(z.object(stratum)) })

/** Draws over HTTP: sealed, revealed, a place given to the next, and the file that anybody verifies. */
export const routes = [
  defineRoute('GET /api/draws/{name}', {
    says: '历次抽取',
    right: onPart('draw', 'read'),
    each: stands('read', '历次抽取'),
    refuses: [faults['no-such-draw'], identityFaults['not-granted']],
    takes: {
      params: named,
      query: z.strictObject({
        occasion: z.uuid().optional().describe('只要为这件事项抽取的'),
        after: z.uuid().optional().describe('上一页答复的 next'),
      }),
    },
    answers: nextOf(listed),
    does: ({ house, by, params: { name }, query }) => drawsOf(house, drawNamed(house, name, by, 'read'), by, query),
  }),
  defineRoute('GET /api/draws/{name}/pool', {
    says: '抽取池现在的人数和回避',
    right: personOnPart('draw', 'seal'),
    each: stands('seal', '抽取池现在的人数和回避'),
    refuses: [
      ...[faults['no-such-draw'], identityFaults['not-granted'], faults['no-such-occasion']],
      ...[faults['wrong-weight'], faults.doubled],
    ],
    takes: { params: named, query: z.strictObject({ occasion: z.uuid().describe('为哪件事项抽取') }) },
    answers: z.object({ title: z.string(), pools: z.array(poolFace) }),
    does: ({ house, by, params: { name }, query: { occasion } }) => {
      const draw = drawNamed(house, name, by, 'seal')
      return house.database.write({ all: 'on' }, async (tx) => {
        const row = await occasionOf(tx, draw, occasion)
        const pools: z.output<typeof poolFace>[] = []
        for (const [called, one] of Object.entries(draw.pools)) {
          const members = await membersOf(tx, draw.name, one, row, house.clock.now())
          const strata = Object.entries(strataOf(one)).map(([key, title]) => ({
            ...{ name: key, title, there: weighted(members, key).length },
          }))
          pools.push({ name: called, title: one.title, strata, excluded: reasonsOf(members) })
        }
        return { title: String(row[draw.for.naming]), pools }
      })
    },
  }),
  defineRoute('POST /api/draws/{name}', {
    says: '封存抽取池',
    right: personOnPart('draw', 'seal'),
    each: stands('seal', '封存抽取池'),
    refuses: [
      ...[faults['no-such-draw'], identityFaults['not-granted'], faults['no-such-occasion'], faults['sealed-already']],
      ...[faults['drawn-already'], faults['wrong-places'], faults['too-few'], faults['wrong-weight'], faults.doubled],
    ],
    takes: {
      params: named,
      body: z.strictObject({
        occasion: z.uuid().describe('为哪件事项抽取'),
        commitment: hex.meta({ description: '密数的 SHA-256，密数由抽取的人自己保管', examples: ['0'.repeat(64)] }),
        places: z
          .array(
            z.strictObject({ pool: z.string().max(80), stratum: z.string().max(80), take: z.int().min(0).max(1000) }),
          )
          .min(1)
          .max(200)
          .describe('每一类抽几名'),
        again: words({ min: 4, max: 500 }).optional().describe('以前抽取过的，写明为什么再抽'),
      }),
    },
    answers: made,
    status: 201,
    does: async ({ house, by, params: { name }, body }) => {
      const draw = drawNamed(house, name, by, 'seal')
      const at = house.clock.now()
      return { id: await house.database.write({ all: 'on' }, (tx) => seal(tx, draw, body, { actor: by, at })) }
    },
  }),
  defineRoute('GET /api/draws/{name}/{id}', {
    says: '一次抽取',
    right: onPart('draw', 'read'),
    each: stands('read', '一次抽取'),
    refuses: [faults['no-such-draw'], identityFaults['not-granted']],
    takes: { params: one },
    answers: drawFace,
    does: async ({ house, by, params: { name, id } }) => {
      const draw = drawNamed(house, name, by, 'read')
      return drawWhole(house, draw, await drawFor(house, draw, id, by), by)
    },
  }),
  defineRoute('POST /api/draws/{name}/{id}/reveal', {
    says: '揭示并抽取',
    right: personOnPart('draw', 'reveal'),
    each: stands('reveal', '揭示并抽取'),
    refuses: [
      ...[faults['no-such-draw'], identityFaults['not-granted'], faults['not-sealed'], faults['wrong-secret']],
      faults['not-yet-final'],
    ],
    takes: {
      params: one,
      body: z.strictObject({ secret: hex.meta({ description: '封存时承诺的密数', examples: ['0'.repeat(64)] }) }),
    },
    status: 204,
    does: async ({ house, by, params: { name, id }, body: { secret } }) => {
      const draw = drawNamed(house, name, by, 'reveal')
      const at = house.clock.now()
      await house.database.write({ all: 'on' }, (tx) => reveal(tx, draw, id, secret, { actor: by, at }))
    },
  }),
  defineRoute('POST /api/draws/{name}/{id}/replace', {
    says: '一席换人，其余不动',
    right: personOnPart('draw', 'replace'),
    each: stands('replace', '一席换人，其余不动'),
    refuses: [
      ...[faults['no-such-draw'], identityFaults['not-granted'], faults['no-such-place'], faults['nobody-left']],
    ],
    takes: {
      params: one,
      body: z.strictObject({
        ...{ pool: z.string().max(80), stratum: z.string().max(80), place: z.int().min(1).max(1000) },
        reason: words({ min: 4, max: 500 }).describe('为什么换人；会公开'),
      }),
    },
    status: 204,
    does: async ({ house, by, params: { name, id }, body }) => {
      const draw = drawNamed(house, name, by, 'replace')
      const at = house.clock.now()
      await house.database.write({ all: 'on' }, (tx) => replace(tx, draw, id, body, { actor: by, at }))
    },
  }),
  defineRoute('GET /api/draws/{name}/{id}/file', {
    says: '可以离线核验的结果文件',
    right: onPart('draw', 'read'),
    each: stands('read', '可以离线核验的结果文件'),
    refuses: [faults['no-such-draw'], identityFaults['not-granted'], faults['not-sealed']],
    takes: { params: one },
    sends: 'application/json',
    does: async ({ house, by, params: { name, id }, reply }) => {
      const draw = drawNamed(house, name, by, 'read')
      const file = await fileOf(house, draw, await drawFor(house, draw, id, by), by)
      return reply
        .header('content-disposition', attachment(`draw-${id}.json`))
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(file))
    },
  }),
]
