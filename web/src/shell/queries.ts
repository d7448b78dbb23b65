import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import type {
  AgencyFace,
  BoardRow,
  CaseDetail,
  CaseRow,
  ClockFace,
  FieldFace,
  JobFace,
  Manifest,
  OutlinesFace,
  Page,
  RecordRow,
  RegionFace,
  Session,
} from '../../../platform/manifest.ts'
import { Refusal, get } from './api.ts'

/** Set by the router: what to do when a session that was there is gone. */
export const signedOut: { act: () => void } = { act: () => undefined }

/** One cache for the whole page. A refusal is final; a broken connection is tried twice more. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (!(error instanceof Refusal) || error.problem.status !== 401) return
      if (queryClient.getQueryData(session.queryKey)) signedOut.act()
    },
  }),
  defaultOptions: {
    // Whether there is a network the request finds out: what a page has kept answers without one.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 20_000,
      retry: (times, error) =>
        times < 2 && error instanceof Refusal && (error.problem.status === 0 || error.problem.status >= 502),
    },
  },
})

/** Who is signed in, or null for a visitor. */
export const session = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await get<Session>('/session')
    } catch (error) {
      if (error instanceof Refusal && error.problem.status === 401) return null
      throw error
    }
  },
})

/** What stays as it is whoever reads: the sign-in itself, the city's clock, what a machine is. */
const whoeverReads = ['session', 'clock', 'kiosk']

/** After the reader changed: keep the session, forget everything that depended on the old one. */
export async function renew(now: Session | null) {
  queryClient.setQueryData(session.queryKey, now)
  await queryClient.resetQueries({
    predicate: ({ queryKey: [first] }) => !whoeverReads.includes(first as string),
  })
}

/** The declarations as this reader may see them. */
export const manifest = queryOptions({
  queryKey: ['manifest'],
  staleTime: Infinity,
  queryFn: ({ signal }) => get<Manifest>('/manifest', signal),
})

/** What a reader may do at all with a kind of which a city has one part. */
export const mayDoAny = ({ may }: Manifest, kind: string): readonly string[] =>
  Object.entries(may).flatMap(([part, actions]) => (part.startsWith(`${kind}:`) ? actions : []))

/** The city's clock, and how far the browser's own clock is from it. */
export const clock = queryOptions({
  queryKey: ['clock'],
  staleTime: 300_000,
  refetchInterval: 300_000,
  queryFn: async ({ signal }) => {
    const face = await get<ClockFace>('/clock', signal)
    return { ...face, ahead: Date.parse(face.now) - Date.now() }
  },
})

/** The agencies of the city, its counties and zones, by id; towns and villages are sought. */
export const agencies = queryOptions({
  queryKey: ['agencies'],
  staleTime: 60_000,
  queryFn: ({ signal }) => get<AgencyFace[]>('/agencies', signal),
})

/** Agencies of every level by words of their names, or of some kinds: a hundred at the most. */
export const agenciesFound = (words: string, kinds: readonly string[] = []) =>
  queryOptions({
    queryKey: ['agencies', words, ...kinds],
    staleTime: 60_000,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ ...(words && { named: words }), ...(kinds[0] && { kind: kinds.join() }) })
      return get<AgencyFace[]>(`/agencies?${query}`, signal)
    },
  })

/** Those in post at the reader's agency. */
export const colleagues = queryOptions({
  queryKey: ['colleagues'],
  queryFn: ({ signal }) => get<{ rows: { id: string; name: string; title: string }[] }>('/colleagues', signal),
})

/** The counties and zones. */
export const counties = queryOptions({
  queryKey: ['regions', 'counties'],
  staleTime: 3_600_000,
  queryFn: ({ signal }) => get<RegionFace[]>('/regions?level=city,county,zone', signal),
})

/** The regions below one. */
export const regionsUnder = (parent: string) =>
  queryOptions({
    queryKey: ['regions', parent],
    staleTime: 3_600_000,
    queryFn: ({ signal }) => get<RegionFace[]>(`/regions?parent=${encodeURIComponent(parent)}`, signal),
  })

/** One page of a register. */
export const records = (register: string, query: string) =>
  queryOptions({
    queryKey: ['registers', register, 'page', query],
    queryFn: ({ signal }) => get<Page<RecordRow>>(`/registers/${register}${query ? `?${query}` : ''}`, signal),
  })

