import type { Reading } from '../index.ts'
import { plain, type Block } from '../read/block.ts'
import { deadline } from './deadline.ts'
import { numbered, type Numbering } from './numbering.ts'

type RowBlock = Extract<Block, { kind: 'row' }>
type Means = 'number' | 'task' | 'due' | 'agency'

/** What a heading's cell is over, by its words. */
function meaning(cell: string, { labels }: Reading): Means | undefined {
  const words = plain(cell).replace(/\s+/g, '')
  const has = (list: readonly string[]) => list.some((label) => words.includes(label))
  if (words === '' || words.length > 15 || words.includes('。')) return undefined
  if (/^(序号?|编号|项次|No\.?)$/i.test(words)) return 'number'
  if (has([...labels.lead, ...labels.support]) || /责任|牵头|配合|主办|协办|承办|负责/.test(words)) return 'agency'
  if (has(labels.due) || /时间|时限|期限|进度/.test(words)) return 'due'
  return /工作|任务|项目|事项|内容|举措|措施|要点/.test(words) ? 'task' : undefined
}

const filled = (row: RowBlock) => row.cells.filter((cell) => cell !== '')

/** What the cells of a heading mean; nothing where the row is none. */
function headed(row: RowBlock, reading: Reading): Set<Means> {
  const cells = filled(row)
  const means = cells.map((cell) => meaning(cell, reading))
  const known = new Set(means.filter((one) => one !== undefined))
  const most = means.filter((one) => one !== undefined).length * 2 > cells.length
  return most && known.size >= 2 ? known : new Set()
}

/** Whether a row of the breakdown is a heading, or the second line of one. */
export const isHeading = (row: RowBlock, reading: Reading): boolean => {
  const cells = filled(row)
  if (cells.some((cell) => rowNumber(cell) !== undefined || deadline(plain(cell)) !== undefined)) return false
  return headed(row, reading).size > 0 || (cells.length >= 2 && cells.every((cell) => meaning(cell, reading)))
}

/** A row's number: its cell holds nothing else but what sets numbers off. */
export function rowNumber(cell: string): number | undefined {
  const found = /^[(\s]*([1-9]\d{0,2})[.、)\s]*$/.exec(plain(cell))?.[1]
  return found === undefined ? undefined : Number(found)
}

/** Whether a row can only be one of a breakdown: it has a number and a deadline. */
const isTask = (row: RowBlock) =>
  row.cells.some((cell) => rowNumber(cell) !== undefined) &&
  row.cells.some((cell) => deadline(plain(cell)) !== undefined)

/**
 * Which tables break the plan down: those under a heading of tasks and who does them; else of tasks and their times;
 * else such as have rows that can be nothing else. Beside one that numbers its rows, one that does not is another. A table
 * after one of them that has no heading goes on with it when most of its rows are tasks, or one and its columns as many.
 */
function breakdownRows(blocks: readonly Block[], reading: Reading): Set<RowBlock> {
  const rows = blocks.filter((block) => block.kind === 'row')
  const tables = [...Map.groupBy(rows, (row) => row.table)].map(([table, all]) => {
    const from = all.findIndex((row) => headed(row, reading).has('task'))
    return { table, all, from, means: from < 0 ? new Set<Means>() : headed(all[from] as RowBlock, reading) }
  })
  const wanted = (['agency', 'due'] as const).find((means) => tables.some((one) => one.means.has(means)))
  const isNumbered = tables.some(({ means }) => wanted && means.has(wanted) && means.has('number'))
  const found = new Map<number, RowBlock[]>()
  for (const { table, all, from, means } of tables) {
    const tasks = all.filter(isTask).length
    const columns = [...found.values()].at(-1)?.[0]?.cells.length
    const goesOn = found.size > 0 || wanted === undefined
    const fitting = tasks * 2 >= all.length || (tasks > 0 && columns === all[0]?.cells.length)
    if (wanted && means.has(wanted) && (means.has('number') || !isNumbered)) found.set(table, all.slice(from))
    else if (goesOn && from < 0 && fitting) found.set(table, all)
    else if (wanted === undefined && fitting) found.set(table, all)
  }
  return new Set([...found.values()].flat())
}

/**
 * Parts a document into its prose and the rows of its breakdown. Another table in the prose is no part of either: a mark
 * says so where it stands. After the breakdown the prose goes on where its numbers do.
 */
export function breakdownOf(read: readonly Block[], reading: Reading): { prose: Block[]; rows: RowBlock[] } {
  const breakdown = breakdownRows(read, reading)
  const tables = new Set([...breakdown].map(({ table }) => table))
  // A title above the heading may be a row of its own.
  const isTitleRow = (block: Block) =>
    block.kind === 'row' && tables.has(block.table) && !breakdown.has(block) && filled(block).length <= 1
  const blocks = read.filter((block) => !isTitleRow(block))
  const titles = titlesOf(blocks, breakdown, reading)
  const prose: Block[] = []
  const last = new Map<Numbering, number>()
  let isAfter = false
  let aside: RowBlock[] = []
  const flush = () => {
    if (aside[0]) prose.push(otherTable(aside))
    aside = []
  }
  for (const block of blocks) {
    if (block.kind === 'row' && !breakdown.has(block)) {
      if (aside[0] && aside[0].table !== block.table) flush()
      if (filled(block).length > 0) aside.push(block)
      continue
    }
    flush()
    if (block.kind === 'row') isAfter = true
    else if (!titles.has(block)) {
      const found = numbered(plain(block.text))
      const before = found && last.get(found.as)
      if (before !== undefined && !block.apart && found?.number === before + 1) isAfter = false
      if (found && !isAfter && !block.apart) last.set(found.as, found.number)
      if (!isAfter) prose.push(block)
      else if (found) prose.push(leftOut(block))
    }
  }
  flush()
  return { prose, rows: [...breakdown] }
}

/** The lines that only name the breakdown, right before it: 附件, its title. */
function titlesOf(blocks: readonly Block[], breakdown: ReadonlySet<Block | undefined>, reading: Reading): Set<Block> {
  const labels = Object.values(reading.labels).flat()
  const titles = new Set<Block>()
  const names = (block: Block | undefined): block is Block & { kind: 'line' } =>
    block?.kind === 'line' &&
    !block.apart &&
    block.text.length <= 60 &&
    !block.text.includes('。') &&
    !labels.some((label) => block.text.includes(label)) &&
    !numbered(plain(block.text))
  for (const [i, block] of blocks.entries()) {
    if (!breakdown.has(block) || breakdown.has(blocks[i - 1])) continue
    for (let before = i - 1; before > 0 && names(blocks[before]); before -= 1) titles.add(blocks[before] as Block)
  }
  return titles
}

/** A line after the breakdown that does not go on with the prose. */
function leftOut(block: Block & { kind: 'line' }): Block {
  const quote = block.text.slice(0, 60)
  const says = `分解表之后的“${quote}”与正文的编号不相接，没有读入，请核对。`
  return { kind: 'line', text: '', apart: true, at: block.at, unread: [{ kind: 'apart', quote, says }] }
}

function otherTable(rows: readonly RowBlock[]): Block {
  const quote = filled(rows[0] as RowBlock)
    .join(' | ')
    .slice(0, 100)
  const says = `这里另有一张表（首行“${quote}”，共 ${rows.length} 行），不是任务分解表，没有读入，请核对。`
  const unread = [{ kind: 'apart' as const, quote, says }, ...rows.flatMap((row) => row.unread ?? [])]
  return { kind: 'line', text: '', apart: true, at: (rows[0] as RowBlock).at, unread }
}
