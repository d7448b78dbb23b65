import * as z from 'zod'
import { defineRoute, instant, rowsOf, type House } from '#kernel/engine'
import { fileFace } from '#engines/front'
import { choice } from '#kernel/field'
import { anyone, keepToken } from '#engines/identity/run'
import { atMachine, keepMachine, machine } from './at-machine.ts'
import { faults } from './faults.ts'
import { askFor, takeGiven } from './lend.ts'
import { beginBringing, broughtSoFar } from './bring.ts'
import { beat, install, standsAt, tell, type Machine } from './machine.ts'
import { notePrint, printed } from './print.ts'
import { sealFaults } from '#engines/seal/run'
import { registerFaults } from '#engines/register/run'

/** What can be wrong with a machine, as whoever stands in front of it sees it. */
const troubles = { paper: '没有纸了', jam: '卡纸、打不出来', screen: '屏幕点不动', other: '别的毛病' } as const

/** A machine as it knows itself. */
export const machineFace = z.object({
  ...{ id: z.uuid(), called: z.string(), title: z.string(), says: z.string() },
  /** Seconds after which who is signed in is signed out where nobody touches the screen, and in any case. */
  ...{ idle: z.int(), whole: z.int() },
  /** What can be reported of it: the word → what it is called. */
  troubles: z.record(z.string(), z.string()),
  /** The register that says what can be done here, and what of each was tried. */
  ...{ offers: z.string(), row: z.record(z.string(), z.unknown()) },
})

/** What a machine shows to whoever is to lend it a session: the code to be read, and two digits. */
export const askFace = z.object({ id: z.uuid(), code: z.string(), number: z.int(), until: instant })

/** The code by which files come to a machine from a telephone. */
export const bringingFace = z.object({ id: z.uuid(), code: z.string(), until: instant })

async function faceOf(house: House, of: Machine): Promise<z.infer<typeof machineFace>> {
  const { of: kiosks, row, called } = await standsAt(house, of)
  const { title, says, lent, into } = kiosks
  return { ...{ id: of.id, called, title, says, ...lent }, troubles, offers: into.name, row }
}

/** What a machine asks of the city. */
export const machineRoutes = [
  defineRoute('POST /api/kiosk', {
    says: '凭安装码安装成自助机',
    right: anyone,
    perMinute: 10,
    refuses: [faults['wrong-code']],
    takes: {
      body: z.strictObject({
        code: z
          .string()
          .regex(/^\d{8}$/)
          .meta({ description: '安装码', examples: ['20241120'] }),
      }),
    },
    answers: machineFace,
    does: async ({ house, body, reply }) => {
      const made = await house.database.write({ all: 'on' }, (tx) => install(tx, house.clock.now(), body.code))
      keepMachine(house, reply, made.token)
      return faceOf(house, made)
    },
  }),
  defineRoute('GET /api/kiosk', {
    says: '这台自助机',
    right: machine,
    answers: machineFace,
    does: ({ house, by }) => faceOf(house, by),
  }),
  defineRoute('POST /api/kiosk/beats', {
    says: '自助机报平安',
    right: machine,
    takes: { body: z.strictObject({ version: z.string().max(40).describe('页面的版本') }) },
    answers: z.object({ now: instant }),
    does: async ({ house, by, body }) => {
      const now = house.clock.now()
      await beat(house.database, by, body.version, now)
      return { now }
    },
  }),
  defineRoute('POST /api/kiosk/asks', {
    says: '请人用手机登录',
    right: machine,
    answers: askFace,
    status: 201,
    does: ({ house, by }) => askFor(house.database, by, house.clock.now()),
  }),
  defineRoute('POST /api/kiosk/asks/{id}/session', {
    says: '登录好了没有；好了就登录',
    right: machine,
    refuses: [faults['no-such-ask']],
    takes: { params: z.object({ id: z.uuid().describe('这一次请求的编号') }) },
    answers: z.object({ state: z.enum(['open', 'given', 'refused']) }),
    does: async ({ house, by, params, reply }) => {
      const taken = await takeGiven(house, by, params.id)
      if (taken.token) keepToken(house, reply, taken.token)
      return { state: taken.state }
    },
  }),
  defineRoute('POST /api/kiosk/papers', {
    says: '请本人用手机传材料',
    right: atMachine,
    answers: bringingFace,
    status: 201,
    does: ({ house, by }) => beginBringing(house, by.machine, by.person),
  }),
  defineRoute('GET /api/kiosk/papers/{id}', {
    says: '手机传来的材料',
    right: atMachine,
    refuses: [faults['no-such-bringing']],
    takes: { params: z.object({ id: z.uuid().describe('这一次的编号') }) },
    answers: rowsOf(fileFace),
    does: async ({ house, by, params }) => ({ rows: await broughtSoFar(house, by.machine, by.person, params.id) }),
  }),
  defineRoute('POST /api/kiosk/prints', {
    says: '打印本人的一份文书',
    right: atMachine,
    refuses: [
      sealFaults['no-such-part'],
      sealFaults['no-such-paper'],
      registerFaults['not-found'],
      faults['printed-enough'],
    ],
    takes: {
      body: z.strictObject({
        paper: z.string().max(80).describe('哪一种文书'),
        record: z.uuid().describe('哪一行的'),
      }),
    },
    answers: z.object({ id: z.uuid(), title: z.string(), edition: z.int() }),
    status: 201,
    does: ({ house, by, body }) => notePrint(house, by.machine, by.person, body),
  }),
  defineRoute('GET /api/kiosk/prints/{id}', {
    says: '要打印的文书',
    right: atMachine,
    refuses: [
      faults['no-such-print'],
      sealFaults['no-such-paper'],
      sealFaults['paper-ended'],
      sealFaults['seal-ended'],
    ],
    takes: { params: z.object({ id: z.uuid().describe('这次打印的编号') }) },
    sends: 'application/pdf',
    does: async ({ house, by, params, reply }) =>
      reply
        // The machine's own page prints it from a frame; nobody else's page holds it.
        .header('content-security-policy', "frame-ancestors 'self'")
        .header('content-disposition', 'inline')
        .type('application/pdf')
        .send(await printed(house, by.machine, by.person, params.id)),
  }),
  defineRoute('POST /api/kiosk/troubles', {
    says: '报修',
    right: machine,
    perMinute: 6,
    takes: { body: z.strictObject({ what: choice('什么毛病', troubles) }) },
    status: 204,
    does: async ({ house, by, body, reply }) => {
      await house.database.write({ all: 'on' }, (tx) =>
        tell(tx, 'reported', by, 'platform', house.clock.now(), { what: troubles[body.what as keyof typeof troubles] }),
      )
      return reply.status(204).send()
    },
  }),
]
