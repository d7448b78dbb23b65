import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { Rooms } from '#kernel/room'
import { Added, valueOf, type Waiting } from './added.ts'
import { isAway } from './away.ts'
import { combine } from './lane.ts'
import type { Scope, Tx } from './tx.ts'
import { holdMore, sameScope, scopeValues, setScope, setScopeOnce, statement, together } from './statement.ts'

/** What a shared transaction may see. */
export const everything: Scope = { all: 'on' }

/** Rows of one shape that may wait before they are sent. */
const mostWaiting = 1000

/** Runs an act in a transaction of its own. */
export async function transact<T>(
  pool: pg.Pool,
  rooms: Rooms,
  scope: Scope,
  act: (tx: Tx) => Promise<T>,
  plan?: 'once',
): Promise<T> {
  const client = await pool.connect()
  const writer = new Writer(client, rooms, scope, plan)
  let result: T
  try {
    result = await act(writer)
    await writer.commit()
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    )
    throw error
  }
  client.release()
  writer.done()
  return result
}

class Writer implements Tx {
  readonly rooms: Rooms
  #client: pg.PoolClient
  #scope: Scope
  #added = new Added()
  #asked = new Map<string, Promise<unknown[]>>()
  #sent: Promise<unknown>[] = []
  #then: (() => void)[] = []

  constructor(client: pg.PoolClient, rooms: Rooms, scope: Scope, plan?: 'once') {
    this.rooms = rooms
    this.#client = client
    this.#scope = scope
    together(client)
    this.#send('begin')
    this.#send({ ...(plan ? setScopeOnce : setScope), values: scopeValues(scope) })
  }

  /** Sends without waiting: a failure is told to whoever waits next. */
  #send(query: string | pg.QueryConfig) {
    const answer = this.#client.query(query)
    answer.catch(() => {})
    this.#sent.push(answer)
  }

  #write(waiting: Waiting[]) {
    for (const one of waiting) {
      const answer = this.#client.query(statement(one.text, [valueOf(one)]))
      const told = one.refused ? answer.catch((error: Error) => Promise.reject(one.refused?.(error))) : answer
      told.catch(() => {})
      this.#sent.push(told)
    }
  }

  /** Everything sent before has been done. */
  async #settled() {
    const sent = this.#sent
    this.#sent = []
    for (const one of sent) await one
  }

  async query<R>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    together(this.#client)
    // Under a narrower scope the policies read too, whatever the statement names.
    this.#write(sameScope(this.#scope, everything) ? this.#added.before(text) : this.#added.all())
    const answer = this.#client.query(statement(text, values))
    answer.catch(() => {})
    await this.#settled()
    return (await answer).rows as R[]
  }

  run(text: string, values: readonly unknown[] = []) {
    together(this.#client)
    this.#write(this.#added.all())
    this.#send(statement(text, values))
  }

  ask<R>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    const key = JSON.stringify([text, values])
    const known = this.#asked.get(key) ?? this.query(text, values)
    this.#asked.set(key, known)
    return known as Promise<R[]>
  }

  add(...adding: Parameters<Tx['add']>) {
    const [table, row, how] = adding
    if (this.#added.add(table, row, how, (waiting) => this.#write(waiting)) >= mostWaiting)
      this.#write(this.#added.all())
  }

  holds(ids: readonly (string | null)[]) {
    const named = ids.filter((id) => id !== null)
    if (named.length > 0) this.holdsFound('select unnest($1::uuid[])', [named])
  }

  holdsFound(text: string, values: readonly unknown[]) {
    if (this.#scope.all) return
    this.#write(this.#added.all())
    this.#send(statement(holdMore(text), values))
  }

  afterCommit(act: () => void) {
    this.#then.push(act)
  }

  /** @throws Error when PostgreSQL gave the transaction up instead, because a failure in it was overlooked */
  async commit() {
    together(this.#client)
    this.#write(this.#added.all())
    const ended = this.#client.query('commit')
    ended.catch(() => {})
    await this.#settled()
    if ((await ended).command !== 'COMMIT') throw new Error('the transaction was given up: a failure was overlooked')
  }

  /** What was written is there: nothing that follows may say that it is not. */
  done() {
    for (const act of this.#then) {
      try {
        act()
      } catch (error) {
        console.error(error)
      }
    }
  }
}

/**
 * Runs acts that come at the same time in one transaction, and each of them alone when it fails in company. Only for
 * acts that touch nothing but rows of their own making: no act sees another's, and none waits for another.
 */
export function shared(rooms: Rooms, write: <T>(act: (tx: Tx) => Promise<T>) => Promise<T>) {
  type Act = (tx: Tx) => Promise<unknown>
  const lane = combine<Act, unknown>(
    async (batch) => {
      if (batch.length === 1) return [await write(batch[0] as Act)]
      const answers = new Map<Act, unknown>()
      let willing = batch
      while (willing.length > 1) {
        const failed = await write((tx) => company(willing, tx, answers)).catch((error: unknown) => {
          if (error instanceof Company) return error.failed
          if (isAway(error)) return asError(error)
          throw error
        })
        // The commit may have been done before its answer was lost: to do it again could be to do it twice.
        if (failed instanceof Error) return batch.map(() => failed)
        if (failed.length === 0) break
        willing = willing.filter((act) => !failed.includes(act))
        answers.clear()
      }
      const settled = willing.length > 1 ? new Set(willing) : new Set<Act>()
      return Promise.all(
        batch.map((act) =>
          settled.has(act) ? answers.get(act) : write(act).catch((error: unknown) => asError(error)),
        ),
      )
    },
    { name: 'shared-writes', rooms, most: 64, lanes: 2 },
  )
  return <T>(act: (tx: Tx) => Promise<T>): Promise<T> => {
    const here = AsyncLocalStorage.snapshot()
    return lane((tx) => here(act, tx)) as Promise<T>
  }
}

/** Some acts of a shared transaction failed: the transaction is given up, and the others begin again without them. */
class Company extends Error {
  failed: ((tx: Tx) => Promise<unknown>)[]
  constructor(failed: ((tx: Tx) => Promise<unknown>)[]) {
    super('acts failed in company')
    this.failed = failed
  }
}

async function company<A extends (tx: Tx) => Promise<unknown>>(
  acts: readonly A[],
  tx: Tx,
  answers: Map<A, unknown>,
): Promise<A[]> {
  const ended = await Promise.allSettled(acts.map((act) => act(companion(tx))))
  const failed = acts.filter((_, i) => ended[i]?.status === 'rejected')
  if (failed.length > 0) throw new Company(failed)
  acts.forEach((act, i) => answers.set(act, (ended[i] as PromiseFulfilledResult<unknown>).value))
  return []
}

/** The transaction as an act in company uses it: it reaches everything, and holds nothing beside. */
const companion = (tx: Tx): Tx => ({
  rooms: tx.rooms,
  query: (text, values) => tx.query(text, values),
  ask: (text, values) => tx.ask(text, values),
  run: (text, values) => tx.run(text, values),
  add: (...adding) => tx.add(...adding),
  holds: () => {},
  holdsFound: () => {},
  afterCommit: (act) => tx.afterCommit(act),
})

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
