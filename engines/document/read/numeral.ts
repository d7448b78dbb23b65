const digits = '〇一二三四五六七八九'
const places = ['', '十', '百', '千']

/** A number in Chinese words up to 9,999, as one speaks it: 十二, 一百零三. */
function spoken(number: number): string {
  if (number > 9999) return digital(number)
  const figures = [...String(number)].map(Number)
  const words = figures
    .map((figure, i) => (figure === 0 ? '零' : `${digits[figure]}${places[figures.length - 1 - i]}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '')
  return number >= 10 && number < 20 ? words.slice(1) : words
}
const digital = (number: number) => [...String(number)].map((figure) => digits[Number(figure)]).join('')
const formal = (number: number, figures: string, tens: string) => {
  const written = spoken(number).replace(/^十/, '一十')
  return [...written]
    .map((one) =>
      '十百千'.includes(one) ? tens['十百千'.indexOf(one)] : one === '零' ? '零' : figures[digits.indexOf(one)],
    )
    .join('')
}

function roman(number: number): string {
  const signs: [number, string][] = [
    ...([
      [1000, 'M'],
      [900, 'CM'],
      [500, 'D'],
      [400, 'CD'],
      [100, 'C'],
      [90, 'XC'],
    ] as [number, string][]),
    ...([
      [50, 'L'],
      [40, 'XL'],
      [10, 'X'],
      [9, 'IX'],
      [5, 'V'],
      [4, 'IV'],
      [1, 'I'],
    ] as [number, string][]),
  ]
  let left = number
  return signs
    .map(([worth, sign]) => {
      const times = Math.floor(left / worth)
      left -= times * worth
      return sign.repeat(times)
    })
    .join('')
}
/** A, B, … Z, AA, BB: the same letter again after the last. */
const letters = (number: number) => String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26))
const wide = (number: number) => String(number).replace(/\d/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
/** Signs that stand in a row, from the one for 1 to that for `last`; beyond it, figures. */
const signs = (first: number, last: number) => (number: number) =>
  number <= last ? String.fromCodePoint(first + number - 1) : String(number)
const turn = (words: string) => (number: number) => words[(number - 1) % words.length] as string

/** A number in a circle; beyond fifty in brackets. */
export function circled(number: number): string {
  if (number >= 1 && number <= 20) return String.fromCodePoint(0x2460 + number - 1)
  if (number > 20 && number <= 35) return String.fromCodePoint(0x3251 + number - 21)
  if (number > 35 && number <= 50) return String.fromCodePoint(0x32b1 + number - 36)
  return number === 0 ? '⓪' : `(${number})`
}

const forms: Readonly<Record<string, (number: number) => string>> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (number) => String(number).padStart(2, '0'),
  decimalFullWidth: wide,
  decimalFullWidth2: wide,
  numberInDash: (number) => `-${number}-`,
  none: () => '',
  bullet: () => '',
  upperRoman: roman,
  lowerRoman: (number) => roman(number).toLowerCase(),
  upperLetter: letters,
  lowerLetter: (number) => letters(number).toLowerCase(),
  chineseCounting: (number) => (number < 100 ? spoken(number) : digital(number)),
  chineseCountingThousand: spoken,
  taiwaneseCounting: (number) => (number < 100 ? spoken(number) : digital(number)),
  taiwaneseCountingThousand: spoken,
  japaneseCounting: (number) => spoken(number).replace(/^一(?=[百千])/, ''),
  ideographDigital: digital,
  japaneseDigitalTenThousand: digital,
  taiwaneseDigital: digital,
  chineseLegalSimplified: (number) => formal(number, '零壹贰叁肆伍陆柒捌玖', '拾佰仟'),
  ideographLegalTraditional: (number) => formal(number, '零壹貳參肆伍陸柒捌玖', '拾佰仟'),
  ideographTraditional: turn('甲乙丙丁戊己庚辛壬癸'),
  ideographZodiac: turn('子丑寅卯辰巳午未申酉戌亥'),
  ideographEnclosedCircle: signs(0x3280, 10),
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedFullstop: signs(0x2488, 20),
  decimalEnclosedParen: signs(0x2474, 20),
}

/**
 * A number as a list draws it; undefined for a form that we do not know.
 * @param pattern of a form of one's own its first terms, such as `001, 002, 003`
 * @source ISO/IEC 29500-1 17.18.59 (ST_NumberFormat)
 */
export function numeral(number: number, form: string, pattern = ''): string | undefined {
  if (form === 'custom') {
    const first = /^(0*)\d+/.exec(pattern)
    return first ? String(number).padStart(first[0].length, '0') : undefined
  }
  if (!Object.hasOwn(forms, form)) return undefined
  return number < 1 && !['decimal', 'decimalZero', 'none', 'bullet'].includes(form)
    ? String(number)
    : forms[form]?.(number)
}
