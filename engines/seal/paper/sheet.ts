import type { Rooms } from '#kernel/room'
import { outlinesOf, type Outlines, type Weight } from './outlines.ts'

/** What a sealed paper says. */
export interface Written {
  title: string
  number?: string | null
  lines: readonly (readonly [label: string, text: string])[]
  /** Whom it addresses. */
  to?: string | null
  /** Sentences below the lines. */
  says?: readonly string[]
  /** Whose seal it carries, as it is printed above the day. */
  agency: string
  /** YYYY-MM-DD */
  on: string
  /** What the code in its corner holds, and what is said beside it. */
  code?: { text: string; says: readonly string[] }
}

/** Characters that stand beside each other on one line, with where each begins. Millimetres; y is the line they stand on, from the top. */
export interface Run {
  x: number
  y: number
  size: number
  weight: Weight
  text: readonly string[]
  at: readonly number[]
}

/** A black rectangle. */
export interface Bar {
  x: number
  y: number
  width: number
  height: number
}

export interface SheetPage {
  runs: readonly Run[]
  bars: readonly Bar[]
}

/** A paper laid out: A4, and where the middle of the seal comes. */
export interface Sheet {
  pages: readonly SheetPage[]
  stamp: { page: number; x: number; y: number }
  outlines: Outlines
}

export const width = 210
export const height = 297
const [left, right, top, bottom] = [28, 26, 30, 262] as const
/** What stands where no font has the character: printers' mark for it. */
export const missing = '〓'

/** Lays a paper out. @param modules the squares of its code, true where black */
export async function layOut(rooms: Rooms, written: Written, modules: readonly (readonly boolean[])[]): Promise<Sheet> {
  const said = [
    ...[
      written.title,
      written.number ?? '',
      written.to ?? '',
      written.agency,
      ...(written.says ?? []),
      ...written.lines.flat(),
    ],
    ...(written.code?.says ?? []),
  ]
  const outlines = await outlinesOf(rooms, [...said, '0123456789年月日编号：〓U+ABCDEF，为字库没有的字'])
  const pages: { runs: Run[]; bars: Bar[] }[] = [{ runs: [], bars: [] }]
  let y: number = top
  const drawn = (char: string) => outlines(500, char) ?? outlines(500, missing)
  const wide = (char: string, size: number) => ((drawn(char)?.advance ?? 1000) / 1000) * size
  const measure = (text: string, size: number) => [...text].reduce((sum, char) => sum + wide(char, size), 0)
  const put = (text: string, x: number, size: number, weight: Weight = 500) => {
    const chars = [...text]
    let along = 0
    const at = chars.map((char) => {
      const here = along
      along += wide(char, size)
      return here
    })
    if (chars.length > 0) (pages.at(-1) as { runs: Run[] }).runs.push({ x, y, size, weight, text: chars, at })
  }
  const fold = (text: string, size: number, most: number): string[] => {
    const lines: string[] = []
    for (const paragraph of text.split('\n')) {
      let line = ''
      let along = 0
      for (const char of paragraph) {
        const next = wide(char, size)
        if (along + next > most && !'，。；：、）”'.includes(char)) {
          lines.push(line)
          ;[line, along] = ['', 0]
        }
        line += char
        along += next
      }
      lines.push(line)
    }
    return lines
  }
  const down = (by: number, room = by) => {
    if (y + room <= bottom) {
      y += by
      return
    }
    pages.push({ runs: [], bars: [] })
    y = top
  }

  for (const line of fold(written.title, 9, width - left - right)) {
    y += 9
    put(line, (width - measure(line, 9)) / 2, 9, 800)
    y += 3
  }
  if (written.number) {
    y += 8
    const number = `编号：${written.number}`
    put(number, width - right - measure(number, 4), 4)
  }
  y += 6
  const labels = Math.min(52, Math.max(0, ...written.lines.map(([label]) => measure(`${label}：`, 4.6))) + 2)
  for (const [label, text] of written.lines) {
    const names = fold(`${label}：`, 4.6, labels)
    const texts = fold(text, 4.6, width - left - right - labels)
    for (let i = 0; i < Math.max(names.length, texts.length); i += 1) {
      down(i === 0 ? 9.6 : 7.2)
      put(names[i] ?? '', left, 4.6, 800)
      put(texts[i] ?? '', left + labels, 4.6)
    }
  }
  if (written.says?.length) y += 4
  for (const line of written.to ? fold(`${written.to}：`, 4.6, width - left - right) : []) {
    down(7.6)
    put(line, left, 4.6)
  }
  for (const sentence of written.says ?? [])
    for (const line of fold(`　　${sentence}`, 4.6, width - left - right)) {
      down(7.6)
      put(line, left, 4.6)
    }
  const absent = [...new Set(said.flatMap((text) => [...text]).filter((char) => !outlines(500, char)))]
  for (const char of absent) {
    down(6)
    put(`${missing}为字库没有的字：U+${(char.codePointAt(0) as number).toString(16).toUpperCase()}`, left, 3.4)
  }
  // Agency, day and seal stay together.
  down(30, 52)
  const middle = width - right - Math.max(26, measure(written.agency, 4.8) / 2)
  put(written.agency, middle - measure(written.agency, 4.8) / 2, 4.8)
  y += 8.6
  const [year, month, day] = written.on.split('-').map(Number)
  const on = `${year}年${month}月${day}日`
  put(on, middle - measure(on, 4.8) / 2, 4.8)
  const stamp = { page: pages.length - 1, x: middle, y: y - 5 }
  if (written.code) {
    const page = pages.at(-1) as { bars: Bar[] }
    const side = 27
    const from = y - 24
    const module = side / modules.length
    for (const [i, row] of modules.entries()) page.bars.push(...barsOf(row, left, from + i * module, module))
    y = from + side + 4.2
    for (const line of written.code.says) {
      put(line, left, 3)
      y += 4.4
    }
  }
  return { pages, stamp, outlines }
}

/** The black of one row of squares, those beside each other as one. */
function barsOf(row: readonly boolean[], x: number, y: number, module: number): Bar[] {
  const bars: Bar[] = []
  for (let from = 0; from < row.length; from += 1) {
    if (!row[from]) continue
    let to = from
    while (row[to]) to += 1
    bars.push({ x: x + from * module, y, width: (to - from) * module, height: module })
    from = to
  }
  return bars
}
