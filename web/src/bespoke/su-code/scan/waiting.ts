import { ask, device } from './device.ts'
import { onDevice } from './on-device.ts'

/** A scan that the device decided by itself, under the registration that it had then. */
interface Waiting {
  code: string
  at: string
  agency: string
  purpose: string
}

interface Queue {
  waiting: Waiting[]
  /** What the city did not take, with its sentence; the newest first. */
  refused: { at: string; says: string }[]
}

/** Scans without a network, until the city has taken them. */
export const queue = onDevice<Queue>('scanner-queue', { waiting: [], refused: [] })

/** More than this is not kept: then the device takes nothing until it has a network. */
export const mostWaiting = 500
/** The city takes so many at once. */
const part = 100
const mostRefused = 500
const otherwise = '扫码以后本设备改登记了单位或用途，不能用现在的登记补传，这一条没有入册。'
let handing = false

/** Keeps a scan for later. */
export const keepScan = (scan: Waiting) => queue.set({ ...queue.now(), waiting: [...queue.now().waiting, scan] })

/** Takes scans off the queue. @param says why the city did not take a scan; nothing where it did */
function settle(scans: readonly Waiting[], says: (at: number) => string | undefined) {
  const settled = new Set(scans.map(({ code, at }) => `${at} ${code}`))
  const refused = scans.flatMap(({ at }, i) => {
    const why = says(i)
    return why ? [{ at, says: why }] : []
  })
  queue.set({
    waiting: queue.now().waiting.filter(({ code, at }) => !settled.has(`${at} ${code}`)),
    refused: [...refused.toReversed(), ...queue.now().refused].slice(0, mostRefused),
  })
}

/** Hands in what waits, in parts; sent twice, the city counts it once. @throws Refusal */
export async function handIn(): Promise<void> {
  const self = device.now()?.self
  if (handing || !self) return
  handing = true
  try {
    const fits = ({ agency, purpose }: Waiting) => agency === self.agency && purpose === self.purpose.name
    const foreign = queue.now().waiting.filter((scan) => !fits(scan))
    if (foreign.length > 0) settle(foreign, () => otherwise)
    for (let scans = queue.now().waiting.slice(0, part); scans.length > 0; scans = queue.now().waiting.slice(0, part)) {
      const { rows } = await ask<{ rows: { taken: boolean; says?: string }[] }>('POST', '/code/scans/late', {
        scans: scans.map(({ code, at }) => ({ code, at })),
      })
      settle(scans, (i) => (rows[i]?.taken ? undefined : rows[i]?.says))
    }
  } finally {
    handing = false
  }
}
