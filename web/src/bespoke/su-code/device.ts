import { askAs } from '../../shell/api.ts'

/** What this device is, and what it takes along for the time without a network. */
export interface Kept {
  token: string
  name: string
  purpose: { name: string; title: string; consent: 'asked' | 'shown'; gives: string[] }
  root: string
  keys: { id: string; day: string; publicKey: string; signature: string }[]
  /** How far the server's clock is ahead, in milliseconds. */
  ahead: number
}

/** A scan that was made without a network and not yet handed in. */
export interface Waiting {
  code: string
  at: string
}

const slots = { device: 'scanner', waiting: 'scanner:waiting' }
/** More would be days without a network: then the device says so. */
export const mostWaiting = 500

function read<Value>(slot: string): Value | undefined {
  try {
    const words = localStorage.getItem(slot)
    return words ? (JSON.parse(words) as Value) : undefined
  } catch {
    return undefined
  }
}

export const keptDevice = () => read<Kept>(slots.device)
export const keepDevice = (device: Kept) => localStorage.setItem(slots.device, JSON.stringify(device))
export const forgetDevice = () => localStorage.removeItem(slots.device)
export const waitingScans = () => read<Waiting[]>(slots.waiting) ?? []
export const keepWaiting = (scans: readonly Waiting[]) => localStorage.setItem(slots.waiting, JSON.stringify(scans))

/** Asks who this device is, and takes the keys of today and tomorrow along. @throws Refusal */
export async function renewDevice(token: string): Promise<Kept> {
  const { now, ...self } = await askAs<Omit<Kept, 'token' | 'ahead'> & { now: string }>(token, 'GET', '/code/scanner')
  const device = { ...self, token, ahead: Date.parse(now) - Date.now() }
  keepDevice(device)
  return device
}

/** Hands in what was scanned without a network. @returns what was not taken, each with the reason */
export async function handIn(token: string): Promise<{ at: string; says: string }[]> {
  const refused: { at: string; says: string }[] = []
  for (let scans = waitingScans(); scans.length > 0; scans = waitingScans()) {
    const part = scans.slice(0, 100)
    const { rows } = await askAs<{ rows: { taken: boolean; says?: string }[] }>(token, 'POST', '/code/scans/late', {
      scans: part,
    })
    for (const [at, row] of rows.entries())
      if (!row.taken) refused.push({ at: part[at]?.at ?? '', says: row.says ?? '没有说明原因。' })
    const sent = new Set(part.map(({ code }) => code))
    keepWaiting(waitingScans().filter(({ code }) => !sent.has(code)))
  }
  return refused
}
