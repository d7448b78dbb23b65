import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { freshDatabase, leaveCluster } from '#testing/cluster'
import { reading, type Placement } from '#kernel/engine'
import { systems } from '#systems'
import { engines } from '../engines/index.ts'

const { parts } = reading(systems, [])
/** Every table of the city; `pgboss` stays on one node, as its library asks. */
const distribution: Placement = Object.assign({}, ...engines.map(({ tables }) => tables(parts)))

after(leaveCluster)

interface Key {
  table: string
  name: string
  columns: string[]
  other: string | null
  others: string[]
}

async function catalogue() {
  const owner = new pg.Client({ connectionString: (await freshDatabase()).ownerUrl })
  await owner.connect()
  try {
    const columns = await owner.query<{ table: string; required: string[] }>(
      `select n.nspname || '.' || c.relname as table, array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and a.attnotnull) as required
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss')`,
    )
    const named = (rel: string) =>
      `(select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = ${rel})`
    const of = (rel: string, numbers: string) =>
      `array(select a.attname::text from unnest(${numbers}) with ordinality as u(number, place) join pg_attribute a on a.attrelid = ${rel} and a.attnum = u.number order by u.place)`
    const keys = await owner.query<Key>(
      `select ${named('i.indrelid')} as table, (select relname::text from pg_class where oid = i.indexrelid) as name, ${of('i.indrelid', 'i.indkey::int2[]')} as columns, null as other, '{}'::text[] as others
       from pg_index i where i.indisunique
       union all select ${named('k.conrelid')}, k.conname::text, ${of('k.conrelid', 'k.conkey')}, ${named('k.confrelid')}, ${of('k.confrelid', 'k.confkey')} from pg_constraint k where k.contype = 'f'`,
    )
    return { tables: new Map(columns.rows.map((row) => [row.table, row.required])), keys: keys.rows }
  } finally {
    await owner.end()
  }
}

/** Whether a key could be kept where the rows of its table lie apart. */
function holds({ table, columns, other, others }: Key): boolean {
  const by = distribution[table]?.by as string
  if (other === null) return columns.includes(by)
  const there = distribution[other]?.by
  return there === 'reference' || (columns.includes(by) && others[columns.indexOf(by)] === there)
}

test('every table says where its rows would lie past one machine, by a column that every row has', async () => {
  const { tables } = await catalogue()
  assert.deepEqual([...tables.keys()].toSorted(), Object.keys(distribution).toSorted())
  for (const [table, { by }] of Object.entries(distribution))
    assert.ok(by === 'reference' || tables.get(table)?.includes(by), `${table} has no column ${by} that every row has`)
})

test('every unique index and foreign key of a table that lies apart holds its column, or is listed with its reason', async () => {
  const { keys } = await catalogue()
  const apart = keys.filter(({ table }) => distribution[table] && distribution[table]?.by !== 'reference')
  const broken = apart.filter((key) => !holds(key)).map(({ table, name }) => `${table} ${name}`)
  const listed = Object.entries(distribution).flatMap(([table, { breaks = {} }]) =>
    Object.keys(breaks).map((name) => `${table} ${name}`),
  )
  assert.deepEqual(broken.toSorted(), listed.toSorted())
})
