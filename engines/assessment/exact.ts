/** A number as a fraction, so that nothing is rounded before it is said to be: `over` is above 0. */
export interface Exact {
  readonly top: bigint
  readonly over: bigint
}

/** A decimal as it is written, `-12.50`. @throws Error where it is none */
export function exact(text: string): Exact {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined) throw new Error(`no decimal number: ${text.slice(0, 40)}`)
  return { top: BigInt(`${sign}${whole}${part}`), over: 10n ** BigInt(part.length) }
}

/** Numbers of as many decimals keep them: a long sum does not grow below. */
export const plus = (a: Exact, b: Exact): Exact =>
  a.over === b.over
    ? { top: a.top + b.top, over: a.over }
    : { top: a.top * b.over + b.top * a.over, over: a.over * b.over }
export const minus = (a: Exact, b: Exact): Exact => plus(a, { top: -b.top, over: b.over })
export const times = (a: Exact, b: Exact): Exact => ({ top: a.top * b.top, over: a.over * b.over })

/** @param b not 0 */
export const dividedBy = (a: Exact, b: Exact): Exact =>
  b.top < 0n ? { top: -a.top * b.over, over: -b.top * a.over } : { top: a.top * b.over, over: a.over * b.top }

/** Below 0 where the first is smaller, above where it is greater. */
export const compared = (a: Exact, b: Exact): number => {
  const apart = a.top * b.over - b.top * a.over
  return apart < 0n ? -1 : apart > 0n ? 1 : 0
}

export const least = (a: Exact, b: Exact): Exact => (compared(a, b) <= 0 ? a : b)
export const most = (a: Exact, b: Exact): Exact => (compared(a, b) >= 0 ? a : b)
export const nothing = exact('0')
export const hundred = exact('100')

/** A number that is not below 0 with so many decimals, half a last place up. */
export function rounded({ top, over }: Exact, places: number): string {
  const whole = (2n * top * 10n ** BigInt(places) + over) / (2n * over)
  const digits = String(whole).padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}
