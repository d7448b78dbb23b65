import { numeral } from '../read/numeral.ts'

const spoken = new Map(
  Array.from({ length: 999 }, (_, i) => [numeral(i + 1, 'chineseCountingThousand') as string, i + 1] as const),
)

/** A Chinese numeral up to 999 as a number; undefined when it is none. */
export const chineseNumber = (text: string): number | undefined => spoken.get(text.replaceAll('〇', '零'))

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
