import type { Block } from './read/block.ts'
import { plain } from './read/block.ts'
import { numbered, type Numbering } from './recognise/numbering.ts'

/** A numbered line with the lines that follow it, and the numbered lines within it. */
export interface Node {
  as: Numbering
  number: number
  text: string
  /** What the reader of the file could not decide about its lines. */
  doubts: string[]
  within: Node[]
}

/** The numbered lines of a document as a tree: a form of numbering stands within those that were begun before it. */
export function treeOf(blocks: readonly Block[]): Node[] {
  const roots: Node[] = []
  const way: Node[] = []
  for (const block of blocks) {
    if (block.kind === 'row') continue
    const found = numbered(plain(block.text))
    const last = way.at(-1)
    if (!found) {
      if (last) last.text += block.text
      continue
    }
    const level = way.findIndex(({ as }) => as === found.as)
    if (level >= 0) way.length = level
    const node: Node = {
      ...{ as: found.as, number: found.number, text: block.text.slice(found.from) },
      doubts: [],
      within: [],
    }
    ;(way.at(-1)?.within ?? roots).push(node)
    way.push(node)
  }
  return roots
}

/** All nodes of a tree, each before those within it. */
export const allOf = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => [node, ...allOf(node.within)])
