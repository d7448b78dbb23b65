import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import type {
  CaseFace,
  CaseRow,
  InboxEntry,
  Manifest,
  Page,
  RecordRow,
  RegisterFace,
} from '../../../platform/manifest.ts'
import { dayWords, wall } from '../look/dates.ts'
import type { SignalFace } from '../../../platform/manifest.ts'
import { get } from '../shell/api.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useNames, useSession } from '../shell/reader.ts'

/** Whether a reader meets of a part no row but their own. */
export const isOwn = (manifest: Manifest, kind: 'register' | 'case', name: string) =>
  manifest.own.includes(`${kind}:${name}`)

/** Something that can be got done. */
export interface Offer {
  title: string
  /** Whose it is, in words. */
  of: string
  to: string
}

/** What can be got done: every register into which the reader may bring a row of their own. */
export const offersOf = (manifest: Manifest): Offer[] =>
  Object.values(manifest.registers)
    .filter((one) => one.may.includes('create') && isOwn(manifest, 'register', one.name))
    .map((one) => ({
      title: one.title,
      of: manifest.systems.find(({ id }) => id === one.system)?.title ?? '',
      to: `/start/${one.name}`,
    }))

/** One of the reader's matters, with its kind. */
export interface Matter {
  face: CaseFace
  row: CaseRow
}

/** The reader's own matters, those under way first, then the newest; what could not be read comes as an error. */
export function useMatters(): { rows: Matter[] | undefined; error: Error | null } {
  const manifest = useManifest()
  const signedIn = useSession() !== null
  const faces = Object.values(manifest.cases).filter((one) => signedIn && isOwn(manifest, 'case', one.name))
  return useQueries({
    queries: faces.map((face) => queries.cases(face.name, 'limit=50')),
    combine: (found) => ({
      error: found.find((one) => one.error)?.error ?? null,
      rows: found.some((one) => one.isPending)
        ? undefined
        : found
            .flatMap(({ data }, at) => (data?.rows ?? []).map((row) => ({ face: faces[at] as CaseFace, row })))
            .toSorted(
              (a, b) =>
                Number(!!a.row.closedAt) - Number(!!b.row.closedAt) || (a.row.openedAt < b.row.openedAt ? 1 : -1),
            ),
    }),
  })
}

/** The reader's own records, the newest first. */
export function useRecords(): { rows: { face: RegisterFace; row: RecordRow }[] | undefined; error: Error | null } {
  const manifest = useManifest()
  const signedIn = useSession() !== null
  const faces = Object.values(manifest.registers).filter((one) => signedIn && isOwn(manifest, 'register', one.name))
  return useQueries({
    queries: faces.map((face) => queries.records(face.name, 'limit=50')),
    combine: (found) => ({
      error: found.find((one) => one.error)?.error ?? null,
      rows: found.some((one) => one.isPending)
        ? undefined
        : found
            .flatMap(({ data }, at) => (data?.rows ?? []).map((row) => ({ face: faces[at] as RegisterFace, row })))
            .toSorted((a, b) => (a.row.createdAt < b.row.createdAt ? 1 : -1)),
    }),
  })
}

/** What waits for the reader. */
const waiting = queryOptions({
  queryKey: ['inbox', 'waiting'],
  queryFn: ({ signal }) => get<Page<InboxEntry>>('/inbox?state=open&limit=20', signal),
})

/** What waits for the reader, none for a visitor. */
export const useWaiting = (): InboxEntry[] => useQuery({ ...waiting, enabled: useSession() !== null }).data?.rows ?? []

/** Where a matter stands, in a sentence: done and when, or whom it waits for and until when; `waits` is what the reader has to do. */
export function useStanding(): (face: CaseFace, row: CaseRow, waits?: string) => string {
  const names = useNames()
  return (face, row, waits) => {
    const state = face.states[row.state]
    const title = state?.title ?? row.state
    if (row.closedAt || state?.final) return `${title}，${dayWords(wall(row.closedAt ?? row.stateSince).date)}`
    const due = row.stateDueAt ? wall(row.stateDueAt).date : row.dueOn
    const by = due ? `，${dayWords(due)}前` : ''
    if (waits) return `${title}${by && `${by}要办`}，这一步等您：${waits}`
    return `${title}，${names.agency(row.agency)}在办${by && `${by}答复`}`
  }
}

/** A matter's light: finished, late, or under way. */
export function lightOf({ face, row }: Matter, now: string): SignalFace {
  if (row.closedAt || face.states[row.state]?.final) return { title: '办结', shape: 'done' }
  return row.stateDueAt && row.stateDueAt < now
    ? { title: '已超过时限', shape: 'late' }
    : { title: '在办', shape: 'ok' }
}
