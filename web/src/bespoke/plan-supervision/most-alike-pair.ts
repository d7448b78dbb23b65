/** What a piece of a year's work is known by. */
export interface Worded {
  id: string
  title: string
  text: string
}

/** Two pieces of work of two years, taken for one. */
export interface Pair {
  newer: string
  older: string
  /** False where a person has to look: they are alike, but not enough, or the older one is carried on by another. */
  sure: boolean
}

/**
 * Likeness from which two may be the same, and from which they are. In the city's plan of 2024 no two different items pass
 * 0.31, and an item told twice in other words under its own title keeps above 0.68.
 */
const possible = 0.36
const certain = 0.55

/** Characters of a text that tell what it is about; the rest of a longer one is not counted, so that any two plans are paired in seconds. */
const telling = 400

const dates =
  /(?:\d{4}|[〇零一二三四五六七八九]{4})年度?|\d{1,2}月份?(?:\d{1,2}日)?[初中底末]?(?:[以之]?前)?|年[底末](?:[以之]?前)?/g

/** Words without their years and dates. */
export const undated = (words: string): string => words.normalize('NFKC').replace(dates, '')

/** Words without their years, dates, blanks and punctuation but that of figures. */
export const bare = (words: string): string => undated(words).replace(/(?!(?<=\d)[.%])[\s\p{P}]/gu, '')

const neighbours = (words: string) =>
  new Set(Array.from({ length: Math.max(0, words.length - 1) }, (_, at) => words.slice(at, at + 2)))

const shareOf = (shared: number, one: number, other: number) => (one + other === 0 ? 0 : (2 * shared) / (one + other))

/** How alike two bare words are, 0–1: the pairs of neighbouring characters that both have. */
export function alike(one: string, other: string): number {
  if (one === other) return 1
  const [mine, its] = [neighbours(one), neighbours(other)]
  return shareOf([...mine].filter((pair) => its.has(pair)).length, mine.size, its.size)
}

/**
 * Which piece of the newer year is which of the older: what is tied is one whatever its words; of the rest the most alike go
 * together, the best first, each once. A title weighs as much as all the text under it.
 * Cost: for each newer one, the older ones that share each of its pairs.
 * @param ties of a newer one to the older one that it is known to carry on
 */
export function pairMostAlike(
  newer: readonly Worded[],
  older: readonly Worded[],
  ties: ReadonlyMap<string, string>,
): Pair[] {
  const pairs = [...ties].map(([one, other]): Pair => ({ newer: one, older: other, sure: true }))
  const carried = new Set(ties.values())
  const taken = new Set(ties.keys())
  for (const { newer: one, older: other, like } of likesOf(newer, older).toSorted((a, b) => b.like - a.like)) {
    const again = carried.has(other)
    if (taken.has(one) || (taken.has(other) && !again)) continue
    taken.add(one).add(other)
    pairs.push({ newer: one, older: other, sure: !again && like >= certain })
  }
  return pairs
}

/** Every two that may be the same. */
function likesOf(newer: readonly Worded[], older: readonly Worded[]): { newer: string; older: string; like: number }[] {
  const titles = indexed(older.map((one) => neighbours(bare(one.title))))
  const texts = indexed(older.map((one) => neighbours(bare(one.text).slice(0, telling))))
  return newer.flatMap((one) => {
    const byTitle = titles.sharesOf(neighbours(bare(one.title)))
    const byText = texts.sharesOf(neighbours(bare(one.text).slice(0, telling)))
    return older.flatMap((other, at) => {
      const [title, text] = [byTitle[at] ?? 0, byText[at] ?? 0]
      const like = one.text && other.text ? (title + text) / 2 : title
      return like >= possible ? [{ newer: one.id, older: other.id, like }] : []
    })
  })
}

/** Sets of pairs by the pairs in them, so that only those are looked at which share one. */
function indexed(sets: readonly Set<string>[]) {
  const having = new Map<string, number[]>()
  sets.forEach((set, at) => {
    for (const pair of set) {
      const those = having.get(pair)
      if (those) those.push(at)
      else having.set(pair, [at])
    }
  })
  return {
    /** How much of it and of each set both have, 0–1. */
    sharesOf(mine: Set<string>): number[] {
      const shared = new Uint32Array(sets.length)
      for (const pair of mine) for (const at of having.get(pair) ?? []) shared[at] = (shared[at] ?? 0) + 1
      return sets.map((set, at) => shareOf(shared[at] ?? 0, mine.size, set.size))
    },
  }
}
