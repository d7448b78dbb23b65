import { spawn } from 'node:child_process'
import path from 'node:path'
import type { City, Person } from './index.ts'

type Json = Record<string, unknown>

/** Somebody else's application that shows the city's apps, driven by a story. */
export interface HostApp extends AsyncDisposable {
  url: string
  secret: string
  /** What it is careless of. */
  careless: (of: {
    takesAnyPackage?: boolean
    takesTicketsTwice?: boolean
    opensWhatEnded?: boolean
    tellsMore?: boolean
    gone?: boolean
  }) => Promise<void>
  /** What it has. */
  installed: () => Promise<{ app: string; version: number; title: string }[]>
  /** A ticket of one of its users for an app. @param as what it says of them otherwise */
  ticket: (app: string, name: string, as?: Json, lives?: number) => Promise<string>
  /** One of its users opens an app. @returns where they are led, or what they are told */
  opens: (app: string, name: string) => Promise<{ to: string | null; says: string }>
}

/** Starts the application, which trusts the city's root and knows some people. The city listens. */
export async function hostAppOf(
  city: City,
  by: Person,
  members: readonly { name: string; idNumber: string; mobile: string }[],
): Promise<HostApp> {
  const { host } = city.house
  if (!host.server.listening) await host.listen({ port: 0, host: '127.0.0.1' })
  const { port } = host.server.address() as { port: number }
  const secret = 'a secret that both sides have agreed on'
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../tools/host-app.ts'), '0', secret], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => done(chunk.toString().replace('ready ', '').trim()))
    child.on('exit', () => fail(new Error('the application ended')))
  })
  const drive = async (what: string, body: Json): Promise<Json> =>
    (await (await fetch(`${url}/driven/${what}`, { method: 'POST', body: JSON.stringify(body) })).json()) as Json
  const { rows } = (await by.asks('GET', '/api/crypto/authorities')) as { rows: Json[] }
  const of = (role: string) =>
    rows.find((one) => one['role'] === role && one['algorithm'] === 'sm2-sm3')?.['certificate'] as string
  await drive('city', { origin: `http://127.0.0.1:${port}`, root: of('root'), between: [of('issuer')], members })
  return {
    ...{ url, secret },
    careless: async (careless) => void (await drive('careless', careless)),
    installed: async () => (await drive('installed', {}))['installed'] as never,
    ticket: async (app, name, as = {}, lives = 60) =>
      (await drive('ticket', { app, name, as, lives }))['ticket'] as string,
    opens: async (app, member) => {
      const answer = await fetch(`${url}/open`, {
        ...{ method: 'POST', redirect: 'manual' as const, body: new URLSearchParams({ app, member }) },
      })
      return { to: answer.headers.get('location'), says: await answer.text() }
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((done) => {
        child.on('exit', () => done())
        child.kill('SIGKILL')
      }),
  }
}
