/** Digits that a workbook's number has; what a program writes beyond them is its arithmetic's. @source Microsoft, Excel specifications and limits (number precision) */
const digits = 15

/**
 * A number as a workbook means it: 57.999999999999993 is 58. One of more digits before its point than a workbook counts
 * is left as it is written, so that whoever takes it sees that it is too long.
 */
export function counted(number: number): number {
  return Math.abs(number) >= 10 ** digits || !Number.isFinite(number) ? number : Number(number.toPrecision(digits))
}

/** Hundredths that a number shown as a percentage means. */
export const hundredths = (number: number): number => counted(counted(number) * 100)
