import type { City } from './index.ts'
import { agreedSecret, drive, endSide, listeningAt, startSide } from './other-side.ts'

type Json = Record<string, unknown>
/** What it answers to whoever drives it. */
interface Driven extends Json {
  status?: number
  told?: { state?: string; code?: string }
}

/** The other side of a connection, driven by a story. */
export interface FarSide extends AsyncDisposable {
  url: string
  secret: string
  /** Switches what goes wrong. */
  faults: (faults: { slow?: number; fails?: boolean; lies?: boolean; refuses?: string }) => Promise<void>
  /** What it has of the city: of every key the last number. */
  state: () => Promise<{ calls: number; rows: { stream: string; key: string; seq: number }[] }>
  /** It loses what it had of a stream. */
  drops: (stream: string) => Promise<void>
  /** Sends a message to the city, or only holds that it has. */
  tells: (message: Json, only?: boolean) => Promise<Driven>
  /** It is gone, and is there again at the same address. */
  goes: () => Promise<void>
  comes: () => Promise<void>
}

/** Starts the other side of a connection of a city that listens. */
export async function farSideOf(city: City, connection: string): Promise<FarSide> {
  const base = `${await listeningAt(city)}/api/connections/${connection}`
  let { child, url } = await startSide('far-side.ts', '0')
  const tellsWhere = () => drive(url, 'city', { base })
  await tellsWhere()
  const goes = () => endSide(child)
  return {
    ...{ url, secret: agreedSecret },
    faults: async (faults) => void (await drive(url, 'faults', faults)),
    state: () => drive(url, 'state', {}),
    drops: async (stream) => void (await drive(url, 'drop', { stream })),
    tells: (message, only = false) => drive<Driven>(url, 'tell', { base, message, only }),
    goes,
    comes: async () => {
      ;({ child, url } = await startSide('far-side.ts', new URL(url).port))
      await tellsWhere()
    },
    [Symbol.asyncDispose]: goes,
  }
}
