/**
 * What must not reach a Word file: control characters that XML cannot hold, halves of surrogate pairs, code points that
 * are no characters, and marks that turn the reading direction, by which a figure could be made to read backwards.
 * @source XML 1.0 2.2
 */
const unwanted = /[^\P{Cc}\t\n\r]|\p{Cs}|\p{Noncharacter_Code_Point}|[\ufeff\u202a-\u202e\u2066-\u2069]/gu

/** A text as lines without an empty one; blanks are kept inside a line only. */
export const linesOf = (text: string): string[] =>
  text
    .replace(unwanted, '')
    .split(/[\n\r\u2028\u2029]+/)
    .map((one) => one.replaceAll('\t', ' ').trim())
    .filter((one) => one !== '')

/** A text as one line. */
export const lineOf = (text: string): string => linesOf(text).join(' ')
