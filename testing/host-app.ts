import type { City, Person } from './index.ts'
import { agreedSecret, drive, endSide, listeningAt, startSide } from './other-side.ts'

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
  const origin = await listeningAt(city)
  const { child, url } = await startSide('host-app.ts', '0')
  const { rows } = (await by.asks('GET', '/api/crypto/authorities')) as { rows: Json[] }
  const of = (role: string) =>
    rows.find((one) => one['role'] === role && one['algorithm'] === 'sm2-sm3')?.['certificate'] as string
  await drive(url, 'city', { origin, root: of('root'), between: [of('issuer')], members })
  return {
    ...{ url, secret: agreedSecret },
    careless: async (careless) => void (await drive(url, 'careless', careless)),
    installed: async () => (await drive(url, 'installed', {}))['installed'] as never,
    ticket: async (app, name, as = {}, lives = 60) =>
      (await drive(url, 'ticket', { app, name, as, lives }))['ticket'] as string,
    opens: async (app, member) => {
      const answer = await fetch(`${url}/open`, {
        ...{ method: 'POST', redirect: 'manual' as const, body: new URLSearchParams({ app, member }) },
      })
      return { to: answer.headers.get('location'), says: await answer.text() }
    },
    [Symbol.asyncDispose]: () => endSide(child),
  }
}
