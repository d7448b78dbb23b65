import { createHash } from 'node:crypto'

/** The SHA-256 of a text in UTF-8, in hexadecimal: what stands in the log for the text. */
export const digestOfText = (text: string): string => createHash('sha256').update(text).digest('hex')
