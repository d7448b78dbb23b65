import type { House } from '#kernel/engine'
import { keeper, wrappedRows, type Keeper } from '#kernel/keeper'
import type { Tx } from '#kernel/database'
import type { Clash, Words } from './rules/what-two-have-written-is-both-kept.ts'

/** How a draft stands. */
export const standings = { open: '没交', filed: '已交', 'given-up': '不要了' } as const
export type Standing = keyof typeof standings

/** A draft as it is kept. */
export interface Kept {
  id: string
  counter: string
  agency: string
  version: number
  standing: Standing
  called: string
  kept: Buffer
  master: string
  row: string | null
  beganName: string
  beganAt: Date
  wroteBy: string
  wroteName: string
  wroteAt: Date
}

/** What is written in a draft, and what stands apart in it. */
export interface Written {
  words: Words
  apart: Clash[]
}

const columns = `id, counter, agency, version, standing, called, kept, master, row, began_name as "beganName", began_at as "beganAt",
  wrote_by as "wroteBy", wrote_name as "wroteName", wrote_at as "wroteAt"`

/** Where what is written at counters lies under the master key. */
export const countersWrapped = [
  wrappedRows<{ id: string }>('没交的草稿', 'counter.draft', ['id'], { kept: ({ id }) => boundTo(id) }),
  wrappedRows<{ draft: string; id: string }>('草稿的各次改动', 'counter.writing', ['draft', 'id'], {
    said: ({ draft, id }) => boundTo(draft, id, 'said'),
    became: ({ draft, id }) => boundTo(draft, id, 'became'),
  }),
]

/** What the words of a draft are bound to, or those of one writing of it. */
export const boundTo = (draft: string, writing?: string, part?: 'said' | 'became') =>
  ['counter', draft, ...(writing && part ? [writing, part] : [])].join('/')

export const keeperOf = (city: Pick<House, 'rooms'>): Keeper => city.rooms.get(keeper)

/** What lies wrapped, as it was written. */
export const opened = async <T>(city: Pick<House, 'rooms'>, wrapped: Buffer, bound: string, master: string) =>
  JSON.parse((await keeperOf(city).unwrap(wrapped, bound, master)).toString()) as T

/** What is written, wrapped. */
export const closed = (city: Pick<House, 'rooms'>, said: unknown, bound: string) =>
  keeperOf(city).wrap(Buffer.from(JSON.stringify(said)), bound)

/** What is written in a draft. */
export const writtenIn = (city: Pick<House, 'rooms'>, { id, kept, master }: Kept) =>
  opened<Written>(city, kept, boundTo(id), master)

/** A draft at a counter of an agency, held until the transaction ends; nothing where it is another's. */
export async function holdDraft(
  tx: Tx,
  at: { counter: string; agency: string; id: string },
): Promise<Kept | undefined> {
  const [found] = await tx.query<Kept>(
    `select ${columns} from counter.draft where id = $1 and counter = $2 and agency = $3 for update`,
    [at.id, at.counter, at.agency],
  )
  return found
}

/** The drafts of an agency at a counter that stand so, those written last in front; fifty a page. */
export const draftsOf = (
  house: House,
  of: { counter: string; agency: string; standing: Standing; after?: string | undefined },
) =>
  house.database.read<Omit<Kept, 'counter' | 'agency' | 'kept' | 'master' | 'wroteBy'> & { apart: number }>(
    { agency: of.agency },
    `select id, version, standing, called, apart, row, began_name as "beganName", began_at as "beganAt", wrote_name as "wroteName", wrote_at as "wroteAt"
     from counter.draft where agency = $1 and counter = $2 and standing = $3
       and ($4::uuid is null or (wrote_at, id) < (select a.wrote_at, a.id from counter.draft a where a.id = $4))
     order by wrote_at desc, id desc limit ${aPage}`,
    [of.agency, of.counter, of.standing, of.after ?? null],
  )

/** Drafts that a page of their list holds. */
export const aPage = 50
