import type { z } from 'zod'
import type { Database, Tx } from '#kernel/database'
import { noteOf } from '#kernel/field'
import type { Actable, Actor, ScopeName } from '#engines/identity'
import { ownerOf, reachOf } from '#engines/identity/run'
import { excerptOf, gramsOf, queryOf } from './grams.ts'
import type { Register } from './index.ts'

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

/** Characters of text that an entry keeps at the most. */
const mostBody = 12_000

/** Writes an entry in the transaction that writes what it is about. */
export function makeFindable(tx: Tx, entry: Entry) {
  const { of, subject, part = '', title, path, agency, region, person = null, assigned = [], at } = entry
  const body = entry.body.slice(0, mostBody)
  const grams = gramsOf(title, body)
  const what = `${of.kind}:${of.name}`
  tx.add(
    'search.entry',
    { what, subject, part, title, body, grams, path, agency, region, person, assigned, at },
    { key: ['what', 'subject', 'part'], keeps: ['person'] },
  )
}

/** The fields of a register that a search looks into: words and labels, never what is personal. */
const searched = (register: Register) =>
  Object.entries(register.fields).filter(([name, field]) => {
    const { widget, sensitivity } = noteOf(field as z.ZodType)
    return ['text', 'longText', 'choice'].includes(widget) && sensitivity !== 'personal' && name !== register.naming
  })

interface Kept {
  id: string
  agency: string | null
  region: string | null
  amendedAt: Date
  [field: string]: unknown
}

/** A row as it is searched: by its naming field first, by its words and labels after. */
export function entryOf(register: Register, row: Kept, person: string | null): Entry {
  const personal = noteOf(register.fields[register.naming] as z.ZodType).sensitivity === 'personal'
  const words = searched(register).map(([name, field]) => {
    const value = row[name]
    return typeof value === 'string' ? (noteOf(field).options?.[value] ?? value) : ''
  })
  return {
    of: register,
    subject: row.id,
    title: personal ? register.title : String(row[register.naming] ?? ''),
    body: words.filter(Boolean).join('\n'),
    path: `/lists/${register.name}/${row.id}`,
    agency: row.agency,
    region: row.region,
    person,
    at: row.amendedAt,
  }
}

/** The fingerprint of what a search looks into in a register. */
export const searchPrint = (register: Register) =>
  [register.naming, ...searched(register).map(([name]) => name)].join(' ')

/**
 * Has everything of one declaration indexed whole, once for each fingerprint; what is written meanwhile is indexed by
 * its writer. In batches, so that the city is served the while.
 * @param page writes the entries of the rows after an id. @returns the last id of the page, or null at the end
 */
export async function indexWhole(
  database: Database,
  of: Pick<Actable, 'kind' | 'name'>,
  print: string,
  page: (tx: Tx, after: string | null) => Promise<string | null>,
) {
  const what = `${of.kind}:${of.name}`
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

/** Everything that a person may see and that holds all the words asked for, the best first. */
export async function search(
  database: Database,
  readable: readonly Actable[],
  actor: Actor,
  asked: string,
  limit: number,
): Promise<{ rows: Found[]; more: boolean }> {
  const wanted = queryOf(asked)
  const reaches = readable.map((of) => ({ what: `${of.kind}:${of.name}`, reach: reachOf(actor, of, 'read') }))
  const within = (scope: ScopeName) => reaches.filter(({ reach }) => reach.has(scope)).map(({ what }) => what)
  if (wanted === null || reaches.every(({ reach }) => reach.size === 0)) return { rows: [], more: false }
  const scopes: ScopeName[] = ['all', 'own-agency', 'assigned', 'own-area', 'own']
  const rows = await database.read<{
    what: string
    part: string
    title: string
    body: string
    path: string
    agency: string | null
    at: Date
  }>(
    {},
    'select what, part, title, body, path, agency, at from search.find($1::tsquery, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
    [wanted, ...scopes.map(within), actor.agency, actor.areas, ownerOf(actor), limit + 1],
  )
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
