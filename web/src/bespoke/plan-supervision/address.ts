import { useSearchParams } from 'react-router'

export type View = 'read' | 'table' | 'compare' | 'agency' | 'date'

/** What the plan's address says: the view, the chosen item, the opened chapters. */
export function usePlanAddress() {
  const [query] = useSearchParams()
  const view = (query.get('view') ?? 'read') as View
  const chosen = query.get('item')
  /** The same address with some names changed; null takes a name away. */
  const to = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(query)
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    const words = next.toString()
    return words ? `?${words}` : '?'
  }
  return { view, chosen: chosen === null ? null : Number(chosen), whole: query.get('open') === 'all', to }
}
