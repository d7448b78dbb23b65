const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of the first 17 digits. @source GB 11643-1999 5.4 (ISO 7064 MOD 11-2) */
export const citizenCheck = (digits: string): string =>
  '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11] as string

/**
 * The first two digits of an area: the provinces, and 81–83, under which residents of Hong Kong, Macao and Taiwan are numbered.
 * @source GB/T 2260-2007; State Council order on residence permits for them (2018), 4
 */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
)
const beyond = new Set(['810000', '820000', '830000'])

/**
 * Whether six digits are, or once were, an area: a province that there is and a prefecture as they are numbered (01–70,
 * and 90 for what a province governs itself). Counties come and go, and numbers given under one stay with their bearers.
 * @source GB/T 2260-2007 4
 */
function isArea(text: string): boolean {
  const prefecture = Number(text.slice(2, 4))
  const numbered = (prefecture >= 1 && prefecture <= 70) || prefecture === 90
  return (provinces.has(text.slice(0, 2)) && numbered) || beyond.has(text.slice(0, 6))
}

/** Whether eight digits are a day on which somebody may have been born whose number is still met: none that is yet to come. */
function isBirth(text: string): boolean {
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  const read = new Date(`${day}T00:00:00+08:00`)
  if (Number.isNaN(read.getTime()) || text < '18800101') return false
  const same = new Date(read.getTime() + 8 * 3600_000).toISOString().slice(0, 10) === day
  // Whatever time a city has been given, nobody is born after the world's.
  return same && read.getTime() <= Date.now()
}

/** Whether 18 characters are a citizen number: an area, a day of birth, the check character. @source GB 11643-1999 */
export const isCitizenNumber = (text: string): boolean =>
  /^\d{17}[\dX]$/.test(text) && isArea(text) && isBirth(text.slice(6, 14)) && citizenCheck(text) === text[17]

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The check character of the first 17 characters. @source GB 32100-2015 5.5 (ISO 7064 MOD 31-3) */
export function creditCheck(text: string): string {
  let [sum, weight] = [0, 1]
  for (const one of text.slice(0, 17)) {
    sum += alphabet.indexOf(one) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] as string
}

/** Whether 18 characters are a unified social credit code. @source GB 32100-2015 */
export const isCreditCode = (text: string): boolean =>
  /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text) && creditCheck(text) === text[17]

/** A code that is nobody's. */
export const exampleCreditCode = `11320900000000000${creditCheck('11320900000000000')}`

/** Whether the last digit of a card number checks the others. @source GB/T 15694.1 annex B (Luhn) */
export function isCardNumber(text: string): boolean {
  if (!/^\d{12,19}$/.test(text)) return false
  const sum = [...text].toReversed().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** A personal number that is kept sealed: how it is checked and what of it everyone may see. */
export interface SealedKind {
  holds: (text: string) => boolean
  says: string
  /** One that is nobody's. */
  example: string
  mask: (text: string) => string
}

const stars = (text: string, first: number, last: number) =>
  text.slice(0, first) + '*'.repeat(text.length - first - last) + text.slice(text.length - last)

export const sealedKinds = {
  'citizen-number': {
    holds: isCitizenNumber,
    says: '应为 18 位公民身份号码，地区和出生日期要真实，校验码要相符',
    example: `32090119000101001${citizenCheck('32090119000101001')}`,
    mask: (text) => stars(text, 3, 2),
  },
  mobile: {
    holds: (text) => /^1[3-9]\d{9}$/.test(text),
    says: '应为 11 位手机号码',
    example: '13000000000',
    mask: (text) => stars(text, 3, 4),
  },
  'bank-card': {
    holds: isCardNumber,
    says: '应为 12 至 19 位银行卡号，校验码要相符',
    example: '6200000000000005',
    mask: (text) => stars(text, 0, 4),
  },
} as const satisfies Record<string, SealedKind>

export type SealedName = keyof typeof sealedKinds
