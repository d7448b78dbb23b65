import { isDeepStrictEqual } from 'node:util'
import type { Row, Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { nobody, type Actor } from '#engines/identity'
import { columnOf, holdsOf, tableOf } from '#engines/register'
import { change, create, hold, referring } from '#engines/register/run'
import { declaredData, printOf } from './declared.ts'
import type { Catalogue, DeclaredData } from './index.ts'

const platform: Actor = { ...nobody, name: '数据目录自动编制' }
const atOnce = 20

/** The catalogues of a city. */
export const cataloguesOf = (house: House): Catalogue[] => [...house.parts<Catalogue>('catalogue').values()]

/**
 * Brings what the platform itself keeps into its catalogue: what is new is added, what has changed is changed there, what is no more
 * is gone. @returns how many were brought into step
 */
export async function compile(house: House, at: Date): Promise<number> {
  let done = 0
  for (const catalogue of cataloguesOf(house)) {
    const declared = declaredData(house)
    const known = await house.database.read<{ origin: string; row: string; print: string | null }>(
      { all: 'on' },
      'select origin, row, print from catalogue.compiled where catalogue = $1',
      [catalogue.name],
    )
    const rows = new Map(known.map((one) => [one.origin, one]))
    const due = [...declared.values()].filter((one) => rows.get(one.origin)?.print !== printOf(one))
    for (const one of due.slice(0, atOnce))
      await house.database.write({ all: 'on' }, (tx) => bring(tx, catalogue, one, rows.get(one.origin)?.row, at))
    const gone = known.filter(({ origin, print }) => print !== null && !declared.has(origin))
    for (const { origin, row } of gone)
      await house.database.write({ all: 'on' }, (tx) => leaveOff(tx, catalogue, origin, row, at))
    done += Math.min(due.length, atOnce) + gone.length
  }
  return done
}

/** One resource and its fields, as they are declared now. */
async function bring(tx: Tx, catalogue: Catalogue, declared: DeclaredData, known: string | undefined, at: Date) {
  const by = { actor: platform, at }
  const resource = known ? await hold(tx, catalogue.of, known) : await newRow(tx, catalogue, declared, at)
  if (!resource) return
  const published = !!known && !holdsOf(catalogue.withdrawn, resource) && (await wasPublished(tx, resource.id))
  const there = await itemsOf(tx, catalogue, resource.id)
  const told: string[] = []
  for (const field of declared.fields) {
    const before = there.get(field.name)
    there.delete(field.name)
    // One that was gone and is there again is new.
    const stood = before && differs(before, catalogue.compiles.gone) ? catalogue.tellsItem(before).tier : null
    const values = catalogue.compiles.item(field, { published, before: stood })
    const under = catalogue.items.under as string
    if (!before) {
      await create(tx, catalogue.items, { ...values, [under]: resource.id, [catalogue.key]: field.name } as never, by)
      if (known) told.push(`新增“${field.title}”`)
    } else if (differs(before, values)) {
      await change(tx, catalogue.items, before as never, values as never, by)
      told.push(`改了“${field.title}”`)
    }
  }
  for (const left of await drop(tx, catalogue, there.values(), at))
    told.push(`去掉“${catalogue.tellsItem(left).title}”`)
  await tx.query(
    `insert into catalogue.compiled (catalogue, origin, row, print, at) values ($1, $2, $3, $4, $5)
     on conflict (catalogue, origin) do update set print = $4, at = $5`,
    [catalogue.name, declared.origin, resource.id, printOf(declared), at],
  )
  await publish(tx, {
    ...{ kind: known ? 'catalogue.changed' : 'catalogue.compiled', actor: 'platform', at },
    ...{ subject: `resource:${resource.id}`, about: { origin: declared.origin, ...(known && { told }) } },
  })
}

/** Nothing of it is kept any more: its fields are gone, its row stays for whoever looks after it. */
async function leaveOff(tx: Tx, catalogue: Catalogue, origin: string, row: string, at: Date) {
  await drop(tx, catalogue, (await itemsOf(tx, catalogue, row)).values(), at)
  await tx.query('update catalogue.compiled set print = null, at = $3 where catalogue = $1 and origin = $2', [
    ...[catalogue.name, origin, at],
  ])
  await publish(tx, { kind: 'catalogue.gone', actor: 'platform', subject: `resource:${row}`, at, about: { origin } })
}

/** A new resource: its system stands in the register of systems, once. */
async function newRow(tx: Tx, catalogue: Catalogue, declared: DeclaredData, at: Date) {
  const by = { actor: platform, at }
  const { compiles, systems, of } = catalogue
  const said = compiles.system({ title: declared.system, agency: declared.agency })
  const [name, title] = [systems.naming, said[systems.naming]]
  const [there] = await tx.query<{ id: string }>(
    `select id from ${tableOf(systems)} where ${columnOf(name)} = $1 order by id limit 1`,
    [title],
  )
  const system = there ?? (await create(tx, systems, said as never, by))
  const values = { ...compiles.resource(declared, system.id), [catalogue.origin]: declared.origin }
  return create(tx, of, values as never, by)
}

async function itemsOf(tx: Tx, { items, key }: Catalogue, resource: string): Promise<Map<string, Row>> {
  const rows = (await referring(tx, items, items.under as never, resource)) as unknown as Row[]
  return new Map(rows.map((row) => [String(row[key]), row]))
}

/** Fields that are no more. @returns those that were told of until now */
async function drop(tx: Tx, { items, compiles }: Catalogue, rows: Iterable<Row>, at: Date): Promise<Row[]> {
  const left = [...rows].filter((row) => differs(row, compiles.gone))
  for (const row of left) await change(tx, items, row as never, compiles.gone as never, { actor: platform, at })
  return left
}

async function wasPublished(tx: Tx, row: string): Promise<boolean> {
  const [found] = await tx.query('select 1 from catalogue.entry where row = $1 and ended_at is null', [row])
  return found !== undefined
}

const differs = (row: Row, values: Row) =>
  Object.entries(values).some(([name, value]) => !isDeepStrictEqual(row[name] ?? null, value ?? null))
