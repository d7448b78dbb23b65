/** What the codes of the Symbol font show, one after another from each code. */
const symbol = {
  0x20: ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼',
  0xa0: '€ϒ′≤/∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪',
  0xf1: '〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭',
}
/** Of the Wingdings fonts what stands in official documents: bullets, ticks, circled numbers, arrows. */
const dings: Readonly<Record<string, Record<number, string>>> = {
  wingdings: {
    ...{ 0x20: ' ', 0x6c: '●', 0x6e: '■', 0x6f: '□', 0x71: '❑', 0x72: '❒', 0x74: '⧫', 0x75: '◆', 0x76: '❖', 0x77: '⬥' },
    ...{ 0x9e: '·', 0x9f: '•', 0xa1: '○', 0xa7: '▪', 0xa8: '◻', 0xab: '★', 0xd8: '➢', 0xdf: '←', 0xe0: '→', 0xe1: '↑' },
    ...{ 0xe2: '↓', 0xe8: '➔', 0xef: '⇦', 0xf0: '⇨', 0xfb: '✗', 0xfc: '✓', 0xfd: '☒', 0xfe: '☑' },
    ...numbers(0x80, '⓪①②③④⑤⑥⑦⑧⑨⑩'),
    ...numbers(0x8b, '⓿❶❷❸❹❺❻❼❽❾❿'),
  },
  'wingdings 2': { 0x20: ' ', 0x4f: '✗', 0x50: '✓', 0x51: '☒', 0x52: '☑', 0x53: '☒', 0x98: '●', 0xa2: '■', 0xa3: '□' },
  'wingdings 3': { 0x20: ' ' },
  webdings: { 0x20: ' ', 0x61: '✓', 0x63: '□', 0x67: '■', 0x72: '✗' },
  symbol: Object.assign({}, ...Object.entries(symbol).map(([from, signs]) => numbers(Number(from), signs))) as Record<
    number,
    string
  >,
}

function numbers(from: number, signs: string): Record<number, string> {
  return Object.fromEntries([...signs].map((sign, i) => [from + i, sign]))
}

/** Whether a font draws signs in the place of letters. */
export const isSymbolic = (font: string | undefined): font is string =>
  font !== undefined && Object.hasOwn(dings, font.toLowerCase())

/**
 * The character that a code shows in a font; undefined when nobody can tell from the code. Codes of such fonts may stand
 * in the private range from F000.
 * @source Unicode, mapping table of Adobe's Symbol encoding; ISO/IEC 29500-1 17.3.3.30 (sym)
 */
export function shownIn(font: string | undefined, code: number): string | undefined {
  const isPrivate = code >= 0xe000 && code <= 0xf8ff
  if (isSymbolic(font)) {
    const own = isPrivate ? code - 0xf000 : code
    return own > 0xff ? (isPrivate ? undefined : String.fromCodePoint(code)) : dings[font.toLowerCase()]?.[own]
  }
  return isPrivate || code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
    ? undefined
    : String.fromCodePoint(code)
}
