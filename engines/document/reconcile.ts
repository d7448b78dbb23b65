import type { Doubt, ItemRead, Reading, RowRead } from './index.ts'

/** Pairs of neighbouring characters: what two Chinese sentences share. */
function pairs(text: string): Set<string> {
  const words = text.replace(/[\s,。;:、“”《》()]/g, '')
  return new Set(Array.from({ length: Math.max(0, words.length - 1) }, (_, i) => words.slice(i, i + 2)))
}

/** How much of a row stands in an item, 0–1. */
function likeness(row: RowRead, item: { title: string; pairs: Set<string> }): number {
  const mine = pairs(row.content)
  const shared = [...mine].filter((pair) => item.pairs.has(pair)).length
  return (mine.size === 0 ? 0 : shared / mine.size) + (row.title === item.title ? 0.3 : 0)
}

/**
 * Finds the item that each row breaks down. Both run through the plan in the same order, so the pairing that keeps the
 * order and shares most is taken: the best path through a table of likenesses.
 * Cost: rows × items.
 */
export function pairUp(rows: readonly RowRead[], items: readonly ItemRead[]): void {
  if (items.length === 0) return
  const known = items.map((item) => ({ title: item.title, pairs: pairs(item.title + item.text) }))
  const best: number[][] = []
  const came: number[][] = []
  rows.forEach((row, r) => {
    let running = 0
    let from = 0
    best.push([])
    came.push([])
    known.forEach((item, i) => {
      const before = r === 0 ? 0 : (best[r - 1]?.[i] as number)
      if (i === 0 || before > running) [running, from] = [before, i]
      best[r]?.push(running + likeness(row, item))
      came[r]?.push(from)
    })
  })
  let at = best.at(-1)?.reduce((top, value, i, line) => (value > (line[top] as number) ? i : top), 0) ?? 0
  for (let r = rows.length - 1; r >= 0; r -= 1) {
    const row = rows[r] as RowRead
    row.item =
      likeness(row, known[at] as { title: string; pairs: Set<string> }) > 0.25 ? (items[at]?.number ?? null) : null
    at = came[r]?.[at] as number
  }
}

const named = (agencies: ItemRead['agencies']) =>
  agencies.roster ? [`@${agencies.roster}`] : agencies.named.map((name) => name.id ?? name.text)
const same = (a: Iterable<string>, b: Iterable<string>) => {
  const [x, y] = [new Set(a), new Set(b)]
  return x.size === y.size && [...x].every((one) => y.has(one))
}

/** Everything in which the prose and the table disagree, and everything neither settles. */
export function doubtsOf(
  reading: Reading,
  items: readonly ItemRead[],
  rows: readonly RowRead[],
  groups: readonly { title: string; declared: number | null }[],
): Doubt[] {
  return [
    ...items.flatMap((item) => itemDoubts(reading, item, rows)),
    ...rows.flatMap((row) => rowDoubts(row)),
    ...groups.flatMap((group) => groupDoubts(group, rows)),
  ]
}

function itemDoubts(reading: Reading, item: ItemRead, rows: readonly RowRead[]): Doubt[] {
  const mine = rows.filter((row) => row.item === item.number)
  const about = (kind: Doubt['kind'], quote: string, says: string): Doubt => ({
    kind,
    item: item.number,
    row: null,
    quote,
    says,
  })
  if (rows.length > 0 && mine.length === 0)
    return [about('unmatched', '', `分解表中没有找到与第 ${item.number} 条“${item.title}”对应的行。`)]
  const doubts: Doubt[] = []
  if (item.inferred)
    doubts.push(
      about('inferred', item.dueText, `完成时间按正文“${item.dueText}”推定为 ${item.deadline?.dueOn}，请确认。`),
    )
  if (rows.length === 0) doubts.push(...whoIsMeant(item, about))
  if (!item.deadline)
    doubts.push(
      about(
        'no-deadline',
        item.dueText,
        item.dueText ? `正文完成时间“${item.dueText}”无法认定到日。` : '正文没有写明完成时间。',
      ),
    )
  const [first] = mine
  if (!first) return doubts
  const numbers = new Set(mine.map((row) => row.number))
  const shares = rows.some((row) => numbers.has(row.number) && row.item !== item.number)
  if (!shares && first.title !== item.title)
    doubts.push(
      about('title', item.title, `正文标题“${item.title}”，分解表第 ${first.number} 项标题“${first.title}”。`),
    )
  if (
    !same(
      named(item.agencies),
      mine.flatMap((row) => named(row.agencies)),
    )
  ) {
    doubts.push(
      about(
        'agency',
        item.agenciesText,
        `正文责任部门“${item.agenciesText}”，分解表第 ${[...numbers].join('、')} 项为“${[...new Set(mine.map((row) => row.agenciesText))].join('”“')}”。`,
      ),
    )
  }
  for (const row of mine) {
    if (row.deadline && item.deadline && row.deadline.dueOn !== item.deadline.dueOn) {
      doubts.push({
        ...about(
          'deadline',
          item.dueText,
          `正文完成时间“${item.dueText}”，分解表第 ${row.number} 项第 ${row.part} 行为“${row.dueText}”。`,
        ),
        row: { number: row.number, part: row.part },
      })
    }
  }
  return [...doubts, ...nameDoubts(reading, item, mine)]
}

