import type { Doubt, Reading, RowRead } from './index.ts'
import type { Block, Unread } from './read/block.ts'
import { plain } from './read/block.ts'
import type { NamedAgencies } from './recognise/agencies.ts'
import { isHeading, rowNumber } from './recognise/breakdown.ts'
import { deadline } from './recognise/deadline.ts'
import { numbered } from './recognise/numbering.ts'

type Recognise = (text: string) => NamedAgencies

/** The breakdown table. Cells are told by what they are, because merged cells leave rows that have shifted left. */
export function readTable(blocks: readonly Block[], reading: Reading, recognise: Recognise) {
  const groups: { title: string; declared: number | null }[] = []
  const rows: RowRead[] = []
  const unread: { of: RowRead | undefined; found: Pick<Doubt, 'kind' | 'quote' | 'says'> }[] = []
  for (const block of blocks) {
    if (block.kind !== 'row') continue
    const cells = block.cells.filter((cell) => cell !== '')
    if (cells.length === 0 || isHeading(block, reading)) continue
    const group = cells.length === 1 ? numbered(plain(cells[0] as string), '一、') : undefined
    if (group) groups.push(groupOf(cells[0] as string, group.from))
    else if (fits(block.cells, rows.length > 0)) {
      const read = readRow(cells, groups.at(-1)?.title ?? '', rows.at(-1), recognise)
      const before = rows.filter(({ number }) => number === read.number)
      const row = { ...read, part: before.length + 1 }
      if (before.length > 0 && rows.at(-1)?.number !== row.number)
        unread.push({
          of: row,
          found: { kind: 'number', quote: '', says: `分解表序号 ${row.number} 出现在不相连的行里，请核对是否同一项。` },
        })
      rows.push(row)
    } else unread.push({ of: rows.at(-1), found: unfit(cells) })
    for (const found of block.unread ?? []) unread.push({ of: rows.at(-1), found })
  }
  return { groups, rows, unread }
}

/** Whether a row can be one of the breakdown: it has a number and words, or goes on with the row above. */
function fits(cells: readonly string[], isBelow: boolean): boolean {
  const filled = cells.filter((cell) => cell !== '')
  const first = filled[0] ?? ''
  if (rowNumber(first) !== undefined) return filled.length > 1
  const goesOn = cells[0] === '' || filled.length > 1
  return isBelow && goesOn && !/^(合计|小计|总计|共计|备注|注[:：]|说明)/.test(first)
}

function unfit(cells: readonly string[]): Unread {
  const quote = cells.join(' | ').slice(0, 200)
  return { kind: 'apart', quote, says: `分解表中的一行“${quote}”不像任务，没有读入，请核对。` }
}

function groupOf(cell: string, from: number) {
  const words = cell.slice(from)
  const count = /\((\d+)项\)$/.exec(plain(words))
  return { title: count ? words.slice(0, count.index) : words, declared: count ? Number(count[1]) : null }
}

function readRow(cells: readonly string[], group: string, above: RowRead | undefined, recognise: Recognise): RowRead {
  const left = [...cells]
  const take = (is: (cell: string) => boolean) => {
    const at = left.findIndex(is)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const number = rowNumber(left[0] ?? '')
  if (number !== undefined) left.shift()
  const dueText = take((cell) => deadline(plain(cell)) !== undefined)
  const agenciesText = takeAgencies(left, recognise)
  const content = left.length > 0 ? left.reduce((longest, cell) => (cell.length > longest.length ? cell : longest)) : ''
  const title = left.find((cell) => cell !== content)
  const same = number === undefined || number === above?.number
  const due = dueText ?? (same ? (above?.dueText ?? '') : '')
  return {
    group,
    number: number ?? above?.number ?? 0,
    part: 1,
    title: title ?? (same ? (above?.title ?? '') : ''),
    content,
    agenciesText: agenciesText ?? '',
    dueText: due,
    agencies: recognise(agenciesText ?? ''),
    deadline: deadline(plain(due)) ?? null,
    item: null,
  }
}

/** The last cell that names agencies, or failing that the last short cell without a full stop when another holds the content. */
function takeAgencies(left: string[], recognise: Recognise): string | undefined {
  const names = (cell: string) => {
    const found = recognise(cell)
    return found.roster !== null || found.named.some((name) => name.id !== null)
  }
  let at = left.findLastIndex((cell) => !cell.includes('。') && names(cell))
  if (at < 0)
    at = left.length > 1 ? left.findLastIndex((cell, i) => i > 0 && !cell.includes('。') && cell.length <= 60) : -1
  return at < 0 ? undefined : left.splice(at, 1)[0]
}
