import { spawn } from 'node:child_process'
import path from 'node:path'
import type { City } from './index.ts'

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
  const { host } = city.house
  if (!host.server.listening) await host.listen({ port: 0, host: '127.0.0.1' })
  const { port } = host.server.address() as { port: number }
  const base = `http://127.0.0.1:${port}/api/connections/${connection}`
  const secret = 'a secret that both sides have agreed on'
  const start = async (at: string) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, '../tools/far-side.ts'), at, secret], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const url = await new Promise<string>((done, fail) => {
      child.stdout.on('data', (chunk: Buffer) => done(chunk.toString().replace('ready ', '').trim()))
      child.on('exit', () => fail(new Error('the far side ended')))
    })
    return { child, url }
  }
  let { child, url } = await start('0')
  const drive = async (what: string, body: Json): Promise<Driven> =>
    (await (await fetch(`${url}/driven/${what}`, { method: 'POST', body: JSON.stringify(body) })).json()) as Driven
  await drive('city', { base })
  const goes = () =>
    new Promise<void>((done) => {
      if (child.exitCode !== null || child.signalCode !== null) return done()
      child.on('exit', () => done())
      child.kill('SIGKILL')
    })
  return {
    ...{ url, secret },
    faults: async (faults) => void (await drive('faults', faults)),
    state: async () => (await drive('state', {})) as never,
    drops: async (stream) => void (await drive('drop', { stream })),
    tells: (message, only = false) => drive('tell', { base, message, only }),
    goes,
    comes: async () => {
      ;({ child, url } = await start(new URL(url).port))
      await drive('city', { base })
    },
    [Symbol.asyncDispose]: goes,
  }
}
