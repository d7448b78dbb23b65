import { createRequire } from 'node:module'

/** Reads the dictionaries, which takes a tenth of a second. */
const opened = () => {
  const { Converter } = createRequire(import.meta.url)('opencc-js/t2cn') as typeof import('opencc-js/t2cn')
  return Converter({ from: 't', to: 'cn' })
}
let converter: ((text: string) => string) | undefined
/** Turns traditional characters into simplified ones; the dictionaries are read when the first text needs them. */
const converted = (text: string): string => (converter ??= opened())(text)

const han = /\p{Script=Han}/gu
/** Whether a character is written another way in simplified Chinese, as each is met. */
const traditional = new Map<string, boolean>()
function isTraditional(character: string): boolean {
  const kept = traditional.get(character)
  if (kept !== undefined) return kept
  const found = converted(character) !== character
  traditional.set(character, found)
  return found
}

/** A text in simplified characters, as a search compares it: 資料 is found as 资料, and the other way round. @source OpenCC t2s */
export const simplified = (text: string): string =>
  (text.match(han) ?? []).some(isTraditional) ? converted(text) : text
