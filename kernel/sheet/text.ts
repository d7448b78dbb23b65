/** Longest text that a cell holds, in UTF-16 units. @source Microsoft, Excel specifications and limits */
export const mostText = 32_767

// What XML cannot carry, or carries changed, and an underscore that would be taken for the start of an escape.
const odd = String.raw`[^\P{Cc}\t\n]|[\p{Cs}\uFFFE\uFFFF]`
const toEscape = new RegExp(String.raw`${odd}|_(?=x[\dA-Fa-f]{4}(?:_|${odd}))`, 'gu')
const escaped = /_x([\dA-Fa-f]{4})_/g
const markup: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as XML carries it in a cell, whatever is in it. @source ISO/IEC 29500-1 22.9.2.19 (ST_Xstring) */
export const toXml = (text: string): string =>
  text
    .replace(toEscape, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (char) => markup[char] as string)

/** The text that a cell means, once XML's own escapes are undone. @source ISO/IEC 29500-1 22.9.2.19 (ST_Xstring) */
export const fromXml = (text: string): string =>
  text.includes('_x') ? text.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text
