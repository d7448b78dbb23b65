import type { Element } from '#kernel/package'
import { isRepeated, type Fields } from './field.ts'
import type { Styles } from './styles.ts'
import { isSymbolic, shownIn } from './symbol.ts'
import { isGone } from './tracked.ts'
import { childOf, deep, elementsOf, onOff, valueOf, type Nodes } from './word.ts'

/** Stands in a text where something is that cannot be read, until the text is whole. */
export const unreadable = '\uFFFC'

/** A text, and for each place in it that cannot be read what stands there. */
export interface Inked {
  words: string
  /** A picture is none that is missed where no words are around it. */
  marks: { what: string; picture?: true }[]
  /** Boxes that are anchored in it: their words stand apart. */
  boxes: Element[]
}

/** What the words of a paragraph are read by. */
export interface Hand {
  fields: Fields
  styles: Styles
  /** The paragraph's style. */
  style: string | undefined
}

/** Characters that take no place: where a word may be broken, joiners, directions of writing. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
const above: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−()n'].map((one, i) => [one, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ'][i] as string]),
)
const below: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−()'].map((one, i) => [one, [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎'][i] as string]),
)
/** Small characters stay small: 10⁴ is not 104, nor is a note's number part of the number before it. */
const raised = (words: string) => [...words].map((one) => above[one] ?? one).join('')
const lowered = (words: string) => [...words].map((one) => below[one] ?? one).join('')

/** Structures of formulas that are not written one after another. */
const drawnFormulas = new Set(
  ['acc', 'bar', 'borderBox', 'eqArr', 'groupChr', 'limLow', 'limUpp', 'm', 'nary', 'rad', 'sPre', 'sSubSup'].map(
    (name) => `m:${name}`,
  ),
)

/**
 * The words of a paragraph as Word shows them, whatever wraps them.
 * @source ISO/IEC 29500-1 17.3.3 (run content), 17.3.2.41 (vanish), 22.1 (math)
 */
