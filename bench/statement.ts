import { heldClock } from '#kernel/clock'
import type { Database, Scope } from '#kernel/database'
import { openHouse } from '#server'
import { systems } from '#systems'
import { demoPassword } from '../server/seed.ts'
import type { Place } from './place.ts'

/** One reading statement as the product sends it. */
export interface Statement {
  scope: Scope
  text: string
  values: readonly unknown[]
  plan?: 'once' | undefined
}

/**
 * The statement by which the product fetches the rows of each address: heard in a second house over the same database,
 * because the served one is left as it is.
 * @param asked the address, and the table of its rows
 */
export async function statementsOf<N extends string>(
  place: Place,
  account: string,
  asked: Record<N, { path: string; rows: string }>,
): Promise<Record<N, Statement>> {
  // Later than the served city's clock, which the sign-ins before were told by.
  const clock = heldClock('2024-11-20T15:00:00+08:00')
  const house = await openHouse({ ownerUrl: place.ownerUrl, dataDir: place.dataDir, systems, clock })
  const { database } = house
  const { read } = database
  try {
    const signedIn = await house.host.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-requested-by': 'bench' },
      payload: { account, password: demoPassword },
    })
    const session = signedIn.cookies.find((cookie) => cookie.name === 'session')?.value as string
    const found: [string, Statement][] = []
    for (const [name, { path, rows }] of Object.entries<{ path: string; rows: string }>(asked)) {
      const heard: Statement[] = []
      database.read = ((scope, text, values = [], plan) => {
        heard.push({ scope, text, values, plan })
        return read(scope, text, values, plan)
      }) as Database['read']
      const answer = await house.host.inject({ url: path, headers: { cookie: `session=${session}` } })
      if (answer.statusCode !== 200) throw new Error(answer.body)
      const one = heard.find(({ text }) => text.includes(`from ${rows}`))
      if (!one) throw new Error(`no statement of ${path} reads ${rows}`)
      found.push([name, one])
    }
    return Object.fromEntries(found) as Record<N, Statement>
  } finally {
    database.read = read
    await house.close()
  }
}
