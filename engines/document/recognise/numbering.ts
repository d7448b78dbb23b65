const numerals = '零一二三四五六七八九'

/** A Chinese numeral up to 99 as a number; undefined when it is none. */
export function chineseNumber(text: string): number | undefined {
  const match = /^([二三四五六七八九]?)十([一二三四五六七八九]?)$|^([一二三四五六七八九])$/.exec(text)
  if (!match) return undefined
  if (match[3]) return numerals.indexOf(match[3])
  return (match[1] ? numerals.indexOf(match[1]) : 1) * 10 + (match[2] ? numerals.indexOf(match[2]) : 0)
}

/** How a line is numbered: `一、` chapters; `1.` or `(一)` items. */
export type Numbering = '一、' | '(一)' | '1.'

const patterns: Record<Numbering, RegExp> = {
  '一、': /^([一二三四五六七八九十]{1,3})、\s*(.+)$/,
  '(一)': /^\(([一二三四五六七八九十]{1,3})\)\s*(.+)$/,
  '1.': /^(\d{1,3})[.、.]\s*(.+)$/,
}

export interface Numbered {
  number: number
  /** Where the words after the number begin. */
  from: number
}

/** Recognises a numbered line. */
export function numbered(line: string, as: Numbering): Numbered | undefined {
  const match = patterns[as].exec(line)
  if (!match) return undefined
  const number = as === '1.' ? Number(match[1]) : chineseNumber(match[1] as string)
  return number === undefined ? undefined : { number, from: line.length - (match[2] as string).length }
}
