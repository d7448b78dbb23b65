import * as z from 'zod'
import { defineRoute, instant, nextOf, rowsOf } from '#kernel/engine'
import { ownerOf } from '#engines/identity/run'
import { codeOf, handOf, holding } from './asker.ts'
import { cardsOf } from './cards.ts'
import { everySeconds, livesSeconds, type Code } from './index.ts'
import { mintCodes } from './mint.ts'
import { after, from, one } from './page.ts'
import { asksOf, lastScanOf, recordOf } from './record.ts'
import { answerAsk } from './scan.ts'
import { faults } from './faults.ts'

const shows = holding('show', '出示')
const ownerIn = ({ actor }: { actor: Parameters<typeof ownerOf>[0] }) => ownerOf(actor) as string

/** A purpose as a person reads it; one that the city has given up has its name left. */
function inWords(code: Code, purpose: string) {
  const found = code.purposes.find(({ name }) => name === purpose)
  return {
    title: found?.title ?? purpose,
    basis: found?.basis ?? '',
    gives: (found?.gives ?? []).map((fact) => fact.title),
  }
}
const words = { title: z.string(), basis: z.string(), gives: z.array(z.string()) }
const where = { id: z.uuid(), purpose: z.string(), agency: z.string(), place: z.string() }

/** The person with the phone: codes to show, what is asked, what was told to whom. */
export const holderRoutes = [
  defineRoute('POST /api/code/codes', {
    says: '取要出示的码',
    right: shows,
    answers: z.object({
      ...{ now: instant, every: z.int(), lives: z.int(), as: z.string() },
      codes: z.array(z.object({ from: instant, text: z.string() })),
    }),
    does: async ({ house, by: { actor } }) => {
      const now = house.clock.now()
      const codes = await mintCodes(handOf(house), now, actor)
      return { now, every: everySeconds, lives: livesSeconds, as: actor.behalf?.name ?? actor.name, codes }
    },
  }),
  defineRoute('GET /api/code/asks', {
    says: '等自己答复的询问',
    right: shows,
    answers: z.object({
      now: instant,
      scanned: z.uuid().nullable(),
      rows: z.array(z.object({ ...where, ...words, until: instant })),
    }),
    does: async ({ house, by }) => {
      const owner = ownerIn(by)
      const now = house.clock.now()
      const [rows, scanned] = await Promise.all([
        asksOf(house.database, owner, now),
        lastScanOf(house.database, owner, now),
      ])
      return { now, scanned, rows: rows.map((ask) => ({ ...ask, ...inWords(codeOf(house), ask.purpose) })) }
    },
  }),
  defineRoute('POST /api/code/asks/{id}', {
    says: '答复询问',
    right: shows,
    refuses: [faults['no-such-scan'], faults['ask-over']],
    takes: { params: one, body: z.strictObject({ gives: z.boolean() }) },
    status: 204,
    does: ({ house: { database, clock }, by, params, body }) =>
      database.write({ all: 'on' }, (tx) => answerAsk(tx, by.actor, params.id, body.gives, clock.now())),
  }),
  defineRoute('GET /api/code/record', {
    says: '亮码记录',
    right: shows,
    takes: { query: from },
    answers: nextOf(
      z.object({
        ...{ ...where, ...words, at: instant, offline: z.boolean(), gave: z.array(z.string()).nullable() },
        ...{ by: z.string().nullable(), forAnother: z.boolean(), state: z.string() },
      }),
    ),
    does: async ({ house, by, query }) => {
      const rows = await recordOf(house.database, ownerIn(by), query.after, house.clock.now())
      return { rows: rows.map((row) => ({ ...row, ...inWords(codeOf(house), row.purpose) })), next: after(rows) }
    },
  }),
  defineRoute('GET /api/code/cards', {
    says: '码上的卡证',
    right: shows,
    answers: rowsOf(
      z.object({
        ...{ id: z.uuid(), kind: z.string(), agency: z.string(), until: z.string(), number: z.string() },
        title: z.string(),
      }),
    ),
    does: async ({ house, by }) => {
      const { database, keeper } = handOf(house)
      const rows = await cardsOf(database, keeper, ownerIn(by))
      const title = (kind: string) => codeOf(house).cards.find(({ name }) => name === kind)?.title ?? kind
      return { rows: rows.map((card) => ({ ...card, title: title(card.kind) })) }
    },
  }),
]
