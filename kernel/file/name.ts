/** Characters of the longest name that is kept. */
const longest = 200

/**
 * The name of a file as somebody's machine told it: without the folders that it lay in there, without control characters
 * and those that turn the direction of reading around, so that no name shows another ending than it has. One that is too
 * long loses of its middle and keeps its ending; '' where nothing is left.
 * @source RFC 7578 4.2, RFC 6266 4.3 (path parts are the recipient's to drop), Unicode UAX 9 2 (marks of direction)
 */
export function fileName(told: string): string {
  const name = (told.split(/[/\\]/).at(-1) ?? '')
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
  if (/^\.*$/.test(name)) return ''
  if (name.length <= longest) return name
  const ending = /\.[^.]{1,20}$/.exec(name)?.[0] ?? ''
  return whole(name.slice(0, longest - ending.length)) + ending
}

/** A text that was cut, without the half of a character at its end. */
const whole = (cut: string) => (cut.isWellFormed() ? cut : cut.slice(0, -1))
