import type { DayKey } from '../../../../../engines/code/index.ts'
import { Refusal, askAs } from '../../../shell/api.ts'
import { onDevice } from './on-device.ts'

/** What the city tells a scanner of itself, and what it verifies with when it has no network. */
export interface Self {
  name: string
  agency: string
  purpose: {
    name: string
    title: string
    consent: 'asked' | 'shown'
    /** The titles of what it is told. */
    gives: string[]
  }
  /** The city's own key: DER SubjectPublicKeyInfo, base64. */
  root: string
  keys: DayKey[]
}

interface Device {
  token: string
  self: Self | null
  /** How far the city's clock was ahead of this device's when it last answered, in milliseconds. */
  ahead: number
  /** The city no longer knows this device. */
  ended: boolean
}

/** The registration of this device. */
export const device = onDevice<Device | null>('scanner', null)

/** The city's instant, by what was last learned of it. */
export const cityNow = () => Date.now() + (device.now()?.ahead ?? 0)

/** Whether a request found nobody, so that the device must go on by itself. */
export const isAway = (error: unknown) =>
  error instanceof Refusal && (error.problem.status === 0 || error.problem.status >= 502)

/** Asks the city as this device. @throws Refusal; one that says code/not-a-scanner ends the device here too */
export async function ask<Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
  const asking = device.now()
  try {
    return await askAs<Answer>(asking?.token ?? '', method, path, body)
  } catch (error) {
    const ended = error instanceof Refusal && error.problem.code === 'code/not-a-scanner'
    if (ended && asking && device.now()?.token === asking.token) device.set({ ...asking, ended: true })
    throw error
  }
}

/** Learns keys, purpose and time anew. @throws Refusal */
export async function learn(): Promise<void> {
  const { now, ...self } = await ask<Self & { now: string }>('GET', '/code/scanner')
  const mine = device.now()
  if (mine) device.set({ ...mine, self, ahead: Date.parse(now) - Date.now() })
}
