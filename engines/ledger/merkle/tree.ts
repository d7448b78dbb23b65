import type { NodeHash } from './proof.ts'

/** Place of a perfect subtree: it covers the leaves from `index · 2^level` on, `2^level` of them. */
export interface Node {
  level: number
  index: number
}

/** A hash of a proof: the root of one perfect subtree, or of several from left to right, joined from the right. */
export type Span = readonly Node[]

const power = (level: number) => 2 ** level
/** Largest power of two below n, as its exponent; n is at least 2. */
function splitOf(n: number): number {
  let level = 0
  while (power(level + 1) < n) level += 1
  return level
}

/** The perfect subtrees that cover the leaves `[from, to)`, left to right; `from` is a multiple of what each covers. */
export function rangeNodes(from: number, to: number): Node[] {
  const nodes: Node[] = []
  let at = from
  while (at < to) {
    let level = splitOf(to - at + 1)
    if (power(level) > to - at) level -= 1
    nodes.push({ level, index: at / power(level) })
    at += power(level)
  }
  return nodes
}

/** The hashes of an inclusion proof, from the leaf's sibling up. @source RFC 9162 2.1.3.1 */
export function inclusionNodes(index: number, size: number): Span[] {
  const spans: Span[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + power(splitOf(to - from))
    if (index < middle) {
      spans.push(rangeNodes(middle, to))
      to = middle
    } else {
      spans.push(rangeNodes(from, middle))
      from = middle
    }
  }
  return spans.toReversed()
}

/** The hashes of a consistency proof between the trees of m and n leaves, 0 < m ≤ n. @source RFC 9162 2.1.4.1 */
export function consistencyNodes(m: number, n: number): Span[] {
  const spans: Span[] = []
  let [from, to] = [0, n]
  // Until the old tree's edge is met, everything left of it is known to the verifier.
  let known = true
  while (m !== to) {
    const middle = from + power(splitOf(to - from))
    if (m <= middle) {
      spans.push(rangeNodes(middle, to))
      to = middle
    } else {
      spans.push(rangeNodes(from, middle))
      from = middle
      known = false
    }
  }
  if (!known) spans.push(rangeNodes(from, to))
  return spans.toReversed()
}

/** Root over a compact range: the roots of the perfect subtrees of a tree, left to right. @source RFC 9162 2.1.1 */
export function rootOf(hash: NodeHash & { empty: Uint8Array }, range: readonly Uint8Array[]): Uint8Array {
  if (range.length === 0) return hash.empty
  return range.slice(0, -1).reduceRight((right, left) => hash.node(left, right), range.at(-1) as Uint8Array)
}
