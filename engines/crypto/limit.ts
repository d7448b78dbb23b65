import { faults } from './faults.ts'

/** The most bytes that one call seals, enciphers or signs. */
export const mostBytes = 256 * 2 ** 20

/** Refuses data over a limit in bytes. @throws crypto/too-much-data */
export function within(most: number, data: Uint8Array): void {
  if (data.length > most) throw faults['too-much-data']({ most, has: data.length })
}
