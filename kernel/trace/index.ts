import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

/** What a piece of work belongs to: the trace that a caller began, or one of our own. */
export interface Trace {
  /** 32 hex digits, shared by everything that one cause has set going. */
  id: string
  /** 16 hex digits of the caller's part; null when the trace is ours. */
  parent: string | null
}

const here = new AsyncLocalStorage<Trace>()

/** The trace of a `traceparent` header, or a new one when there is none that can be understood. @source W3C Trace Context 3.2 */
export function traceOf(header: string | string[] | undefined): Trace {
  if (header === undefined) return { id: ours(), parent: null }
  const said = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(
    typeof header === 'string' ? header : '',
  )
  const [, version, id, parent, more] = said ?? []
  if (id && parent && !(version === '00' && more !== undefined)) return { id, parent }
  return { id: ours(), parent: null }
}

const ours = () => randomUUID().replaceAll('-', '')

/** Does something as a part of a trace; what it awaits belongs to it too. */
export const within = <T>(trace: Trace, act: () => T): T => here.run(trace, act)

/** The id of the trace that is being worked on, or null outside of any. */
export const traceNow = (): string | null => here.getStore()?.id ?? null
