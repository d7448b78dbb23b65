import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as oidc from 'openid-client'
import { Browser } from '../../testing/browsing.ts'
import { officers } from '../../city/yancheng/people.ts'
import { hashPassword } from '../../engines/identity/password.ts'
import { demoPassword } from '../../server/seed.ts'
import { interleaved, median, type Figure, type Findings } from '../figures.ts'
import { load } from '../load.ts'
import { at, folder, nextPort, serve, stop, type Place } from '../place.ts'

const back = 'https://bench.example/back'
const client = {
  id: 'bench',
  scopes: ['openid', 'offline_access'],
  grantTypes: ['authorization_code', 'refresh_token'],
}

/** Answers a second of an act that several do at once, one after the other each. */
async function rate(lanes: number, act: (lane: number) => Promise<unknown>, seconds = 1.5): Promise<number> {
  const from = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() - from < seconds * 1000) {
        await act(lane)
        done += 1
      }
    }),
  )
  return (1000 * done) / (performance.now() - from)
}

/** Registers a client, signs people in at it. @returns its credentials, and what each person's sign-in left it */
async function signedIn({ port, signIn, post }: Place, people: readonly { account: string }[]) {
  const at = `http://127.0.0.1:${port}`
  const made = await post<{ secret: string }>('/api/clients', await signIn('zhoumingyuan'), {
    ...{ ...client, name: '测速', redirectUris: [back], authMethod: 'client_secret_basic' },
  })
  const asking = await oidc.discovery(
    new URL(`${at}/oidc`),
    'bench',
    made.secret,
    oidc.ClientSecretBasic(made.secret),
    {
      execute: [oidc.allowInsecureRequests],
    },
  )
  const tokens: { access: string; refresh: string }[] = []
  for (const { account } of people) {
    const browser = new Browser(at)
    await browser.signsIn(account, demoPassword)
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
    const url = oidc.buildAuthorizationUrl(asking, {
      ...{ redirect_uri: back, scope: 'openid offline_access', prompt: 'consent', code_challenge_method: 'S256' },
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    })
    const uid = new URL((await browser.follows(url.href)).to ?? '').pathname.split('/').at(-1)
    const { to } = await browser.json('POST', `/api/authorisations/${uid}/answer`, { agrees: true })
    const returned = new URL((await browser.follows(to)).to ?? '')
    const got = await oidc.authorizationCodeGrant(asking, returned, { pkceCodeVerifier })
    tokens.push({ access: got.access_token, refresh: got.refresh_token ?? '' })
  }
  const basic = `Basic ${Buffer.from(`bench:${made.secret}`).toString('base64')}`
  const form = async (url: string, said: Record<string, string>) => {
    const answer = await fetch(`${at}/oidc/${url}`, {
      method: 'POST',
      headers: { authorization: basic },
      body: new URLSearchParams(said),
    })
    return (await answer.json()) as { refresh_token?: string; active?: boolean; error?: string }
  }
  return { tokens, form }
}

/** Sign-in beside what this machine derives of argon2id; introspection and refresh beside a bare Fastify. */
export const identity = (): Promise<Findings> =>
  at(async (place) => {
    const lanes = 16
    const people = officers.slice(0, lanes)
    const { tokens, form } = await signedIn(place, people)
    const home = folder()
    const bodies = path.join(home, 'bodies.json')
    writeFileSync(
      bodies,
      JSON.stringify({ '/token': JSON.stringify({ active: true, scope: 'openid offline_access' }) }),
    )
    const port = await nextPort()
    const bare = await serve(process.execPath, ['bench/bare.ts'], { PORT: String(port), BODIES: bodies })
    const cards = people.map(({ account }) => ({ account, password: demoPassword }))
    try {
      const found = await interleaved({
        derive: () => rate(8, () => hashPassword('a long password')),
        signIn: async () => {
          const requests = cards.map((body) => ({ method: 'POST' as const, path: '/api/session', body }))
          return (await load({ port: place.port, connections: lanes, seconds: 1.5, requests })).rate
        },
        bare: () => rate(lanes, async () => (await fetch(`http://127.0.0.1:${port}/token`)).json()),
        introspect: () =>
          rate(lanes, async (lane) => {
            const said = await form('token/introspection', { token: tokens[lane]?.access ?? '' })
            if (!said.active) throw new Error(`introspection said ${JSON.stringify(said)}`)
          }),
        refresh: () =>
          rate(lanes, async (lane) => {
            const held = tokens[lane] as { refresh: string }
            const next = await form('token', { grant_type: 'refresh_token', refresh_token: held.refresh })
            if (!next.refresh_token) throw new Error(`refresh said ${JSON.stringify(next)}`)
            held.refresh = next.refresh_token
          }),
      })
      const figure = (name: string, own: number[], limit: number[], named: string, least?: number): Figure => {
        const [value, other] = [median(own), median(limit)]
        const ratio = value / other
        const goal = least === undefined ? {} : { goal: { says: `≥ ${least} ×`, met: ratio >= least } }
        return { name, value, unit: '/s', limit: { name: named, value: other }, ratio, ...goal }
      }
      return {
        figures: [
          figure('sign-in', found.signIn, found.derive, 'argon2id, 19 MiB, 2 passes', 0.5),
          figure('introspection', found.introspect, found.bare, 'bare Fastify', 0.3),
          figure('refresh with rotation', found.refresh, found.bare, 'bare Fastify', 0.3),
        ],
        notes: [
          `${lanes} at once; introspection, refresh and the bare Fastify are asked by the same client (fetch), whose own cost is in all three.`,
          'A refresh takes the old token, makes two and signs an id token; an introspection asks for the client, the token and its grant.',
        ],
      }
    } finally {
      await stop(bare)
      rmSync(home, { recursive: true, force: true })
    }
  })
