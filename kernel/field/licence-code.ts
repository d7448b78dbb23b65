import { isCreditCode } from './numbers.ts'

/** Whether 21 characters name a type of licence: the credit code of the authority that manages it, and three digits. @source GB/T 36902-2018; GB/T 36904-2018 5 */
export const isLicenceTypeCode = (text: string): boolean =>
  /^[0-9A-Z]{18}\d{3}$/.test(text) && isCreditCode(text.slice(0, 18))

const root = '1.2.156.3005.2'
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The check character of a text of digits and capital letters. @source ISO/IEC 7064 (MOD 37,36) */
function checkOf(text: string): string {
  let p = 36
  for (const char of text) p = (((p + alphabet.indexOf(char)) % 36 || 36) * 2) % 37
  return alphabet[(37 - p) % 36] as string
}

/** What a licence is made of. */
export interface LicenceParts {
  /** 21 characters. */
  type: string
  /** Who issues it: a credit code, or the code of a division where it has none. */
  issuer: string
  /** Digits. */
  serial: string
  /** From 1; one more with every edition. */
  edition: number
}

/** Names one edition of a licence. @source GB/T 36904-2018 */
export function licenceIdentifier({ type, issuer, serial, edition }: LicenceParts): string {
  const parts = [type, issuer, serial, String(edition).padStart(3, '0')]
  return [root, ...parts, checkOf(parts.join(''))].join('.')
}

/** Whether a text names an edition of a licence, check character and all. @source GB/T 36904-2018 */
export function isLicenceIdentifier(text: string): boolean {
  const found = /^1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{6,18})\.([0-9A-Z]{1,30})\.(\d{3})\.([0-9A-Z])$/.exec(
    text,
  )
  if (!found) return false
  const [, type = '', issuer = '', serial = '', edition = '', check] = found
  return isLicenceTypeCode(type) && checkOf(`${type}${issuer}${serial}${edition}`) === check
}