/** One record, with what this reader may do to it. */
export const oneRecord = (register: string, id: string, purpose?: string) =>
  queryOptions({
    queryKey: ['registers', register, 'one', id, ...(purpose ? [purpose] : [])],
    queryFn: ({ signal }) =>
      get<RecordRow & { may?: string[]; veiled?: string[] }>(`/registers/${register}/${id}`, signal, purpose),
  })

/** A row as a search finds it. */
export interface FoundRow {
  kind: 'register' | 'case' | 'file'
  of: string
  ofTitle: string
  title: string
  says: string
  path: string
  agency: string | null
  at: string
}

/** Rows of one register by words, whatever of its fields they stand in; where none holds all of them, those that hold some. */
export const foundIn = (register: string, words: string) =>
  queryOptions({
    queryKey: ['search', register, words],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      get<{ rows: FoundRow[]; more: boolean }>(
        `/search?${new URLSearchParams({ q: words, of: register, loosely: 'true', limit: '20' })}`,
        signal,
      ),
  })

/** What a row asks of whoever names it in a form: of each register of questions a field for every one. */
export const questions = (register: string, id: string) =>
  queryOptions({
    queryKey: ['registers', register, 'questions', id],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      get<{ asked: Record<string, Record<string, FieldFace>> }>(`/registers/${register}/${id}/questions`, signal),
  })

/** A register read to its end, for sets that a document bounds (at most two thousand rows). */
export const allRecords = (register: string, query: string) =>
  queryOptions({
    queryKey: ['registers', register, 'all', query],
    queryFn: ({ signal }) => readAll<RecordRow>(`/registers/${register}?${query}`, signal),
  })

/** One page of cases. */
export const cases = (kind: string, query: string) =>
  queryOptions({
    queryKey: ['cases', kind, 'page', query],
    queryFn: ({ signal }) => get<Page<CaseRow>>(`/cases/${kind}${query ? `?${query}` : ''}`, signal),
  })

/** The case over a row, of whichever kind the reader may read; nothing where there is none. */
export async function caseOver(
  { cases: kinds }: Manifest,
  register: string,
  row: string,
  signal?: AbortSignal,
): Promise<CaseRow | null> {
  for (const { name, subject } of Object.values(kinds)) {
    if (subject !== register) continue
    const { rows } = await queryClient.fetchQuery(cases(name, `subject=${row}`))
    if (signal?.aborted || rows[0]) return rows[0] ?? null
  }
  return null
}

/** Cases read to their end, for sets that a document bounds. */
export const allCases = (kind: string, query: string) =>
  queryOptions({
    queryKey: ['cases', kind, 'all', query],
    queryFn: ({ signal }) => readAll<CaseRow>(`/cases/${kind}?${query}`, signal),
  })

/** A board of cases: `by=agency|region|state|month|subject.field`, with a list's own filters; without `by` one line. */
export const board = (kind: string, query: string) =>
  queryOptions({
    queryKey: ['cases', kind, 'board', query],
    queryFn: ({ signal }) => get<BoardRow[]>(`/cases/${kind}/board?${query}`, signal),
  })

/** The outlines of the counties, and where the zones lie. */
export const outlines = queryOptions({
  queryKey: ['map'],
  staleTime: Infinity,
  queryFn: ({ signal }) => get<OutlinesFace | null>('/map', signal),
})

/** One case with its trail. */
export const oneCase = (kind: string, id: string) =>
  queryOptions({
    queryKey: ['cases', kind, 'one', id],
    queryFn: ({ signal }) => get<CaseDetail>(`/cases/${kind}/${id}`, signal),
  })

/** The reader's newest fifty pieces of work. */
export const myJobs = queryOptions({
  queryKey: ['jobs', 'mine'],
  queryFn: async ({ signal }) => (await get<{ rows: JobFace[] }>('/jobs', signal)).rows,
})

/** One piece of work. */
export const oneJob = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'one', id],
    queryFn: ({ signal }) => get<JobFace>(`/jobs/${id}`, signal),
  })

async function readAll<Row>(path: string, signal: AbortSignal): Promise<Row[]> {
  const rows: Row[] = []
  let after: string | null = null
  do {
    const page: Page<Row> = await get(`${path}&limit=100${after ? `&after=${encodeURIComponent(after)}` : ''}`, signal)
    rows.push(...page.rows)
    after = page.next
  } while (after && rows.length < 2000)
  return rows
}
