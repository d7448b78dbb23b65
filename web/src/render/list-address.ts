import { useLocation, useNavigate, useSearchParams } from 'react-router'
import type { Change } from '../look/sentence.tsx'

/** The list's state lives in the address. Paging forward is a step in the browser's history; paging back takes it. */
export function useListAddress() {
  const [query, setQuery] = useSearchParams()
  const navigate = useNavigate()
  const { state } = useLocation()
  const depth = (state as { depth?: number } | null)?.depth ?? 0

  const change = (changes: Change) => {
    const next = new URLSearchParams(query)
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    next.delete('after')
    setQuery(next, { replace: true, preventScrollReset: true })
  }
  const forward = (after: string) => {
    const next = new URLSearchParams(query)
    next.set('after', after)
    setQuery(next, { state: { depth: depth + 1 } })
  }
  const back = () => {
    if (depth > 0) void navigate(-1)
    else {
      const next = new URLSearchParams(query)
      next.delete('after')
      setQuery(next)
    }
  }
  return { query, change, forward, back, depth, paged: query.has('after') }
}

/** The same address with some names changed; null takes a name away. */
export function addressed(query: URLSearchParams, changes: Record<string, string | null>): string {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return `?${next}`
}

const days = ['due.from', 'due.until', 'undated']
/** What a list of cases is narrowed by beside its subject's own fields. */
export const ofCases = ['state', 'signal', 'agency', 'region', 'parent', 'subject', 'mine', ...days]

/** The conditions of a list of cases alone, whatever its order, its page or its drawing. */
export function conditionsIn(query: URLSearchParams, always: Record<string, string> = {}): URLSearchParams {
  const sent = new URLSearchParams(listQuery(query, { always, known: ofCases }))
  sent.delete('sort')
  return sent
}

/** The list as it stands, in the names that the API knows: its conditions and its order; what else an address says stays here. */
export function listQuery(
  query: URLSearchParams,
  { sort, always = {}, known = [] }: { sort?: string; always?: Record<string, string>; known?: string[] },
): string {
  const sent = new URLSearchParams(always)
  for (const [name, value] of query) if (name.startsWith('filter.') || known.includes(name)) sent.set(name, value)
  const order = query.get('sort') ?? sort
  if (order) sent.set('sort', order)
  return sent.toString()
}

/** One page of it: where the address stands. */
export function pageQuery(list: string, query: URLSearchParams, limit: number): string {
  const sent = new URLSearchParams(list)
  const after = query.get('after')
  if (after) sent.set('after', after)
  sent.set('limit', String(limit))
  return sent.toString()
}
