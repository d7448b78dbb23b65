const units = [
  ['GB', 2 ** 30],
  ['MB', 2 ** 20],
  ['KB', 2 ** 10],
] as const

/** Bytes in the unit that a person reads: 1.2 MB. */
export function size(bytes: number): string {
  for (const [unit, of] of units) if (bytes >= of) return `${Math.round((bytes / of) * 10) / 10} ${unit}`
  return `${bytes} B`
}

/** Bytes as the megabytes that a person types, to the thousandth. */
export const megabytes = (bytes: number): number => Math.round((bytes / 2 ** 20) * 1000) / 1000

/** Megabytes that a person typed, as bytes. */
export const bytesOf = (typed: number): number => Math.round(typed * 2 ** 20)
