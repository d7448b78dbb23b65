/** Chance that is the same for the same seed, so that a run can be repeated. */
export interface Seeded {
  /** At least 0, below 1. */
  next: () => number
  /** A whole number from `from` to `to`, both included. */
  between: (from: number, to: number) => number
  pick: <T>(of: readonly T[]) => T
  /** A source of its own, which others do not disturb. */
  fork: () => Seeded
}

/** Starts a seeded source of chance. @source Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators" (32-bit form) */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    pick: (of) => of[between(0, of.length - 1)] as (typeof of)[number],
    fork: () => seeded(between(0, 0xffff_ffff)),
  }
}
