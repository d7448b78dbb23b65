/** A run of words that both texts have, or that one of them has alone. */
export interface Piece {
  as: 'same' | 'gone' | 'came'
  words: string
}

/** A line of one text beside the line of the other that it became; null where there is none. */
export interface Row {
  as: 'same' | 'changed' | 'gone' | 'came'
  before: Piece[] | null
  after: Piece[] | null
}

/** Cells of a table beyond which two runs are no longer walked word by word: a second's work. */
const most = 4_000_000

/** Pairs of lines beyond which each is no longer compared with each other. */
const mostPairs = 2_500

/** How much of two lines is shared from which one is taken to have become the other, 0–1. */
const likeEnough = 0.4

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const wordsOf = (line: string) => [...segmenter.segment(line)].map(({ segment }) => segment)

type Kept = [before: number, after: number]

/** The longest run that two sequences have in common, in order: which of the one is which of the other. */
function common(before: readonly string[], after: readonly string[]): Kept[] {
  let from = 0
  while (from < before.length && from < after.length && before[from] === after[from]) from += 1
  let [m, n] = [before.length, after.length]
  while (m > from && n > from && before[m - 1] === after[n - 1]) {
    m -= 1
    n -= 1
  }
  const head = Array.from({ length: from }, (_, i): Kept => [i, i])
  const tail = Array.from({ length: before.length - m }, (_, i): Kept => [m + i, n + i])
  const [rows, columns] = [m - from, n - from]
  if (rows * columns > most) return [...head, ...tail]
  return [...head, ...within(before, after, { from, rows, columns }), ...tail]
}

/** The same between the ends that both share, by the table of how long it is from each two places on. */
function within(
  before: readonly string[],
  after: readonly string[],
  { from, rows, columns }: { from: number; rows: number; columns: number },
): Kept[] {
  const wide = columns + 1
  const left = new Uint32Array((rows + 1) * wide)
  const at = (i: number, j: number) => left[i * wide + j] ?? 0
  for (let i = rows - 1; i >= 0; i -= 1)
    for (let j = columns - 1; j >= 0; j -= 1)
      left[i * wide + j] =
        before[from + i] === after[from + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const kept: Kept[] = []
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (before[from + i] === after[from + j]) {
      kept.push([from + i, from + j])
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return kept
}

function joined(pieces: Piece[]): Piece[] {
  const done: Piece[] = []
  for (const piece of pieces) {
    const last = done.at(-1)
    if (last?.as === piece.as) last.words += piece.words
    else if (piece.words) done.push({ ...piece })
  }
  return done
}

/** One text's words, those marked that the other has not. */
function marked(words: readonly string[], kept: ReadonlySet<number>, alone: 'gone' | 'came'): Piece[] {
  return joined(words.map((word, i) => ({ as: kept.has(i) ? 'same' : alone, words: word })))
}

/** Two lines, word by word, and how much of them both share. */
function compared(before: string, after: string) {
  const [mine, its] = [wordsOf(before), wordsOf(after)]
  const kept = common(mine, its)
  const shared = kept.reduce((sum, [i]) => sum + (mine[i]?.length ?? 0), 0)
  return {
    like: before.length + after.length === 0 ? 1 : (2 * shared) / (before.length + after.length),
    before: marked(mine, new Set(kept.map(([i]) => i)), 'gone'),
    after: marked(its, new Set(kept.map(([, j]) => j)), 'came'),
  }
}

const gone = (line: string): Row => ({ as: 'gone', before: [{ as: 'gone', words: line }], after: null })
const came = (line: string): Row => ({ as: 'came', before: null, after: [{ as: 'came', words: line }] })

/** Lines that went beside lines that came: the most alike together, the best first, none across another. */
function between(before: readonly string[], after: readonly string[]): Row[] {
  if (before.length * after.length > mostPairs) return inOrder(before, after)
  const likes = before.flatMap((line, i) => after.map((other, j) => ({ i, j, ...compared(line, other) })))
  const best = likes.filter(({ like }) => like >= likeEnough).toSorted((a, b) => b.like - a.like)
  const place = (from: Kept, until: Kept): Row[] => {
    const one = best.find(({ i, j }) => i >= from[0] && j >= from[1] && i < until[0] && j < until[1])
    if (!one) return [...before.slice(from[0], until[0]).map(gone), ...after.slice(from[1], until[1]).map(came)]
    return [
      ...place(from, [one.i, one.j]),
      { as: 'changed', before: one.before, after: one.after },
      ...place([one.i + 1, one.j + 1], until),
    ]
  }
  return place([0, 0], [before.length, after.length])
}

/** Very many lines that were written anew: each beside the one in its place. */
const inOrder = (before: readonly string[], after: readonly string[]): Row[] =>
  Array.from({ length: Math.max(before.length, after.length) }, (_, i) => {
    const [mine, its] = [before[i], after[i]]
    if (mine === undefined || its === undefined) return [...(mine ? [gone(mine)] : []), ...(its ? [came(its)] : [])]
    const both = compared(mine, its)
    return both.like < likeEnough
      ? [gone(mine), came(its)]
      : [{ as: 'changed' as const, before: both.before, after: both.after }]
  }).flat()

const linesOf = (text: string) => text.split(/\r?\n/).filter((line) => line.trim() !== '')

/**
 * Two texts side by side: lines that both have stand beside each other, a line that became another beside it with the
 * words that went and that came, others alone. Blank lines are left out.
 */
export function sideBySide(before: string, after: string): Row[] {
  const [mine, its] = [linesOf(before), linesOf(after)]
  const rows: Row[] = []
  let [i, j] = [0, 0]
  for (const [atMine, atIts] of [...common(mine, its), [mine.length, its.length] as Kept]) {
    rows.push(...between(mine.slice(i, atMine), its.slice(j, atIts)))
    const line = mine[atMine]
    if (line !== undefined) rows.push({ as: 'same', before: same(line), after: same(line) })
    i = atMine + 1
    j = atIts + 1
  }
  return rows
}

const same = (words: string): Piece[] => [{ as: 'same', words }]
