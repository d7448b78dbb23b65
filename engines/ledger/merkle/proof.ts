/** Joins two hashes of 32 bytes; the only function that a proof needs. */
export interface NodeHash {
  node(left: Uint8Array, right: Uint8Array): Uint8Array
}

/** Claims that a leaf stands at an index of the tree of a size. */
export interface InclusionClaim {
  index: number
  size: number
  leafHash: Uint8Array
  /** From the leaf's sibling up to the root's child. */
  proof: readonly Uint8Array[]
  root: Uint8Array
}

/** Claims that the older tree is the beginning of the newer one. */
export interface ConsistencyClaim {
  oldSize: number
  newSize: number
  oldRoot: Uint8Array
  newRoot: Uint8Array
  proof: readonly Uint8Array[]
}

const isHash = (value: unknown): value is Uint8Array => value instanceof Uint8Array && value.length === 32
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i])
// Sizes reach 2^53, where bitwise operators of JavaScript do not.
const half = (n: number) => Math.floor(n / 2)
const odd = (n: number) => n % 2 === 1

/** Tells whether an inclusion proof holds; anything missing, extra or of a wrong length makes it false. @source RFC 9162 2.1.3.2 */
export function verifyInclusion(hash: NodeHash, claim: InclusionClaim): boolean {
  const { index, size, leafHash, proof, root } = claim
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (!isHash(leafHash) || !isHash(root) || !Array.isArray(proof) || proof.length > 53) return false
  let [at, last, found] = [index, size - 1, leafHash]
  for (const element of proof) {
    if (!isHash(element) || last === 0) return false
    if (odd(at) || at === last) {
      found = hash.node(element, found)
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else found = hash.node(found, element)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && same(found, root)
}

/** Tells whether a consistency proof holds; sizes are at least 1, equal sizes need equal roots and no proof. @source RFC 9162 2.1.4.2 */
export function verifyConsistency(hash: NodeHash, claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim
  if (!isCount(oldSize) || !isCount(newSize) || oldSize < 1 || oldSize > newSize) return false
  if (!isHash(oldRoot) || !isHash(newRoot) || !Array.isArray(proof) || proof.length > 54) return false
  if (!proof.every(isHash)) return false
  if (oldSize === newSize) return proof.length === 0 && same(oldRoot, newRoot)
  let [at, last] = [oldSize - 1, newSize - 1]
  while (odd(at)) [at, last] = [half(at), half(last)]
  // A whole subtree on the left is its own start; its root is not sent again.
  const path = at === 0 ? [oldRoot, ...proof] : [...proof]
  const first = path.shift()
  if (!first) return false
  let [older, newer] = [first, first]
  for (const element of path) {
    if (last === 0) return false
    if (odd(at) || at === last) {
      older = hash.node(element, older)
      newer = hash.node(element, newer)
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else newer = hash.node(newer, element)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && same(older, oldRoot) && same(newer, newRoot)
}
