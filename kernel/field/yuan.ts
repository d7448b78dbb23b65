/** Fen as yuan with two decimals: 123456 → 1234.56. */
export function inYuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Yuan as people type them, with separators or none, as fen; undefined for what is no sum of at most two decimals. */
export function fenOf(yuan: string): number | undefined {
  const found = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{0,2}))?$/.exec(yuan.normalize('NFKC').trim())
  if (!found) return undefined
  const [, sign = '', whole = '', decimals = ''] = found
  const fen = Number(whole.replaceAll(',', '') + decimals.padEnd(2, '0'))
  return Number.isSafeInteger(fen) ? (sign === '-' ? -fen : fen) + 0 : undefined
}
