import * as z from 'zod'
import { instant } from '#kernel/engine'

const named = { id: z.uuid(), agency: z.string(), name: z.string() }
const held = {
  ...{ tokenAt: instant.nullable(), stoppedAt: instant.nullable(), at: instant },
  ...{ dailyCalls: z.int(), dailyBytes: z.number() },
}
const used = { calls: z.number(), refused: z.number(), bytes: z.number() }

/** An application with what today came to. */
export const applicationFace = z.object({ ...named, ...held, ...used, keys: z.int() })

/** A key and its versions, the newest first; public halves as PEM. */
export const keyFace = z.object({
  ...{ id: z.uuid(), name: z.string(), purpose: z.string(), algorithm: z.string(), version: z.int(), at: instant },
  versions: z.array(
    z.object({
      ...{ version: z.int(), state: z.string(), at: instant, retiredAt: instant.nullable() },
      ...{ doomedBy: z.uuid().nullable(), doomedAt: instant.nullable(), destroyedAt: instant.nullable() },
      publicKey: z.string().nullable(),
    }),
  ),
})

/** One application whole: its keys, its use by day, its last uses, and what the reader may do. */
export const applicationWhole = z.object({
  ...named,
  ...held,
  since: z.iso.date(),
  keys: z.array(keyFace),
  days: z.array(z.object({ day: z.iso.date(), verb: z.string(), key: z.string().nullable(), ...used })),
  uses: z.array(
    z.object({
      ...{ id: z.uuid(), key: z.string().nullable(), version: z.int().nullable(), verb: z.string() },
      ...{ bytes: z.number(), outcome: z.string(), at: instant, why: z.string().nullable() },
    }),
  ),
  may: z.array(z.string()),
})

/** A certificate of the city's own authorities. */
export const authorityFace = z.object({ algorithm: z.string(), role: z.string(), certificate: z.string() })

const decided = {
  ...{ state: z.string(), subject: z.string(), serial: z.string().nullable(), reason: z.string().nullable() },
  ...{ at: instant, decidedAt: instant.nullable(), revokedAt: instant.nullable() },
}

/** How an application's own request stands. */
export const requestFace = z
  .object({ id: z.uuid(), state: z.string(), subject: z.string() })
  .extend(z.object({ ...decided, certificate: z.string().nullable() }).partial().shape)

/** A request or certificate as its officers see it. */
export const certificateFace = z.object({
  ...{ id: z.uuid(), application: z.uuid(), applicationName: z.string().nullable(), agency: z.string() },
  ...{ algorithm: z.string(), ...decided, from: instant.nullable(), until: instant.nullable() },
})
