import type { RowRead } from './index.ts'
import type { Block } from './read/block.ts'
import { plain } from './read/block.ts'
import type { NamedAgencies } from './recognise/agencies.ts'
import { deadline } from './recognise/deadline.ts'
import { numbered } from './recognise/numbering.ts'

type Recognise = (text: string) => NamedAgencies

const heading = ['序号', '主要工作', '具体内容', '完成时间', '责任部门']

/** The breakdown table. Cells are told by what they are, because merged cells leave rows that have shifted left. */
export function readTable(blocks: readonly Block[], recognise: Recognise) {
  const groups: { title: string; declared: number | null }[] = []
  const rows: RowRead[] = []
  for (const block of blocks) {
    if (block.kind !== 'row') continue
    const cells = block.cells.filter((cell) => cell !== '')
    if (cells.length === 0 || cells.filter((cell) => heading.includes(cell)).length >= 2) continue
    const group = cells.length === 1 ? numbered(plain(cells[0] as string), '一、') : undefined
    if (group) groups.push(groupOf(cells[0] as string, group.from))
    else rows.push(readRow(cells, groups.at(-1)?.title ?? '', rows.at(-1), recognise))
  }
  return { groups, rows }
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
  const number = take((cell) => /^\d{1,3}$/.test(plain(cell)))
  const dueText = take((cell) => deadline(plain(cell)) !== undefined)
  const agenciesText = takeAgencies(left, recognise)
  const content = left.length > 0 ? left.reduce((longest, cell) => (cell.length > longest.length ? cell : longest)) : ''
  const title = left.find((cell) => cell !== content)
  const same = number === undefined || Number(number) === above?.number
  const due = dueText ?? (same ? (above?.dueText ?? '') : '')
  return {
    group,
    number: number === undefined ? (above?.number ?? 0) : Number(number),
    part: same && above ? above.part + 1 : 1,
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
