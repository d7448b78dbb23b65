import { plain, type Block, type Unread } from './read/block.ts'
import { numbered, type Numbering } from './recognise/numbering.ts'

export type Line = Extract<Block, { kind: 'line' }>

/** A numbered line with the lines that follow it, and the numbered lines within it. */
export interface Node {
  as: Numbering
  number: number
  /** Its words, and its number as it is written. */
  text: string
  mark: string
  /** What the reader of the file could not decide about its lines. */
  unread: Unread[]
  within: Node[]
}

/** The numbered lines of a document as a tree: a form of numbering stands within those that were begun before it. */
export function treeOf(lines: readonly Line[]): { roots: Node[]; unread: Unread[] } {
  const roots: Node[] = []
  const unread: Unread[] = []
  const way: Node[] = []
  for (const { text, apart, unread: marks = [] } of lines) {
    const found = apart ? undefined : numbered(plain(text))
    if (found) {
      const level = way.findIndex(({ as }) => as === found.as)
      if (level >= 0) way.length = level
      const words = { text: text.slice(found.from), mark: text.slice(0, found.from) }
      const node: Node = { as: found.as, number: found.number, ...words, unread: [], within: [] }
      ;(way.at(-1)?.within ?? roots).push(node)
      way.push(node)
    }
    const last = way.at(-1)
    if (!found && !apart && last) last.text += text
    ;(last?.unread ?? unread).push(...(apart && text !== '' ? [boxed(text)] : []), ...marks)
  }
  return { roots, unread }
}

const boxed = (text: string): Unread => ({
  ...{ kind: 'apart', quote: text.slice(0, 200) },
  says: `文本框中的“${text.slice(0, 60)}”不在正文行内，没有归入条目，请核对。`,
})

/** All nodes of a tree, each before those within it. */
export const allOf = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => [node, ...allOf(node.within)])