/** What an item leaves open about who is to act, where no table says it. */
function whoIsMeant(
  { agencies, agenciesText }: ItemRead,
  about: (kind: Doubt['kind'], quote: string, says: string) => Doubt,
): Doubt[] {
  if (agencies.roster)
    return [about('roster', agenciesText, `由“${agenciesText}”负责，文件没有列出成员；暂记召集单位负责，名单待确认。`)]
  if (agencies.named.length === 0 && !agencies.open && !agencies.units)
    return [about('unknown-agency', agenciesText, '没有写明责任部门。')]
  return agencies.open || agencies.named.length === 0
    ? [about('open-list', agenciesText, `责任部门写作“${agenciesText}”，没有列全，其余单位待确认。`)]
    : []
}

function nameDoubts(reading: Reading, item: ItemRead, mine: readonly RowRead[]): Doubt[] {
  const names = (text: string) =>
    [
      ...new Set(
        [...text.matchAll(reading.names)].map((match) => match[1] ?? match[2] ?? match[0].replace(reading.verbs, '')),
      ),
    ].filter((name) => name.length >= 3 && !name.includes('、'))
  const table = mine.map((row) => row.title + row.content).join('')
  const prose = item.title + item.text
  const only = names(item.text).filter((name) => !table.includes(name))
  const other = names(mine.map((row) => row.content).join('')).filter((name) => !prose.includes(name))
  return [
    ...only.map((name): Doubt => ({
      kind: 'name',
      item: item.number,
      row: null,
      quote: name,
      says: `“${name}”只见于正文，分解表没有列出。`,
    })),
    ...other.map((name): Doubt => ({
      kind: 'name',
      item: item.number,
      row: null,
      quote: '',
      says: `“${name}”只见于分解表，正文没有提到。`,
    })),
  ]
}

function rowDoubts(row: RowRead): Doubt[] {
  const about = (kind: Doubt['kind'], quote: string, says: string): Doubt => ({
    kind,
    item: row.item,
    row: { number: row.number, part: row.part },
    quote,
    says,
  })
  const place = `分解表第 ${row.number} 项第 ${row.part} 行`
  const doubts: Doubt[] = []
  if (row.agencies.roster)
    doubts.push(
      about(
        'roster',
        row.agenciesText,
        `${place}由“${row.agenciesText}”负责，文件没有列出成员；暂记召集单位负责，名单待确认。`,
      ),
    )
  else if (row.agencies.named.length === 0 && !row.agencies.open && !row.agencies.units)
    doubts.push(about('unknown-agency', row.agenciesText, `${place}没有写明责任部门。`))
  if (row.agencies.open)
    doubts.push(
      about('open-list', row.agenciesText, `${place}责任部门写作“${row.agenciesText}”，没有列全，其余单位待确认。`),
    )
  if (!row.deadline)
    doubts.push(
      about(
        'no-deadline',
        row.dueText,
        row.dueText ? `${place}完成时间“${row.dueText}”无法认定到日。` : `${place}没有写明完成时间。`,
      ),
    )
  if (row.item === null) doubts.push(about('unmatched', '', `${place}“${row.title}”在正文中没有找到对应的条目。`))
  return doubts
}

function groupDoubts(group: { title: string; declared: number | null }, rows: readonly RowRead[]): Doubt[] {
  const found = new Set(rows.filter((row) => row.group === group.title).map((row) => row.number)).size
  if (group.declared === null || group.declared === found) return []
  return [
    {
      kind: 'count',
      item: null,
      row: null,
      quote: '',
      says: `分解表“${group.title}”标明 ${group.declared} 项，实际读到 ${found} 项。`,
    },
  ]
}
