import type { Element } from '#kernel/package'
import { Fields } from './field.ts'
import type { Numbering } from './numbering.ts'
import type { Styles } from './styles.ts'
import { rowsOf, type Row } from './table.ts'
import { isGone, isMarkGone } from './tracked.ts'
import { childOf, elementsOf, onOff, valueOf, type Nodes } from './word.ts'
import { inkOf, unreadable, type Inked } from './words.ts'

/** What every paragraph of a document is read by. */
export interface Book {
  styles: Styles
  numbering: Numbering
}

/** A piece of a story: the body, a cell, a box. */
export type Piece =
  /** `number` is what Word draws before it; `apart` is a line of a box that is anchored in the line before. */
  ({ kind: 'line'; number: string; apart?: true } & Omit<Inked, 'boxes'>) | { kind: 'table'; rows: Row[] }

/** Wrappers of something that is not in this part, though Word shows it. */
const elsewhere: Readonly<Record<string, string>> = { 'w:altChunk': '插入的另一份文件', 'w:subDoc': '链接的子文档' }

/**
 * A story's paragraphs and tables in order, whatever wraps them. A paragraph whose mark is gone or hidden goes on in the
 * next; boxes follow the paragraph that they are anchored in.
 * @source ISO/IEC 29500-1 17.2 (main document story), 17.3 (paragraphs), 17.4 (tables)
 */
export function readStory(nodes: Nodes, book: Book): Piece[] {
  const fields = new Fields(nodes)
  const pieces: Piece[] = []
  let before: (Inked & { number: string; isRunIn: boolean }) | undefined

  const line = ({ number, words, marks, boxes }: Inked & { number: string }) => {
    before = undefined
    pieces.push({ kind: 'line', number, words, marks })
    for (const box of boxes)
      for (const piece of readStory(box.children, book))
        pieces.push(piece.kind === 'line' ? { ...piece, apart: true } : piece)
  }
  const flush = () => {
    if (before) line(before)
  }
  function paragraph(node: Element) {
    const properties = childOf(node, 'w:pPr')
    const style = valueOf(properties, 'w:pStyle')
    const own = inkOf(node.children, { fields, styles: book.styles, style })
    const gone = isMarkGone(node)
    const counted = gone ? { drawn: '' } : book.numbering.next(properties)
    const ink = { number: counted.drawn, ...own }
    if (counted.unknown !== undefined) {
      ink.words = unreadable + ink.words
      ink.marks = [{ what: `自动编号（格式 ${counted.unknown}）` }, ...ink.marks]
    }
    // The mark that stays says how the whole is numbered; a mark that is only hidden has said so of what it ends.
    const whole = before
      ? {
          number: before.isRunIn ? before.number : ink.number,
          words: before.words + (before.isRunIn ? ink.number : '') + ink.words,
          marks: [...before.marks, ...ink.marks],
          boxes: [...before.boxes, ...ink.boxes],
        }
      : ink
    before = undefined
    const isRunIn = runsIn(properties)
    if (gone || isRunIn) before = { ...whole, isRunIn }
    else line(whole)
  }
  const walk = (children: Nodes) => {
    for (const node of elementsOf(children)) {
      if (isGone(node)) continue
      const missing = elsewhere[node.name]
      if (node.name === 'w:p') paragraph(node)
      else if (node.name === 'w:tbl') {
        flush()
        pieces.push({ kind: 'table', rows: rowsOf(node, (cell) => readStory(cell, book).flatMap(inkIn)) })
      } else if (missing) {
        flush()
        pieces.push({ kind: 'line', number: '', words: unreadable, marks: [{ what: missing }], apart: true })
      } else walk(node.children)
    }
  }
  walk(nodes)
  flush()
  return pieces
}

/** All that a piece of a cell says, a table within it too, once. */
const inkIn = (piece: Piece): Row['cells'] =>
  piece.kind === 'table'
    ? piece.rows.flatMap(({ cells }) => cells)
    : [{ words: (piece.number + piece.words).trim(), marks: piece.marks }]

/** Whether a paragraph stands in one line with the next: its mark is hidden, or it is a large first letter. */
const runsIn = (properties: Element | undefined) =>
  onOff(childOf(properties, 'w:rPr'), 'w:vanish') === true ||
  ['drop', 'margin'].includes(childOf(properties, 'w:framePr')?.attributes['w:dropCap'] ?? '')
