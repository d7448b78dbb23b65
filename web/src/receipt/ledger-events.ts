import { queryOptions, useQuery } from '@tanstack/react-query'
import type { SealState } from '../look/seal.tsx'
import { get } from '../shell/api.ts'
import { useSession } from '../shell/reader.ts'

/** What happened, as the log lists it. */
export interface LedgerEvent {
  id: string
  kind: string
  subject: string
  actor: string
  actorName: string | null
  at: string
  about: { step?: string; version?: number; action?: string; state?: string; from?: string; to?: string }
  state: SealState
}

/** One page of events, the newest first. `GET /api/ledger/events`. */
export const ledgerEvents = (query: string) =>
  queryOptions({
    queryKey: ['ledger', 'events', query],
    queryFn: ({ signal }) => get<{ rows: LedgerEvent[]; next: string | null }>(`/ledger/events?${query}`, signal),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.rows.some(({ state }) => state !== 'final') ? 2000 : false),
  })

/** The evidence of a record or a case, `<kind>:<id>`: by the step's id, or by the version. */
export function useEvidenceOf(subject: string, version: number): ReadonlyMap<string, LedgerEvent> {
  const session = useSession()
  const found = useQuery({
    ...ledgerEvents(new URLSearchParams({ subject, limit: '200' }).toString()),
    enabled: session !== null,
    // What was just done is an event more.
    queryKey: ['ledger', 'events', subject, String(version)],
  })
  return new Map((found.data?.rows ?? []).map((event) => [event.about.step ?? String(event.about.version), event]))
}
