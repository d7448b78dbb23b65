const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of the first 17 digits. @source GB 11643-1999 5.4 (ISO 7064 MOD 11-2) */
export const citizenCheck = (digits: string): string =>
  '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11] as string

/** Whether eight digits are a day of the calendar. */
function isDay(text: string): boolean {
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  const read = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === day && text >= '18500101'
}

/** Whether 18 characters are a citizen number: a province, a day of birth, the check character. @source GB 11643-1999 */
export const isCitizenNumber = (text: string): boolean =>
  /^[1-8]\d{16}[\dX]$/.test(text) && isDay(text.slice(6, 14)) && citizenCheck(text) === text[17]

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
    says: '应为 18 位公民身份号码，校验码要相符',
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
