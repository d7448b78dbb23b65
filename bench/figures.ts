import { setTimeout as pause } from 'node:timers/promises'

/** One line of the page: what was measured, in which unit, and what it is held against. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** This machine's own limit in the same run, in the same unit. */
  limit?: { name: string; value: number }
  /** `value ÷ limit`, or of whatever the goal speaks. */
  ratio?: number
  goal?: { says: string; met: boolean }
}

/** What one path came to. */
export interface Findings {
  figures: Figure[]
  /** What stands behind the figures: sizes, plans of queries, what was left out and why. */
  notes: string[]
}

/** The middle value; of an even number, the lower of the two. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The value that a share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/**
 * Measures several things in turn, so that what else the machine does falls on all of them: once to warm up, then
 * `rounds` times. @returns what each measured, in order
 */
export async function interleaved<K extends string, T>(
  measures: Record<K, () => Promise<T>>,
  rounds = 3,
): Promise<Record<K, T[]>> {
  const found = Object.fromEntries(Object.keys(measures).map((name) => [name, [] as T[]])) as Record<K, T[]>
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, measure] of Object.entries(measures) as [K, () => Promise<T>][]) {
      const value = await measure()
      if (round > 0) found[name].push(value)
      await pause(100)
    }
  }
  return found
}

/** Seconds that something takes. */
export async function seconds(act: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await act()
  return (performance.now() - from) / 1000
}

/** Milliseconds that each of some acts takes, one after the other. */
export async function timed(acts: Iterable<() => Promise<unknown>>): Promise<number[]> {
  const found: number[] = []
  for (const act of acts) found.push(1000 * (await seconds(act)))
  return found
}

/** Numbers that are the same in every run. @source Steele, Lea and Flood 2014, SplitMix, 32-bit finaliser */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below
  }
}
