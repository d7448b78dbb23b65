import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Scope } from './tx.ts'

/** Takes a scope for the rest of a transaction, or of a connection. */
const takes = (local: boolean) =>
  `select set_config('scope.all',$1,${local}), set_config('scope.agency',$2,${local}), set_config('scope.areas',$3,${local}), set_config('scope.person',$4,${local})`

export const setScope = { name: 'set-scope', text: takes(true) }
/** The same, and whatever the transaction asks is planned for every value at once. */
export const setScopeOnce = {
  name: 'set-scope-once',
  text: `${takes(true)}, set_config('plan_cache_mode','force_generic_plan',true)`,
}
export const setSessionScope = { name: 'set-session-scope', text: takes(false) }

/** Adds to the rows that a transaction holds whatever its scope; none is held when it begins. */
export const holdMore = (found: string) =>
  `select set_config('scope.held', concat_ws(',', nullif(current_setting('scope.held', true), ''), string_agg(f.id::text, ',')), true) from (${found}) f(id)`

export const scopeValues = (scope: Scope) => [
  scope.all ?? '',
  scope.agency ?? '',
  scope.areas ?? '',
  scope.person ?? '',
]

export const sameScope = (a: Scope, b: Scope) =>
  a.all === b.all && a.agency === b.agency && a.areas === b.areas && a.person === b.person

/** Statements are prepared under a name made from their text, so that hot ones are parsed once a connection. */
const names = new Map<string, string>()
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= 500) return undefined
  const name = createHash('sha1').update(text).digest('base64url').slice(0, 20)
  names.set(text, name)
  return name
}

export const statement = (text: string, values: readonly unknown[]) => ({
  name: nameOf(text),
  text,
  values: [...values],
})

/** Adds a value to a statement and answers the placeholder that stands for it. */
export type Bind = (value: unknown) => string

/** The values of a statement that is being written: each comes in where the text names it, so that none stands nowhere. */
export function binding(...first: unknown[]): { values: unknown[]; bind: Bind } {
  const values = first
  return { values, bind: (value) => `$${values.push(value)}` }
}

const corked = new WeakSet<object>()
const streamOf = (client: pg.ClientBase) =>
  (client as unknown as { connection: { stream: { cork: () => void; uncork: () => void } } }).connection.stream

/** Whether something is sent on a connection in this turn anyway. */
export const isSending = (client: pg.ClientBase): boolean => corked.has(streamOf(client))

/** What is sent on a connection in this turn goes in one write. */
export function together(client: pg.ClientBase) {
  const stream = streamOf(client)
  if (corked.has(stream)) return
  corked.add(stream)
  stream.cork()
  setImmediate(() => {
    corked.delete(stream)
    stream.uncork()
  })
}
