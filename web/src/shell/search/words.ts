const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * The words that are marked in what a search found: what stands in quotes or between blanks as a whole where it occurs
 * so, and else each of its words, for the server looks for those too. Longer ones first.
 */
export function wordsOf(asked: string): string[] {
  const found = new Set<string>()
  for (const [, exact, loose] of asked.matchAll(/["“”]([^"“”]+)["“”]|([^"“”\s]+)/g)) {
    const whole = exact ?? loose ?? ''
    found.add(whole.trim())
    if (exact === undefined)
      for (const { segment, isWordLike } of segmenter.segment(whole)) if (isWordLike) found.add(segment)
  }
  return [...found].filter((word) => /[\p{L}\p{N}]/u.test(word)).toSorted((a, b) => b.length - a.length)
}
