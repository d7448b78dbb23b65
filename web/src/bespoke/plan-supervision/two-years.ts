import type { Manifest } from '../../../../platform/manifest.ts'
import { linePath, numberOf } from './line-facts.ts'
import { pairMostAlike } from './most-alike-pair.ts'
import type { Entry, Line, Plan, Reading } from './plan-data.ts'
import { goesOn, whatChanged, type Changes, type Work } from './what-changed.ts'

/** What became of a piece of work from one year to the next, in the order in which it is told. */
export const fates = {
  carried: '接续',
  changed: '有变化',
  alike: '像是同一件',
  new: '新增',
  gone: '不再列',
} as const

/** A piece of a plan's work with its number, its address and the rows that supervise it. */
interface Told extends Work {
  number: string
  to: string
  lines: Line[]
}

/** One piece of work over two years. */
export interface Over {
  id: string
  fate: keyof typeof fates
  older: Told | null
  newer: Told | null
  changes: Changes | null
}

/** Two plans' work side by side, in the newer one's order; what the newer leaves out at the end. */
export function overTwoYears(
  manifest: Manifest,
  older: Reading,
  newer: Reading,
  nameOf: (agency: string) => string,
): Over[] {
  const [was, is] = [workOf(manifest, older), workOf(manifest, newer)]
  const holds = (work: Told[], id: string) => work.find(({ lines }) => lines.some((line) => line.id === id))
  const carried = newer.lines.flatMap((line) => {
    const row = older.lines.find(({ id }) => id === line.carriedFrom)
    const [from, into] = [row && holds(was, row.id), holds(is, line.id)]
    return row && from && into ? [{ row, from, into }] : []
  })
  const ties = new Map(carried.map(({ from, into }) => [into.id, from.id]))
  const pairs = new Map(pairMostAlike(is, was, ties).map((pair) => [pair.newer, pair]))
  const kept = new Set([...pairs.values()].map((pair) => pair.older))
  const told = is.map((one): Over => {
    const pair = pairs.get(one.id)
    const found = was.find(({ id }) => id === pair?.older)
    if (!pair || !found) return { id: one.id, fate: 'new', older: null, newer: one, changes: null }
    // A row carried on by itself is held against the row that it was, not against all of the item.
    const row = carried.find(({ into }) => into.id === one.id && into.id === into.lines[0]?.id)?.row
    const before = row ? ofLine(manifest, older.plan, row) : found
    const changes = whatChanged(before, one, nameOf)
    const fate = !pair.sure ? 'alike' : goesOn(changes) ? 'carried' : 'changed'
    return { id: one.id, fate, older: before, newer: one, changes }
  })
  const gone = was.filter(({ id }) => !kept.has(id))
  return [...told, ...gone.map((one): Over => ({ id: one.id, fate: 'gone', older: one, newer: null, changes: null }))]
}

/** The items of a plan, each with its own rows; then the rows that stand under none. */
function workOf(manifest: Manifest, { plan, entries, lines }: Reading): Told[] {
  const rows = lines.filter((line) => !line.mergedInto)
  const loose = rows.filter((line) => !entries.some((entry) => entry.id === line.item || entry.lines.includes(line)))
  return [...entries.map((entry) => ofEntry(plan, entry, rows)), ...loose.map((line) => ofLine(manifest, plan, line))]
}

function ofLine(manifest: Manifest, plan: Plan, line: Line): Told {
  return {
    ...{ id: line.id, year: plan.year, number: `任务 ${numberOf(line)}`, to: linePath(manifest, line) },
    ...{ title: line.title, text: line.content, bound: [line], lines: [line], targets: [] },
  }
}

function ofEntry(plan: Plan, entry: Entry, rows: Line[]): Told {
  const own = rows.filter((line) => line.item === entry.id)
  const lines = own.length > 0 ? own : entry.lines.filter((line) => rows.includes(line))
  return {
    ...{ id: entry.id, year: plan.year, number: String(entry.number), to: `/plan/${plan.id}?item=${entry.number}` },
    ...{ title: entry.title, text: entry.text ?? '', bound: lines.length > 0 ? lines : [entry] },
    ...{ lines, targets: entry.targets },
  }
}
