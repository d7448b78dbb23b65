import * as z from 'zod'
import { defineRoute } from '#kernel/engine'
import { person } from '#engines/identity/run'
import { fileFaults } from '#kernel/file'
import { fileFace } from '#engines/front'
import { bring, bringingTo } from './bring.ts'
import { faults } from './faults.ts'
import { answerAsk, askedWith } from './lend.ts'

const coded = z.object({
  code: z.string().max(64).describe('自助机屏幕上二维码里的码'),
})

/** The machine that asks, and the numbers among which is the one on its screen. */
export const askedFace = z.object({ called: z.string(), numbers: z.array(z.int()) })

/** What somebody's telephone answers a machine. */
export const telephoneRoutes = [
  defineRoute('GET /api/kiosk-asks/{code}', {
    says: '哪一台自助机请您登录',
    right: person,
    perMinute: 30,
    refuses: [faults['no-such-ask']],
    takes: { params: coded },
    answers: askedFace,
    does: ({ house, params }) => askedWith(house, params.code),
  }),
  defineRoute('POST /api/kiosk-asks/{code}', {
    says: '让这台自助机以您的身份办事，或者不让',
    right: person,
    perMinute: 30,
    refuses: [faults['no-such-ask'], faults['wrong-number']],
    takes: {
      params: coded,
      body: z.strictObject({ number: z.int().min(10).max(99).nullable().describe('机器上显示的数字；空值是不让') }),
    },
    status: 204,
    does: async ({ house, by, params, body, reply }) => {
      await answerAsk(house, by, params.code, body)
      return reply.status(204).send()
    },
  }),
  defineRoute('GET /api/kiosk-papers/{code}', {
    says: '哪一台自助机等您传材料',
    right: person,
    perMinute: 30,
    refuses: [faults['no-such-bringing']],
    takes: { params: coded },
    answers: z.object({ called: z.string() }),
    does: ({ house, by, params }) => bringingTo(house, by, params.code),
  }),
  defineRoute('POST /api/kiosk-papers/{code}', {
    says: '把传上来的材料交给自助机',
    right: person,
    perMinute: 30,
    refuses: [faults['no-such-bringing'], fileFaults['not-uploaded']],
    takes: { params: coded, body: z.strictObject({ files: z.array(fileFace).min(1).max(10) }) },
    status: 204,
    does: async ({ house, by, params, body, reply }) => {
      await bring(house, by, params.code, body.files)
      return reply.status(204).send()
    },
  }),
]
