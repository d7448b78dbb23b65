import type { Database, Tx } from '#kernel/database'
import type { Actable, Actor, Reach } from '#engines/identity'
import { ownerOf, reachOf } from '#engines/identity/run'
import { comparison, excerptOf, gramsOf, looseQueryOf, queryOf } from './grams.ts'

/** What is found by a search, and who finds it: whoever may read `of`, as far as that right reaches. */
export interface Entry {
  of: Pick<Actable, 'kind' | 'name'>
  subject: string
  /** The content of an attachment; left out for the row or case itself. */
  part?: string
  title: string
  body: string
  path: string
  agency: string | null
  region: string | null
  person?: string | null
  assigned?: readonly string[]
  at: Date
}

/** Hits that are ranked at the most: a page shows a few of them, and each costs reading its entry. */
const mostRanked = 300
/** Characters of text that an entry keeps at the most. */
const mostBody = 12_000

/** Writes an entry in the transaction that writes what it is about. */
export function makeFindable(tx: Tx, entry: Entry) {
  tx.add('search.entry', rowOf(entry, entry.title), { key, through: 'search.keep' })
}

/** What is added to an entry: its text before what the entry says, its place, holder and time in place of those. */
export function makeFindableToo(tx: Tx, entry: Entry) {
  tx.add('search.entry', rowOf(entry, ''), { key, through: 'search.keep_too' })
}

const key = ['what', 'subject', 'part']

/** An entry as its table keeps it. @param named what its grams begin with beside the body's */
function rowOf(entry: Entry, named: string) {
  const { of, subject, part = '', title, path, agency, region, person = null, assigned = [], at } = entry
  const body = entry.body.slice(0, mostBody)
  const what = `${of.kind}:${of.name}`
  return { what, subject, part, title, body, grams: gramsOf(named, body), path, agency, region, person, assigned, at }
}

/**
 * Has everything of one declaration indexed whole, once for each fingerprint; what is written meanwhile is indexed by
 * its writer. In batches, so that the city is served the while.
 * @param page writes the entries of the rows after an id. @returns the last id of the page, or null at the end
 */
export async function indexWhole(
  database: Database,
  of: Pick<Actable, 'kind' | 'name'>,
  fields: string,
  page: (tx: Tx, after: string | null) => Promise<string | null>,
) {
  const what = `${of.kind}:${of.name}`
  const print = `${comparison} ${fields}`
  const [known] = await database.read({ all: 'on' }, 'select 1 from search.indexed where what = $1 and print = $2', [
    what,
    print,
  ])
  if (known) return
  for (let after: string | null = null; ;) {
    const from: string | null = after
    after = await database.write({ all: 'on' }, (tx) => page(tx, from))
    if (after === null) break
  }
  await database.write({ all: 'on' }, (tx) =>
    tx.query('insert into search.indexed (what, print) values ($1, $2) on conflict (what) do update set print = $2', [
      what,
      print,
    ]),
  )
}

export interface Found {
  kind: string
  of: string
  ofTitle: string
  title: string
  says: string
  path: string
  /** Who holds it, by id. */
  agency: string | null
  at: Date
}

/** The keys that an actor holds to entries of one kind; an entry is opened by any of them, as its table says. */
function keysOf(what: string, actor: Actor, reach: Reach): string[] {
  if (reach.has('all')) return [what]
  return [
    ...(reach.has('own-agency') && actor.agency ? [`${what} of ${actor.agency}`] : []),
    ...(reach.has('assigned') && actor.agency ? [`${what} to ${actor.agency}`] : []),
    ...(reach.has('own-area') ? actor.areas.map((area) => `${what} in ${area}`) : []),
    ...(reach.has('own') && ownerOf(actor) ? [`${what} by ${ownerOf(actor)}`] : []),
  ]
}

/**
 * What a person may see and what holds all the words asked for, the best first among as many as are ranked.
 * @param loosely where nothing holds all of them, what holds some
 */
export async function search(
  database: Database,
  readable: readonly Actable[],
  actor: Actor,
  { q: asked, limit, loosely = false }: { q: string; limit: number; loosely?: boolean },
): Promise<{ rows: Found[]; more: boolean }> {
  const exact = await found(database, readable, actor, { asked, limit, wanted: queryOf(asked) })
  if (exact.rows.length > 0 || !loosely) return exact
  return found(database, readable, actor, { asked, limit, wanted: looseQueryOf(asked) })
}

async function found(
  database: Database,
  readable: readonly Actable[],
  actor: Actor,
  { asked, limit, wanted }: { asked: string; limit: number; wanted: string | null },
): Promise<{ rows: Found[]; more: boolean }> {
  const keys = readable.flatMap((of) => keysOf(`${of.kind}:${of.name}`, actor, reachOf(actor, of, 'read')))
  if (wanted === null || keys.length === 0) return { rows: [], more: false }
  const rows = await database.read<{
    what: string
    part: string
    title: string
    body: string
    path: string
    agency: string | null
    at: Date
  }>({}, 'select what, part, title, body, path, agency, at from search.find($1::tsquery, $2, $3, $4)', [
    wanted,
    keys,
    mostRanked,
    limit + 1,
  ])
  const titles = new Map(readable.map((of) => [`${of.kind}:${of.name}`, of.title]))
  return {
    rows: rows.slice(0, limit).map(({ what, part, body, ...row }) => ({
      kind: part === '' ? (what.split(':')[0] as string) : 'file',
      of: what.split(':')[1] as string,
      ofTitle: titles.get(what) ?? what,
      ...row,
      says: excerptOf(body, asked),
    })),
    more: rows.length > limit,
  }
}
