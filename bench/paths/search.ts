import { fillSearch, settleSearch, textsOf } from '../fill.ts'
import { interleaved, median, quantile, seeded, timed, type Findings } from '../figures.ts'
import { at } from '../place.ts'

/** Words of two to four characters as they stand in the texts, so that each is found somewhere. */
export function wordsIn(texts: readonly string[], count: number): string[] {
  const below = seeded(7)
  const words: string[] = []
  while (words.length < count) {
    const text = texts[below(texts.length)] as string
    const from = below(text.length - 4)
    const word = text.slice(from, from + 2 + below(3))
    if (/^\p{Script=Han}+$/u.test(word)) words.push(word)
  }
  return words
}

/** A search of one to three words, beside looking through the same texts in memory. */
export const search = (large: boolean): Promise<Findings> =>
  at(async (place) => {
    const cookie = await place.signIn('gongxin')
    const figures: Findings['figures'] = []
    const texts: string[] = []
    const sizes = large ? [10_000, 100_000, 1_000_000] : [10_000, 100_000]
    for (const size of sizes) {
      const more = textsOf(size - texts.length, size)
      await fillSearch(place.owner, more)
      await settleSearch(place.owner)
      texts.push(...more)
      const words = wordsIn(texts, 100)
      const { product, memory } = await interleaved({
        product: () =>
          timed(words.map((word) => () => place.get(`/api/search?q="${encodeURIComponent(word)}"`, cookie))),
        memory: () => timed(words.slice(0, 40).map((word) => async () => texts.filter((text) => text.includes(word)))),
      })
      const [mine, limit] = [product, memory].map(
        (runs) => (share: number) => median(runs.map((run) => quantile(run, share))),
      ) as [(share: number) => number, (share: number) => number]
      for (const share of [0.5, 0.95])
        figures.push({
          name: `${size.toLocaleString('en')} entries, p${share * 100}`,
          value: mine(share),
          unit: 'ms',
          limit: { name: 'JS includes over the same texts', value: limit(share) },
          ratio: mine(share) / limit(share),
        })
    }
    return {
      figures,
      notes: [
        'Phrases of 2–4 characters taken from the texts, one reader, over HTTP, first twenty of at most three hundred ranked.',
        ...(large ? [] : ['1,000,000 entries: not measured without --large (filling takes minutes).']),
      ],
    }
  })
