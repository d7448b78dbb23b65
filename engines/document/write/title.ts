import { ems } from './measure.ts'

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' })

/** No line of a title begins with one of these, or ends with one of those. */
const neverFirst = /^[，。、；：？！”’）》〉】〕」』％%…—～·的之等]/u
const neverLast = /[“‘（《〈【〔「『第]$/u

/** More lines than these no title has; what is longer is filled line by line. */
const shaped = 4

/**
 * Breaks a title into lines of at most so many characters: between words, and so that the lines make a trapezoid or a
 * diamond rather than an hourglass. A break that the author set stands.
 * @source GB/T 9704-2012 7.3.1
 */
export function breakTitle(title: readonly string[], widest: number): string[] {
  return title.flatMap((one) => {
    const pieces = piecesOf(one, widest)
    for (let lines = Math.ceil(ems(one) / widest); lines <= shaped; lines += 1) {
      const [best] = layouts(pieces, lines, widest).sort((a, b) => unease(a) - unease(b))
      if (best) return best
    }
    return filled(pieces, widest)
  })
}

/** The title in pieces that stay whole; only what is wider than a line is cut anywhere. */
function piecesOf(title: string, widest: number): string[] {
  const pieces: string[] = []
  for (const { segment } of segmenter.segment(title)) {
    const last = pieces.at(-1)
    if (last !== undefined && clings(last, segment) && ems(last + segment) <= widest)
      pieces.splice(-1, 1, last + segment)
    else if (ems(segment) <= widest) pieces.push(segment)
    else for (const one of segment) pieces.push(one)
  }
  return pieces
}

/** Whether two pieces stay together: a number and its unit, a year and its month, a mark and its word. */
const clings = (left: string, right: string): boolean =>
  neverFirst.test(right) || neverLast.test(left) || /\d$/.test(left) || (/\d年$/.test(left) && /^\d/.test(right))

/** Every way to lay the pieces in so many lines, none wider than the widest. */
function layouts(pieces: readonly string[], lines: number, widest: number): string[][] {
  if (lines === 1) return ems(pieces.join('')) <= widest ? [[pieces.join('')]] : []
  const found: string[][] = []
  for (let count = 1, first = ''; count < pieces.length; count += 1) {
    first += pieces[count - 1]
    if (ems(first) > widest) break
    const rest = pieces.slice(count)
    if (ems(rest.join('')) > widest * (lines - 1)) continue
    for (const others of layouts(rest, lines - 1, widest)) found.push([first, ...others])
  }
  return found
}

/** How far a layout is from a good one. */
function unease(lines: readonly string[]): number {
  const widths = lines.map((one) => ems(one.trim()))
  const mean = widths.reduce((sum, one) => sum + one, 0) / widths.length
  const uneven = widths.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  const hourglass = widths.some(
    (one, i) => i > 0 && one < (widths[i - 1] ?? 0) && one < Math.max(...widths.slice(i + 1)),
  )
  const block = widths.length > 1 && Math.max(...widths) - Math.min(...widths) < 1
  const sense = lines.slice(1).filter((one) => one.startsWith('关于')).length
  return uneven + (hourglass ? 200 : 0) + (block ? 4 : 0) - 6 * sense
}

/** Lines filled one after the other. */
function filled(pieces: readonly string[], widest: number): string[] {
  const lines: string[] = []
  for (const piece of pieces) {
    const last = lines.at(-1)
    if (last !== undefined && ems(last + piece) <= widest) lines.splice(-1, 1, last + piece)
    else lines.push(piece)
  }
  return lines
}
