import type { Row, Tx } from '#kernel/database'
import { canonical } from '#engines/ledger'
import { directoryOf } from '#engines/identity/run'
import { referring } from '#engines/register/run'
import type { Assessment } from './index.ts'
import type { Leaf, Scheme } from './scheme.ts'

/** One leaf out of its row. */
export function leafOfRow(row: Row): Leaf {
  const number = (name: string) => (row[name] === null || row[name] === undefined ? null : String(row[name]))
  const words = (name: string) => String(row[name] ?? '')
  return {
    ...{
      id: words('id'),
      code: words('code'),
      branch: words('branch'),
      title: words('title'),
      says: (row['says'] as string | null) ?? null,
    },
    ...{ group: words('group'), weight: words('weight'), method: row['method'] as Leaf['method'] },
    ...{ source: row['source'] as Leaf['source'], indicator: (row['indicator'] as string | null) ?? null },
    ...{
      better: row['better'] as Leaf['better'],
      target: number('target'),
      floor: number('floor'),
      cap: number('cap'),
    },
    ...{ each: number('each'), steps: row['steps'] as Leaf['steps'] },
  }
}

/** What of a scheme's own row goes into the text. */
const headOf = (row: Row) => ({
  ...{ title: row['title'] as string, year: row['year'] as number, edition: row['edition'] as number },
  ...{
    places: row['places'] as number,
    missing: row['missing'] as Scheme['missing'],
    ties: row['ties'] as Scheme['ties'],
  },
  within: (row['within'] as string | null) ?? null,
  objectionDays: row['objectionDays'] as number,
  grades: row['grades'] as Scheme['grades'],
})

/** Whether a scheme's own row still says what was begun. */
export const saysTheSame = (row: Row, scheme: Scheme): boolean => {
  const head = headOf(row)
  const names = Object.keys(head) as (keyof typeof head)[]
  return names.every((name) => canonical(head[name] as never) === canonical(scheme[name] as never))
}

/** A scheme out of its rows, leaves and objects in the order of codes and ids. */
export async function schemeOf(
  tx: Tx,
  { name, groups, registers }: Assessment,
  row: Row & { id: string },
): Promise<Scheme> {
  const leaves = await referring(tx, registers.leaf, 'scheme', row.id)
  const objects = await referring(tx, registers.object, 'scheme', row.id)
  const { agencies } = directoryOf(tx)
  return {
    ...{ v: 1, id: row.id, kind: name, ...headOf(row) },
    groups: Object.fromEntries(Object.entries(groups).map(([group, { title }]) => [group, title])),
    leaves: leaves.map((leaf) => leafOfRow(leaf as unknown as Row)).toSorted((a, b) => byCode(a.code, b.code)),
    objects: objects
      .map((one) => one as unknown as { assessed: string; group: string })
      .map(({ assessed, group }) => ({ agency: assessed, name: agencies.get(assessed)?.name ?? assessed, group }))
      .toSorted((a, b) => (a.agency < b.agency ? -1 : 1)),
  }
}

/** 1.2 stands before 1.10. */
const byCode = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })
