import * as z from 'zod'
import { dayOf, plusDays } from '#kernel/clock'
import { defineRoute, instant, nextOf, rowsOf } from '#kernel/engine'
import { handOf, scanner } from './asker.ts'
import { dayKeys, keepDays, rootOf } from './keys.ts'
import { after, from, one } from './page.ts'
import { scansOf } from './record.ts'
import { collect, takeLate, takeScan } from './scan.ts'
import { faults } from './faults.ts'

const text = z.string().max(500)
/** A scanner that was long without a network sends what it has in parts. */
const mostLate = 100

const scanFace = z.object({
  ...{ id: z.uuid(), kind: z.enum(['person', 'organisation']), state: z.enum(['asked', 'given', 'refused', 'over']) },
  until: instant.optional(),
  facts: z.array(z.object({ title: z.string(), says: z.string() })).optional(),
})

/** The devices that read codes. */
export const scannerRoutes = [
  defineRoute('GET /api/code/scanner', {
    says: '设备自己的用途与当日密钥',
    right: scanner,
    answers: z.object({
      ...{ id: z.uuid(), name: z.string(), agency: z.string(), now: instant, root: z.string() },
      purpose: z.looseObject({ name: z.string(), title: z.string(), gives: z.array(z.string()) }),
      keys: z.array(z.looseObject({ day: z.string() })),
    }),
    does: async ({ house, by: { purpose, ...mine } }) => {
      const hand = handOf(house)
      const now = house.clock.now()
      await keepDays(hand, now)
      const today = dayOf(now)
      return {
        ...{ id: mine.id, name: mine.name, agency: mine.agency, now },
        purpose: { ...purpose, gives: purpose.gives.map(({ title }) => title) },
        root: (await rootOf(hand, now)).publicKey.toString('base64'),
        keys: (await dayKeys(house.database, today, plusDays(today, 1))).map((key) => ({ ...key })),
      }
    },
  }),
  defineRoute('POST /api/code/scans', {
    says: '核验一个码',
    right: scanner,
    refuses: [
      faults['not-a-code'],
      faults['not-yet'],
      faults['expired'],
      faults['key-not-known'],
      faults['signature-not-valid'],
      faults['used-already'],
      faults['holder-gone'],
      faults['holder-not-checked'],
    ],
    takes: { body: z.strictObject({ code: text }) },
    answers: scanFace,
    status: 201,
    does: ({ house, by, body }) => takeScan(handOf(house), by, body.code, house.clock.now()),
  }),
  defineRoute('GET /api/code/scans/{id}', {
    says: '一次核验的结果',
    right: scanner,
    refuses: [faults['no-such-scan']],
    takes: { params: one },
    answers: scanFace,
    does: ({ house, by, params }) => collect(handOf(house), by, params.id, house.clock.now()),
  }),
  defineRoute('POST /api/code/scans/late', {
    says: '补传离线核验',
    right: scanner,
    takes: {
      body: z.strictObject({
        scans: z
          .array(z.strictObject({ code: text, at: z.iso.datetime({ offset: true }) }))
          .min(1)
          .max(mostLate),
      }),
    },
    answers: rowsOf(z.object({ taken: z.boolean(), code: z.string().optional(), says: z.string().optional() })),
    does: async ({ house, by, body }) => {
      const scans = body.scans.map((scan) => ({ ...scan, at: new Date(scan.at) }))
      return { rows: await takeLate(handOf(house), by, scans, house.clock.now()) }
    },
  }),
  defineRoute('GET /api/code/scans', {
    says: '设备自己的核验记录',
    right: scanner,
    takes: { query: from },
    answers: nextOf(
      z.object({
        ...{
          id: z.uuid(),
          at: instant,
          purpose: z.string(),
          kind: z.string(),
          offline: z.boolean(),
          state: z.string(),
        },
      }),
    ),
    does: async ({ house, by, query }) => {
      const rows = await scansOf(house.database, { agency: by.agency }, by.id, query.after, house.clock.now())
      return { rows, next: after(rows) }
    },
  }),
]
