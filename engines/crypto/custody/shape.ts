import * as z from 'zod'
import { bytes, instant } from '#kernel/engine'
import { choice, integer } from '#kernel/field'
import { agency } from '#engines/identity'
import { algorithmWords, authorityRoles, certifyingWords, doomWords, purposes, standings } from './words.ts'
import { verbs, versionStates } from './words.ts'

const named = { id: z.uuid(), agency: agency('单位'), name: z.string() }
const held = {
  ...{ tokenAt: instant.nullable(), stoppedAt: instant.nullable(), at: instant },
  ...{ dailyCalls: z.int(), dailyBytes: bytes('每日数据量', z.number()) },
}
const used = { calls: z.number(), refused: z.number(), bytes: bytes('数据量', z.number()) }
const verb = choice('用途', verbs)

/** Whether an application runs, in words that say what follows. */
const running = (stopped: string) => choice('状态', { runs: '在用', stopped })

/** An application with what today came to. */
export const applicationFace = z.object({
  ...named,
  ...held,
  ...used,
  keys: z.int(),
  standing: running('已停用'),
})

/** A key and its versions, the newest first; public halves as PEM. */
export const keyFace = z.object({
  ...{ id: z.uuid(), name: z.string(), version: z.int(), at: instant },
  ...{ purpose: choice('用途', purposes), algorithm: choice('算法', algorithmWords) },
  versions: z.array(
    z.object({
      ...{ version: integer('版本', { unit: '版' }), state: choice('状态', versionStates), at: instant },
      retiredAt: instant.nullable(),
      ...{ doomedBy: z.uuid().nullable(), doomedAt: instant.nullable(), destroyedAt: instant.nullable() },
      doom: choice('销毁', doomWords).nullable(),
      publicKey: z.string().nullable(),
    }),
  ),
})

/** One application whole: its keys, its use by day, its last uses, and what the reader may do. */
export const applicationWhole = z.object({
  ...named,
  ...held,
  standing: running('已停用，所有请求都被拒绝。要再用，请密码主管恢复，再换发令牌'),
  since: z.iso.date(),
  keys: z.array(keyFace),
  days: z.array(
    z.object({ day: z.iso.date(), verb, key: z.string().nullable(), keyName: z.string().nullable(), ...used }),
  ),
  uses: z.array(
    z.object({
      ...{ id: z.uuid(), key: z.string().nullable(), keyName: z.string().nullable(), verb, at: instant },
      ...{ version: integer('版本', { unit: '版' }).nullable(), bytes: bytes('数据量', z.number()) },
      ...{ outcome: z.string(), why: z.string().nullable() },
    }),
  ),
  may: z.array(z.string()),
})

/** A certificate of the city's own authorities. */
export const authorityFace = z.object({
  algorithm: choice('算法', certifyingWords),
  role: choice('证书', authorityRoles),
  certificate: z.string(),
})

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
  ...{ id: z.uuid(), application: z.uuid(), applicationName: z.string().nullable(), agency: agency('单位') },
  ...{ algorithm: choice('算法', certifyingWords), ...decided, from: instant.nullable(), until: instant.nullable() },
  /** As of now: what is issued may be over. */
  standing: choice('状态', standings),
  /** The reason in words. */
  why: z.string().nullable(),
})
