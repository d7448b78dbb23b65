import { useSearchParams } from 'react-router'
import { addressed } from '../../render/list-address.ts'

export type View = 'read' | 'table' | 'compare' | 'years' | 'agency' | 'date'

/** What the plan's address says: the view, the chosen item, the opened chapters. */
export function usePlanAddress() {
  const [query] = useSearchParams()
  const view = (query.get('view') ?? 'read') as View
  const chosen = query.get('item')
  /** The same address with some names changed; null takes a name away. */
  const to = (changes: Record<string, string | null>) => addressed(query, changes)
  return { view, chosen: chosen === null ? null : Number(chosen), whole: query.get('open') === 'all', to }
}
