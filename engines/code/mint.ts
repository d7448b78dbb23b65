import { dayOf } from '#kernel/clock'
import { open, seal } from '#engines/crypto'
import { ownerOf } from '#engines/identity/run'
import type { Actor } from '#engines/identity'
import { everySeconds, type ReadCode } from './index.ts'
import { keepDays, openDay, type CodeHouse, type DayInHand } from './keys.ts'
import { codeText, headerOf } from './token.ts'

/** How many codes a phone takes with it: three minutes without a network. */
const slots = 12
const slotMs = everySeconds * 1000
const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const idFrom = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Whose code it is, and who holds the phone: another only where somebody shows an organisation's or a relative's. */
export interface Holder {
  holder: string
  person: string
}

/**
 * The codes of the next three minutes, one a slot. Each is new: the sealed holder differs every time, and whoever does
 * not hold the day's sealing key finds nothing that two of them have in common but the day.
 */
export async function mintCodes(house: CodeHouse, now: Date, actor: Actor & { person: string }) {
  await keepDays(house, now)
  const holder = ownerOf(actor) as string
  const kind: ReadCode['kind'] = actor.behalf?.kind ?? 'person'
  const first = Math.floor(now.getTime() / slotMs) * slotMs
  const starts = Array.from({ length: slots }, (_, i) => first + i * slotMs)
  const days = new Map(
    await Promise.all(
      [...new Set(starts.map((from) => dayOf(new Date(from))))].map(async (name) => {
        const day = await openDay(house, name)
        return [name, { id: day?.key.id, sealing: day?.sealing, sign: await day?.signer() }] as const
      }),
    ),
  )
  const plain = Buffer.concat([bytesOf(holder), bytesOf(actor.person)])
  return starts.flatMap((from) => {
    const { id, sealing, sign } = days.get(dayOf(new Date(from))) ?? {}
    if (!id || !sealing || !sign) return []
    const header = headerOf(kind, Buffer.from(id, 'hex'), from)
    const signed = Buffer.concat([header, seal('sm4-gcm', sealing, plain, { aad: header })])
    return [{ from: new Date(from), text: codeText(signed, sign(signed)) }]
  })
}

/** Whose code it is; nothing where the day's sealing key is gone. @throws crypto/not-opened */
export function holderOf({ sealing }: DayInHand, code: ReadCode): Holder | undefined {
  if (!sealing) return undefined
  const plain = open('sm4-gcm', sealing, code.sealed, { aad: code.header })
  return { holder: idFrom(plain.subarray(0, 16)), person: idFrom(plain.subarray(16)) }
}
