import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import type {
  CaseFace,
  CaseRow,
  InboxEntry,
  Manifest,
  Matter,
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
      title: one.offer.title,
      of: one.offer.says ?? manifest.systems.find(({ id }) => id === one.system)?.title ?? '',
      to: `/start/${one.name}`,
    }))

const mattersIn = (state: 'open' | 'ended') =>
  queryOptions({
    queryKey: ['cases', 'matters', state],
    queryFn: ({ signal }) => get<Page<Matter>>(`/matters?state=${state}&limit=50`, signal),
  })

/** The reader's own matters, the newest first; `undefined` while they are read. */
export function useMatters() {
  const enabled = useSession() !== null
  const [open, ended] = useQueries({
    queries: [
      { ...mattersIn('open'), enabled },
      { ...mattersIn('ended'), enabled },
    ],
  })
  return { open: open.data?.rows, ended: ended.data?.rows, error: open.error ?? ended.error }
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
export function useWaiting(): InboxEntry[] {
  const session = useSession()
  const enabled = session !== null && !session.machine && !session.through
  return useQuery({ ...waiting, enabled }).data?.rows ?? []
}

/** Where a matter stands, in a sentence: done and when, or whom it waits for and until when; `waits` is what the reader has to do. */
export function useStanding(): (face: CaseFace, row: CaseRow, waits?: string) => string {
  const names = useNames()
  return (face, row, waits) => {
    const state = face.states[row.state]
    const title = state?.plain ?? row.state
    if (row.closedAt || state?.final) return `${title}，${dayWords(wall(row.closedAt ?? row.stateSince).date)}`
    const due = row.stateDueAt ? wall(row.stateDueAt).date : row.dueOn
    const by = due ? `，${dayWords(due)}前` : ''
    if (waits) return `${title}${by && `${by}要办`}，这一步等您：${waits}`
    return `${title}，${names.agency(row.agency)}在办${by && `${by}答复`}`
  }
}

/** Where a matter stands and what comes next, in a sentence. */
export function standingOf({ says, holder, by, closedAt, waits }: Matter): string {
  if (closedAt) return `${says}（${dayWords(wall(closedAt).date)}）`
  const until = by ? `，${dayWords(wall(by).date)}前` : ''
  return waits ? `等您来办${until}：${says}` : `${says}；${holder}在办${until}`
}

/** A matter's light: finished, late, waiting for the reader, or under way. */
export function lightOf({ closedAt, by, waits }: Matter, now: string): SignalFace {
  if (closedAt) return { title: '办结', shape: 'done' }
  if (by && by < now) return { title: '已超过时限', shape: 'late' }
  return waits ? { title: '等您', shape: 'near' } : { title: '在办', shape: 'ok' }
}
