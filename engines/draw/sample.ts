/** A hash of bytes, from Node or from a browser. */
export type Digest = (data: Uint8Array) => Uint8Array

/** A member of a stratum: its digest in hexadecimal and its weight, a whole number of at least 1. */
export type Weighted = readonly [digest: string, weight: number]

const whole = 1n << 64n
const encoder = new TextEncoder()
const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The hash of a text in UTF-8, in hexadecimal. */
export const hashOf = (text: string, sha256: Digest): string => hexOf(sha256(encoder.encode(text)))

/**
 * The seed of a draw: what the drawer kept to themselves, and a checkpoint with the nodes' signatures, which nobody could
 * know when the pool was sealed. The log's own signature does not count: whoever holds its key could try again.
 * @param secret 64 hexadecimal digits. @param note the checkpoint with its signatures, as C2SP signed-note writes it
 */
export function seedOf(secret: string, note: string, sha256: Digest): string {
  const end = note.lastIndexOf('\n\n') + 1
  const [text, origin] = [note.slice(0, end), note.slice(0, note.indexOf('\n'))]
  const nodes = note
    .slice(end + 1)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(`— ${origin} `))
    .toSorted()
  return hashOf(`yancheng-draw/1\n${secret}\n${text}${nodes.map((line) => `${line}\n`).join('')}`, sha256)
}

/** Whole numbers below a bound, each as likely as the other: the first eight bytes of hashes of seed, stream and a running number. */
function numbersOf(seed: string, stream: string, sha256: Digest): (below: bigint) => bigint {
  let run = 0
  return (below) => {
    const fair = whole - (whole % below)
    for (;;) {
      const x = BigInt(`0x${hashOf(`${seed}/${stream}/${run}`, sha256).slice(0, 16)}`)
      run += 1
      // What lies above the last whole multiple would favour the small: it is left out.
      if (x < fair) return x % below
    }
  }
}

/**
 * The order in which the members of a stratum are drawn, as far as it is asked for: each time one of those that are left,
 * with a chance of its weight over theirs. Members stand in the order of their digests, whatever order they come in.
 * Cost: members once, then their logarithm for each that is drawn.
 * @param stream what the stratum is called, pool and stratum by a slash
 */
export function* drawnFrom(
  seed: string,
  stream: string,
  members: readonly Weighted[],
  sha256: Digest,
): Generator<string, void> {
  const sorted = inOrder(members)
  const sums = sumsOf(sorted)
  const below = numbersOf(seed, stream, sha256)
  for (let left = sorted.length; left > 0; left -= 1) {
    const at = sums.takeAt(Number(below(BigInt(sums.total()))))
    yield (sorted[at] as Weighted)[0]
  }
}

/** Members by their digests; such as are sealed stand so already. */
const inOrder = (members: readonly Weighted[]): readonly Weighted[] =>
  members.every(([digest], i) => i === 0 || (members[i - 1] as Weighted)[0] < digest)
    ? members
    : members.toSorted(([a], [b]) => (a < b ? -1 : 1))

/** Running sums of weights, of which one is taken away at a time: a Fenwick tree. */
function sumsOf(members: readonly Weighted[]) {
  const size = members.length
  const tree = new Float64Array(size + 1)
  let total = 0
  for (let i = 1; i <= size; i += 1) {
    const [, weight] = members[i - 1] as Weighted
    total += weight
    tree[i] = (tree[i] as number) + weight
    const above = i + (i & -i)
    if (above <= size) tree[above] = (tree[above] as number) + (tree[i] as number)
  }
  const highest = 2 ** Math.floor(Math.log2(Math.max(size, 1)))
  return {
    total: () => total,
    /** Takes the one in whose span a number lies, counting from the first that is left. @returns its place */
    takeAt(number: number): number {
      let [at, rest] = [0, number]
      for (let step = highest; step > 0; step = step >> 1)
        if (at + step <= size && (tree[at + step] as number) <= rest) {
          at += step
          rest -= tree[at] as number
        }
      const [, weight] = members[at] as Weighted
      total -= weight
      for (let i = at + 1; i <= size; i += i & -i) tree[i] = (tree[i] as number) - weight
      return at
    },
  }
}