export function inkOf(nodes: Nodes, hand: Hand): Inked {
  const ink: Inked = { words: '', marks: [], boxes: [] }
  const { fields } = hand
  const say = (words: string) => {
    if (!fields.shown || words === '') return
    ink.words += words
    fields.said()
  }
  const mark = (what: string, picture?: true) => {
    if (!fields.shown) return
    ink.words += unreadable
    ink.marks.push({ what, ...(picture && { picture }) })
    fields.said()
  }
  const sign = (font: string | undefined, code: number) => {
    const shown = shownIn(font, code)
    if (shown === undefined)
      mark(`${font ? `${font} 字体的` : ''}字符 ${code.toString(16).toUpperCase().padStart(4, '0')}`)
    else say(shown)
  }

  function run(node: Element) {
    const properties = childOf(node, 'w:rPr')
    const character = valueOf(properties, 'w:rStyle')
    const hidden = onOff(properties, 'w:vanish') ?? hand.styles.hides(hand.style, character)
    const place = valueOf(properties, 'w:vertAlign')
    const fonts = childOf(properties, 'w:rFonts')?.attributes
    const font = [fonts?.['w:ascii'], fonts?.['w:hAnsi']].find(isSymbolic)
    for (const part of elementsOf(node.children)) {
      // The mark of a note that its author chose follows in the same run.
      if (/^w:(foot|end)noteReference$/.test(part.name) && isCustom(part)) return
      if (part.name === 'w:fldChar') draw(part)
      else if (part.name === 'w:instrText') fields.instruct(textOf(part))
      else if (!hidden) piece(part, place, font)
    }
  }
  function draw(part: Element) {
    const drawn = fields.char(part)
    if (drawn && 'mark' in drawn) mark(drawn.mark)
    else if (drawn) say(drawn.words)
  }
  function piece(part: Element, place: string | undefined, font: string | undefined) {
    switch (part.name) {
      case 'w:t':
        return written(textOf(part), place, font)
      case 'w:tab':
      case 'w:ptab':
      case 'w:br':
      case 'w:cr':
        return say(' ')
      case 'w:noBreakHyphen':
        return say('-')
      case 'w:sym':
        return sign(part.attributes['w:font'], Number.parseInt(part.attributes['w:char'] ?? '', 16) || 0)
      case 'w:object':
        boxed(part)
        return mark('嵌入的对象')
      case 'w:drawing':
      case 'w:pict':
        boxed(part)
        if (isInline(part)) mark('图片', true)
        return undefined
      default:
        return walk([part])
    }
  }
  function written(text: string, place: string | undefined, font: string | undefined) {
    let plain = ''
    const flush = () => {
      const words = plain.replace(invisible, '')
      say(place === 'superscript' ? raised(words) : place === 'subscript' ? lowered(words) : words)
      plain = ''
    }
    for (const one of text) {
      const code = one.codePointAt(0) ?? 0
      if ((code >= 0xe000 && code <= 0xf8ff) || one === unreadable || (font && code < 0x100 && code > 0x20)) {
        flush()
        sign(font, one === unreadable ? 0xe000 : code)
      } else plain += one
    }
    flush()
  }
  function boxed(part: Element) {
    if (fields.shown) ink.boxes.push(...deep(part.children, 'w:txbxContent'))
  }
  /** A formula's part, as one would write it in a line. */
  const part = (node: Element, name: string) => {
    const before = ink.words.length
    walk([childOf(node, name)].filter((one) => one !== undefined))
    const words = ink.words.slice(before)
    ink.words = ink.words.slice(0, before)
    return words
  }
  function formula(node: Element): boolean {
    const simple = (words: string) => (/^[\p{L}\p{N}.%]*$/u.test(words) ? words : `(${words})`)
    switch (node.name) {
      case 'm:f': {
        const [over, under] = [part(node, 'm:num'), part(node, 'm:den')]
        say(`${simple(over)}/${simple(under)}`)
        return true
      }
      case 'm:sSup': {
        const [base, power] = [part(node, 'm:e'), part(node, 'm:sup')]
        say([...power].every((one) => above[one]) ? base + raised(power) : `${base}^(${power})`)
        return true
      }
      case 'm:sSub': {
        const [base, index] = [part(node, 'm:e'), part(node, 'm:sub')]
        say(base + lowered(index))
        return true
      }
      case 'm:d': {
        const sign = (name: string, usual: string) =>
          childOf(childOf(node, 'm:dPr'), name)?.attributes['m:val'] ?? usual
        say(sign('m:begChr', '('))
        walk(node.children)
        say(sign('m:endChr', ')'))
        return true
      }
      default:
        if (!drawnFormulas.has(node.name)) return false
        mark('公式')
        return true
    }
  }
  function walk(children: Nodes) {
    for (const node of elementsOf(children)) {
      if (isGone(node) || /^w:(pPr|rPr|sdtPr|sdtEndPr|rt)$/.test(node.name)) continue
      if (node.name === 'w:fldSimple' && isRepeated(node.attributes['w:instr'] ?? '')) continue
      if (node.name === 'w:r') run(node)
      else if (node.name === 'm:t') written(textOf(node), undefined, undefined)
      else if (!formula(node)) walk(node.children)
    }
  }
  walk(nodes)
  return ink
}

/** The text of an element of words; spaces at its ends count only where it says so. @source W3C, XML 1.0, 2.10 (xml:space) */
function textOf(node: Element): string {
  const text = node.children
    .filter((one) => typeof one === 'string')
    .join('')
    .replace(/[\t\r\n]/g, ' ')
  return node.attributes['xml:space'] === 'preserve' ? text : text.replace(/^ +| +$/g, '')
}

const isCustom = ({ attributes }: Element) => ['1', 'true', 'on'].includes(attributes['w:customMarkFollows'] ?? '')

/** Whether a picture stands in the line like a character; others lie behind the text or beside it. */
const isInline = (part: Element) =>
  deep(part.children, 'wp:inline').some((one) => deep(one.children, 'pic:pic').length > 0) ||
  deep(part.children, 'v:shape').some(
    (one) =>
      deep(one.children, 'v:imagedata').length > 0 && !/position\s*:\s*absolute/i.test(one.attributes.style ?? ''),
  )
