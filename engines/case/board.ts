import * as z from 'zod'
import { binding, type Database } from '#kernel/database'
import { noteOf } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { eitherOf, reachedBy, reachOf, scopeOf } from '#engines/identity/run'
import { columnOf, tableOf, type Register } from '#engines/register'
import { faults } from './faults.ts'
import type { AnyCase } from './index.ts'
import { listingOf, type Filters } from './listing.ts'
import { scopeColumns } from './row.ts'
import { summedBy, sumsKnow, tallyTable } from './tally.ts'

/** What a board is drawn by: who holds, which region, which state, the month due, or a field of the subject. */
export type BoardBy = 'agency' | 'region' | 'state' | 'month' | `subject.${string}`

/** One line of a board. */
export const boardRow = z.object({
  key: z.string().nullable(),
  count: z.int(),
  /** Light → how many. */
  signals: z.record(z.string(), z.int()),
  /** Means of the facts in percent; not yet reported counts as 0. */
  means: z.record(z.string(), z.number()),
})
export type BoardRow = z.infer<typeof boardRow>

/** How many cases stand under each light, by something they share or in one line, as a person may see them. @throws case/no-such-filter */
export async function board(
  database: Database,
  declared: AnyCase,
  actor: Actor,
  by: BoardBy | undefined,
  asked: Filters,
): Promise<BoardRow[]> {
  const { values, bind } = binding()
  const reach = reachOf(actor, declared, 'read')
  const reached = reachedBy(actor, reach, scopeColumns)
  if (reached.length === 0) return []
  const { filters, conditions } = listingOf(declared, asked, actor.agency)
  const where = [`t.kind = ${bind(declared.name)}`, ...conditions(bind, (column) => `t.${column}`)].join(' and ')
  const branches = reached.map((branch) => ({ where: branch.where(bind) }))
  const facts = Object.keys(declared.facts).filter((name) => noteOf(declared.facts[name] as never).widget === 'percent')
  const sums = (by === undefined || summedBy.has(by)) && sumsKnow(filters) && reached.every(({ through }) => !through)
  const text = sums ? sumsText() : countText()
  const rows = await database.read<{ key: string | null; signal: string | null; count: number; sums: number[] }>(
    scopeOf(actor, reach),
    text,
    values,
  )
  return [...Map.groupBy(rows, (row) => row.key)].map(([found, lines]) => {
    const count = lines.reduce((sum, line) => sum + line.count, 0)
    const mean = (at: number) => Math.round(lines.reduce((sum, line) => sum + (line.sums[at] ?? 0), 0) / count)
    return {
      key: found,
      count,
      signals: Object.fromEntries(lines.map((line) => [line.signal ?? '', line.count])),
      means: Object.fromEntries(facts.map((name, at) => [name, mean(at)])),
    }
  })

  function sumsText(): string {
    const sum = (fact: string) => `coalesce(sum(t.amount) filter (where t.fact = ${fact}), 0)`
    return `select ${by ? `t.${by}` : 'null::text'} as key, nullif(t.signal, '') as signal, ${sum("''")}::int as count,
       array[${facts.map((name) => `${sum(bind(name))}::float8`).join(', ')}]::float8[] as sums
     from ${tallyTable} t where ${where} and ${eitherOf(branches)} group by 1, 2 having ${sum("''")} > 0 order by 1, 2`
  }

  function countText(): string {
    const each = branches.map((branch) => `select t.id from casework.case t where ${where} and (${branch.where})`)
    const [from, condition] =
      branches.length > 1
        ? [`(${each.join(' union ')}) p join casework.case t on t.id = p.id`, 'true']
        : ['casework.case t', `${where} and (${branches[0]?.where})`]
    const sums = facts.map((name) => `sum(coalesce((t.facts->>${bind(name)})::numeric, 0))::float8`)
    const key = boardKey(declared, by)
    return `select ${key.column} as key, t.signal, count(*)::int as count, array[${sums.join(', ')}]::float8[] as sums
     from ${from} ${key.join} where ${condition} group by 1, 2 order by 1, 2`
  }
}

function boardKey(declared: AnyCase, by: BoardBy | undefined): { column: string; join: string } {
  if (by === undefined) return { column: 'null::text', join: '' }
  if (by === 'month') return { column: `to_char(t.due_on, 'YYYY-MM')`, join: '' }
  if (!by.startsWith('subject.')) return { column: `t.${by}`, join: '' }
  const field = by.slice('subject.'.length)
  const subject = declared.subject as Register
  const note = subject.fields[field] && noteOf(subject.fields[field])
  if (!note || note.sensitivity === 'personal') throw faults['no-such-filter']({ by })
  return { column: `s.${columnOf(field)}::text`, join: `join ${tableOf(subject)} s on s.id = t.subject` }
}
