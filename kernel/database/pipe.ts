import pg from 'pg'
import { isAway } from './away.ts'
import type { Scope } from './tx.ts'
import { connectionTo } from './primary.ts'
import { isSending, sameScope, scopeValues, setSessionScope, statement, together } from './statement.ts'

/**
 * What costs about as much as so many statements: to change the scope, which is a statement itself and has the next
 * reader change it back; and to write to one connection more in this turn.
 */
const costs = { change: 3, write: 2 }

interface Open {
  client: pg.Client
  /** The scope that the connection is in once everything sent before has been done. */
  scope: Scope | undefined
  /** Fails when that scope could not be taken: whoever reads under it then gets nothing. */
  scoped: Promise<unknown>
}

/**
 * A connection that many readers share, each reading under a scope of its own. Statements are done in the order they
 * are sent, and a scope is sent in the same turn as what is read under it, so no reader can see under another's.
 */
export class Pipe {
  #url: string
  #open: Promise<Open> | undefined
  #known: Open | undefined
  #options: string
  inFlight = 0
  /** @param plan `once`: a statement is planned for every value at once, `each`: for each where that looks better */
  constructor(url: string, plan: 'each' | 'once' = 'each') {
    this.#url = url
    this.#options = `-c default_transaction_read_only=on${plan === 'once' ? ' -c plan_cache_mode=force_generic_plan' : ''}`
  }

  /** What a read under a scope would wait for and cost, in statements. */
  waits(scope: Scope): number {
    const known = this.#known
    const there = known?.scope !== undefined && sameScope(known.scope, scope)
    return this.inFlight + (there ? 0 : costs.change) + (known && isSending(known.client) ? 0 : costs.write)
  }

  #connected(): Promise<Open> {
    if (this.#open) return this.#open
    const client = new pg.Client({
      ...connectionTo(this.#url),
      options: this.#options,
      pipeline: true,
    } as pg.ClientConfig)
    const forget = () => this.#forget(opening)
    client.on('error', forget)
    client.on('end', forget)
    const opening = client.connect().then(async () => {
      await mustBeAlone(client)
      return (this.#known = { client, scope: undefined, scoped: Promise.resolve() })
    })
    this.#open = opening
    opening.catch(forget)
    return opening
  }

  /** The next reader opens another connection; one that was opened meanwhile stays. */
  #forget(opened: Promise<Open>) {
    if (this.#open === opened) this.#open = this.#known = undefined
  }

  async read<R>(scope: Scope, text: string, values: readonly unknown[]): Promise<R[]> {
    this.inFlight += 1
    const opened = this.#connected()
    try {
      const open = await opened
      together(open.client)
      if (!open.scope || !sameScope(open.scope, scope)) {
        open.scope = scope
        open.scoped = open.client.query({ ...setSessionScope, values: scopeValues(scope) })
        open.scoped.catch(() => (open.scope = undefined))
      }
      const [, result] = await Promise.all([open.scoped, open.client.query(statement(text, values))])
      return result.rows as R[]
    } catch (error) {
      // PostgreSQL says that it ends a connection a moment before the connection ends.
      if (isAway(error)) this.#forget(opened)
      throw error
    } finally {
      this.inFlight -= 1
    }
  }

  async close() {
    await (await this.#open?.catch(() => undefined))?.client.end()
  }
}

/** A scope stands as long as the connection: one that a pooler lends out to several would carry it to strangers. */
async function mustBeAlone(client: pg.Client) {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  if (rows[0]?.pid === (client as unknown as { processID: number }).processID) return
  await client.end()
  throw new Error('DATABASE_URL leads to a connection pooler: it must lead to PostgreSQL itself.')
}
