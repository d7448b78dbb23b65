import { simplified } from './simplified.ts'

/** Names how texts are compared: what was indexed another way is indexed anew. */
export const comparison = 'simplified-1'

/** Grams of one entry at the most: positions in PostgreSQL's tsvector end at 16,383. */
const mostGrams = 16_000

/** Runs of letters and digits, as they are compared: width, case, and traditional or simplified characters do not matter. */
const runsOf = (text: string): string[][] =>
  (
    simplified(text.normalize('NFKC'))
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map((run) => [...run])

const quoted = (gram: string) => `'${gram}'`

/** Two characters at a time, and the last one alone, each with its place; runs do not touch. */
function placed(text: string, from: number, weight: string): { grams: string[]; next: number } {
  const grams: string[] = []
  let at = from
  for (const run of runsOf(text)) {
    for (let i = 0; i < run.length && at <= mostGrams; i += 1, at += 1)
      grams.push(`${quoted(run.slice(i, i + 2).join(''))}:${at}${weight}`)
    at += 1
  }
  return { grams, next: at }
}

/** What is kept of a title and its text, as the text of a tsvector. */
export function gramsOf(title: string, body: string): string {
  const head = placed(title, 1, 'A')
  return [...head.grams, ...placed(body, head.next, '').grams].join(' ')
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** The words that a search asks for: what stands in quotes whole, the rest word by word. At most twelve. */
export function wordsOf(asked: string): string[] {
  const found: string[] = []
  for (const [, exact, loose] of asked.slice(0, 200).matchAll(/["“”]([^"“”]+)["“”]|([^"“”]+)/g)) {
    if (exact) found.push(exact)
    else for (const { segment, isWordLike } of words.segment(loose as string)) if (isWordLike) found.push(segment)
  }
  return [...new Set(found.map((word) => word.trim()).filter((word) => runsOf(word).length > 0))].slice(0, 12)
}

/** The search as the text of a tsquery: every word must be there, each as it is written; null when nothing is asked. */
export function queryOf(asked: string): string | null {
  const phrases = wordsOf(simplified(asked)).flatMap(runsOf).map(phraseOf)
  return phrases.length > 0 ? phrases.join(' & ') : null
}

/** The search as one that takes what holds any of the words; words of one letter tell nothing beside longer ones. */
export function looseQueryOf(asked: string): string | null {
  const runs = wordsOf(simplified(asked)).flatMap(runsOf)
  const long = runs.filter(({ length }) => length > 1)
  const phrases = (long.length > 0 ? long : runs).map(phraseOf)
  return phrases.length > 0 ? phrases.join(' | ') : null
}

function phraseOf(run: string[]): string {
  if (run.length === 1) return `${quoted(run[0] as string)}:*`
  const grams = run.slice(0, -1).map((_, i) => quoted(run.slice(i, i + 2).join('')))
  return `(${grams.join(' <-> ')})`
}

/** The words around the first hit, for a line of results. */
export function excerptOf(body: string, asked: string): string {
  const compared = (text: string) => simplified(text).toLowerCase()
  const at = Math.max(0, ...wordsOf(simplified(asked)).map((word) => compared(body).indexOf(compared(word))))
  const from = Math.max(0, at - 24)
  return `${from > 0 ? '…' : ''}${body.slice(from, from + 90)}${from + 90 < body.length ? '…' : ''}`
}
