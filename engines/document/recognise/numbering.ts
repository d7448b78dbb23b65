const numerals = '零一二三四五六七八九'

/** A Chinese numeral up to 99 as a number; undefined when it is none. */
export function chineseNumber(text: string): number | undefined {
  const match = /^([二三四五六七八九]?)十([一二三四五六七八九]?)$|^([一二三四五六七八九])$/.exec(text)
  if (!match) return undefined
  if (match[3]) return numerals.indexOf(match[3])
  return (match[1] ? numerals.indexOf(match[1]) : 1) * 10 + (match[2] ? numerals.indexOf(match[2]) : 0)
}

const chinese = '[一二三四五六七八九十]{1,3}'

/** How official documents number their lines. @source GB/T 9704-2012 7.3.3 (一、 （一） 1. （1）); chapters and circles as cities write them */
const forms = {
  第一章: new RegExp(`^第(${chinese})(?:章|部分|篇)[、.:\\s]*(.+)$`),
  '一、': new RegExp(`^(${chinese})[、.]\\s*(.+)$`),
  '(一)': new RegExp(`^\\((${chinese})\\)[、.]?\\s*(.+)$`),
  '1.': /^(\d{1,3})(?:[.、．](?!\d)|\s+(?=[\u4e00-\u9fa5“《]))\s*(.+)$/,
  '(1)': /^\((\d{1,3})\)[、.]?\s*(.+)$/,
  '①': /^([①-⑳])[、.]?\s*(.+)$/,
} as const
export type Numbering = keyof typeof forms

export interface Numbered {
  as: Numbering
  number: number
  /** Where the words after the number begin. */
  from: number
}

/** Recognises a numbered line, whichever way it is numbered; only as `as` where that is given. */
export function numbered(line: string, as?: Numbering): Numbered | undefined {
  for (const [form, pattern] of Object.entries(forms) as [Numbering, RegExp][]) {
    const match = as === undefined || as === form ? pattern.exec(line) : null
    if (!match) continue
    const [, digits, rest] = match as unknown as [string, string, string]
    const number = /^\d/.test(digits)
      ? Number(digits)
      : (chineseNumber(digits) ?? (form === '①' ? digits.charCodeAt(0) - 0x245f : undefined))
    if (number !== undefined) return { as: form, number, from: line.length - rest.length }
  }
  return undefined
}
