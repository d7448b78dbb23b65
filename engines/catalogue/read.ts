import { binding, type Row, type Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import { queryOf } from '#engines/register/run'
import type { Told } from './entries.ts'
import type { Catalogue } from './index.ts'

/** What a list of published resources is narrowed by. */
export interface Wanted {
  /** Everything that is published, or what is open to everyone. */
  whole: boolean
  q?: string | undefined
  theme?: string | undefined
  agency?: string | undefined
}

/** A published resource as it was last told. */
export interface Kept extends Row {
  id: string
  agency: string
  said: Told
  told: Date
}

function conditions({ name }: Catalogue, { whole, q, theme, agency }: Wanted) {
  const { bind, values } = binding()
  const wanted = q === undefined ? null : queryOf(q)
  const words = wanted === null ? null : `${bind(wanted)}::tsquery`
  const where = [
    ...[`e.catalogue = ${bind(name)}`, 'e.ended_at is null'],
    ...(whole ? [] : ['e.open']),
    ...(theme === undefined ? [] : [`e.theme = ${bind(theme)}`]),
    ...(agency === undefined ? [] : [`e.agency = ${bind(agency)}`]),
    ...(words === null ? [] : [`e.grams @@ ${words}`]),
    // Words that hold nothing to look for find nothing.
    ...(q !== undefined && words === null ? ['false'] : []),
  ].join(' and ')
  const order = words === null ? 'e.row' : `ts_rank('{0.05, 0.1, 0.2, 1.0}', e.grams, ${words}) desc, e.row`
  return { where, order, values, bind }
}

const selected = 'e.row as id, e.agency, e.said, e.told_at as told'

/** Some of them, the best first where words are looked for, otherwise as they came into the catalogue. */
export function entriesAt(
  house: House,
  catalogue: Catalogue,
  wanted: Wanted,
  from: number,
  most: number,
): Promise<Kept[]> {
  const { where, order, values, bind } = conditions(catalogue, wanted)
  return house.database.read<Kept>(
    { all: 'on' },
    `select ${selected} from catalogue.entry e where ${where} order by ${order} offset ${bind(from)} limit ${bind(most)}`,
    values,
  )
}

/** Those after one, in the order of their ids: what a harvester asks for page by page. */
export function entriesAfter(
  house: House,
  { name }: Catalogue,
  whole: boolean,
  after: string | null,
  most: number,
): Promise<Kept[]> {
  return house.database.read<Kept>(
    { all: 'on' },
    `select ${selected} from catalogue.entry e where e.catalogue = $1 and e.ended_at is null ${whole ? '' : 'and e.open'}
       and ($2::uuid is null or e.row > $2) order by e.row limit $3`,
    [name, after, most],
  )
}

/** How many there are, and how many of each theme and agency. */
export async function countsOf(house: House, catalogue: Catalogue, wanted: Wanted) {
  const { where, values } = conditions(catalogue, wanted)
  const found = await house.database.read<{ theme: string; agency: string; count: number }>(
    { all: 'on' },
    `select e.theme, e.agency, count(*)::int as count from catalogue.entry e where ${where} group by e.theme, e.agency`,
    values,
  )
  const sums = (by: 'theme' | 'agency') => {
    const counted = new Map<string, number>()
    for (const one of found) counted.set(one[by], (counted.get(one[by]) ?? 0) + one.count)
    return [...counted].toSorted(([, a], [, b]) => b - a)
  }
  return { total: found.reduce((sum, { count }) => sum + count, 0), themes: sums('theme'), agencies: sums('agency') }
}

/** One that was told once; perhaps it is withdrawn. */
export async function entryOf(house: House, { name }: Catalogue, id: string) {
  const [found] = await house.database.read<Kept & { open: boolean; ended: boolean }>(
    { all: 'on' },
    `select ${selected}, e.open, e.ended_at is not null as ended from catalogue.entry e where e.catalogue = $1 and e.row = $2`,
    [name, id],
  )
  return found
}

/**
 * The fields of the platform's own data that are told of in a catalogue now, in force and not withheld; nothing where the data is
 * published in none, or withdrawn.
 */
export async function listedFields(ask: Tx['query'], origin: string): Promise<ReadonlySet<string> | undefined> {
  const [found] = await ask<{ said: Told }>(
    `select e.said from catalogue.compiled c join catalogue.entry e on e.row = c.row and e.ended_at is null where c.origin = $1 limit 1`,
    [origin],
  )
  return found && new Set(found.said.items.map(({ name }) => name))
}
