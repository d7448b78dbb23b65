import * as z from 'zod'
import { defineRoute, instant, made, type House } from '#kernel/engine'
import { keyed } from '#kernel/http'
import type { Actor } from '#engines/identity'
import { anyone, onPart, personOnPart, reachOf } from '#engines/identity/run'
import { askBulletin, bulletinNamed } from './compose.ts'
import { registerFaults } from '#engines/register/run'
import { faults } from './faults.ts'
import type { Indicator } from './index.ts'
import { historyOf, readIndicator, rowsBehind, withdrawnIndicator } from './read.ts'

const oneMonth = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ description: '月份，年-月', examples: ['2024-11'] })
const month = oneMonth.optional().describe('只数这个月的，年-月')
const place = (says: string) => z.string().max(80).optional().describe(says)
const params = z.object({ name: z.string().max(80).describe('指标或通报的名字') })
const within = z.uuid().optional().describe('只数属于这一项的')
const number = z.number().nullable()

/** An indicator as its page shows it. */
export const indicatorFace = z.object({
  ...{ name: z.string(), title: z.string(), unit: z.string(), says: z.string(), formula: z.string() },
  of: z.object({ kind: z.string(), name: z.string(), title: z.string() }),
  ...{ flow: z.boolean(), counted: z.string(), number, withdrawn: z.boolean() },
})
/** One that nobody declares any more: its name, and the last number that was counted. */
const withdrawn = z.object({
  ...{ name: z.string(), title: z.string(), unit: z.string(), number, at: instant, withdrawn: z.literal(true) },
  lines: z.array(z.never()),
})
const line = z.object({ key: z.string().nullable(), number, value: z.number(), among: z.number() })

const faceOf = ({ name, title, unit, says, formula, of, on, counted }: Indicator) => ({
  ...{ name, title, unit, says, formula, counted },
  of: { kind: of.kind, name: of.name, title: of.title },
  flow: on !== undefined,
})

/** An indicator that somebody may read. @throws indicator/not-found */
function indicatorNamed(house: House, name: string, actor: Actor): Indicator {
  const found = house.parts<Indicator>('indicator').get(name)
  if (!found || reachOf(actor, found, 'read').size === 0) throw faults['not-found']({ name })
  return found
}

/** Indicators over HTTP: which there are, how they read, their months, the rows behind them; and bulletins asked for. */
export const routes = [
  defineRoute('GET /api/indicators', {
    says: '指标',
    right: anyone,
    takes: { query: z.strictObject({ within, month }) },
    answers: z.array(indicatorFace),
    does: ({ house, by, query }) => {
      const seen = [...house.parts<Indicator>('indicator').values()].filter((one) => reachOf(by, one, 'read').size > 0)
      return Promise.all(
        seen.map(async (one) => {
          const [all] = await readIndicator(house.database, one, by, query)
          return { ...faceOf(one), number: all?.number ?? null, withdrawn: false }
        }),
      )
    },
  }),
  defineRoute('GET /api/indicators/{name}', {
    says: '一个指标',
    right: onPart('indicator', 'read'),
    refuses: [faults['not-found']],
    takes: {
      params,
      query: z.strictObject({
        per: z.enum(['agency', 'region']).optional().describe('按单位或地区分开'),
        within,
        month,
      }),
    },
    answers: z.union([withdrawn, indicatorFace.extend({ lines: z.array(line) })]),
    does: async ({ house, by, params: { name }, query }) => {
      const { database } = house
      const gone = await withdrawnIndicator(database, name, by, query.within)
      if (gone) return { ...gone, withdrawn: true as const, lines: [] }
      const found = indicatorNamed(house, name, by)
      const lines = await readIndicator(database, found, by, query)
      const [all] = query.per ? await readIndicator(database, found, by, { ...query, per: undefined }) : lines
      return { ...faceOf(found), number: all?.number ?? null, withdrawn: false, lines }
    },
  }),
  defineRoute('GET /api/indicators/{name}/history', {
    says: '一个指标的历月',
    right: onPart('indicator', 'read'),
    refuses: [faults['not-found']],
    takes: { params, query: z.strictObject({ within }) },
    answers: z.array(z.object({ month: z.string(), number })),
    does: ({ house, by, params, query }) =>
      historyOf(house.database, indicatorNamed(house, params.name, by), by, query.within),
  }),
  defineRoute('GET /api/indicators/{name}/rows', {
    says: '数字背后的记录',
    right: onPart('indicator', 'read'),
    refuses: [faults['not-found']],
    takes: {
      params,
      query: z.strictObject({
        agency: place('只要这个单位的'),
        region: place('只要这个地区的'),
        within,
        month,
        after: z.uuid().optional().describe('从哪里接着读：上一页答复里的 next'),
      }),
    },
    answers: z.object({
      rows: z.array(z.object({ id: z.uuid(), value: z.number(), title: z.string(), path: z.string() })),
      next: z.uuid().nullable(),
    }),
    does: ({ house, by, params, query }) =>
      rowsBehind(house.database, indicatorNamed(house, params.name, by), by, query),
  }),
  defineRoute('POST /api/bulletins/{name}', {
    says: '起草通报',
    right: personOnPart('bulletin', 'compose'),
    refuses: [faults['no-such-bulletin'], registerFaults['not-found']],
    takes: { params, headers: keyed, body: z.strictObject({ about: z.uuid(), month: oneMonth }) },
    answers: made,
    status: 202,
    does: async ({ house, by, params, headers, body }) => ({
      id: await askBulletin(house, bulletinNamed(house, params.name), body, by, headers['idempotency-key']),
    }),
  }),
]
