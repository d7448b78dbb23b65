import { isDeepStrictEqual } from 'node:util'
import type { Row, Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import type { Hearer } from '#kernel/event'
import { nobody, type Actor } from '#engines/identity'
import { holdsOf, type Register } from '#engines/register'
import { change, gramsOf, hold, referring } from '#engines/register/run'
import { cataloguesOf } from './compile.ts'
import type { Catalogue, Said, SaidItem } from './index.ts'

const platform: Actor = { ...nobody, name: '数据目录' }
const atOnce = 100

/** What is told of a resource, with those of its fields that are in force. */
export interface Told extends Said {
  /** Which data of the platform's own it is; null for what lies elsewhere. */
  origin: string | null
  items: SaidItem[]
}

/** A resource or one of its fields that has changed is noted; what is withdrawn is told to nobody from that moment on. */
export const notesResources = (house: House): Hearer[] =>
  cataloguesOf(house).length === 0
    ? []
    : [
        {
          hears: ['register.created', 'register.amended'],
          does: async (tx, event) => {
            const [name, id] = event.subject.split(':') as [string, string]
            const row = event.held as Row
            for (const { name: catalogue, of, items, withdrawn } of cataloguesOf(house)) {
              const resource =
                of.name === name ? id : items.name === name ? (row[items.under as string] as string) : null
              if (resource === null) continue
              tx.add('catalogue.stale', { catalogue, row: resource }, { key: ['catalogue', 'row'] })
              if (of.name === name && holdsOf(withdrawn, row))
                tx.run('update catalogue.entry set ended_at = $2 where row = $1 and ended_at is null', [id, event.at])
            }
          },
        },
      ]

/** Brings what is told of resources into step with their rows, some of them. @returns how many were looked at */
export function tellEntries(house: House, at: Date): Promise<number> {
  const catalogues = new Map(cataloguesOf(house).map((one) => [one.name, one]))
  if (catalogues.size === 0) return Promise.resolve(0)
  return house.database.write({ all: 'on' }, async (tx) => {
    const noted = await tx.query<{ catalogue: string; row: string }>(
      `delete from catalogue.stale where (catalogue, row) in
         (select catalogue, row from catalogue.stale order by catalogue, row limit ${atOnce} for update skip locked)
       returning catalogue, row`,
    )
    for (const { catalogue, row } of noted.toSorted((a, b) => (a.row < b.row ? -1 : 1))) {
      const declared = catalogues.get(catalogue)
      if (declared) await tell(tx, declared, row, at)
    }
    return noted.length
  })
}

/** The highest tier of its fields is the resource's; what is published is told as it now stands. */
async function tell(tx: Tx, catalogue: Catalogue, id: string, at: Date) {
  const row = await hold<Register>(tx, catalogue.of, id)
  if (!row) return
  const fields = (await referring(tx, catalogue.items, catalogue.items.under as never, id)) as unknown as Row[]
  const items = fields.map((field) => catalogue.tellsItem(field))
  const listed = items.filter((item) => item.listed)
  const tier = highest(listed)
  const was = (row as unknown as Row)[catalogue.tier]
  const kept =
    tier === null || was === tier
      ? row
      : await change(tx, catalogue.of, row, { [catalogue.tier]: tier } as never, { actor: platform, at })
  if (!holdsOf(catalogue.published, kept)) return
  const whole = kept as unknown as Row
  const origin = (whole[catalogue.origin] as string | null) ?? null
  await keep(tx, catalogue, { id, agency: kept.agency, said: { ...catalogue.tells(whole), origin, items: listed }, at })
}

/** The highest wins. @source GB/T 43697-2024 (就高从严) */
const highest = (items: readonly SaidItem[]) => (items.length > 0 ? Math.max(...items.map(({ tier }) => tier)) : null)

async function keep(
  tx: Tx,
  { name }: Catalogue,
  { id, agency, said, at }: { id: string; agency: string | null; said: Told; at: Date },
) {
  const [there] = await tx.query<{ said: Told; open: boolean; ended: boolean }>(
    'select said, open, ended_at is not null as ended from catalogue.entry where row = $1',
    [id],
  )
  if (there && !there.ended && there.open === said.open && isDeepStrictEqual(there.said, said)) return
  const words = [said.code, said.summary, said.theme, ...said.items.map(({ title }) => title)].join('\n')
  await tx.query(
    `insert into catalogue.entry (row, catalogue, agency, theme, open, said, grams, told_at) values ($1, $2, $3, $4, $5, $6, $7::tsvector, $8)
     on conflict (row) do update set agency = $3, theme = $4, open = $5, said = $6, grams = $7::tsvector, told_at = $8, ended_at = null`,
    [id, name, agency, said.theme, said.open, JSON.stringify(said), gramsOf(said.title, words), at],
  )
}
