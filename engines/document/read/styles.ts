import type { Element } from '#kernel/package'
import { childOf, childrenOf, onOff } from './word.ts'

/** What a document's styles say, each with what it is based on. @source ISO/IEC 29500-1 17.7 (styles) */
export interface Styles {
  /** A style and what it is based on, nearest first; of a paragraph that names none, the default ones. */
  chain: (style: string | undefined) => { id: string; style: Element }[]
  /** Whether text is hidden by the style of its paragraph and that of its own, each of which turns the other's over. */
  hides: (paragraph: string | undefined, character: string | undefined) => boolean
}

export function openStyles(part: Element | undefined): Styles {
  const styles = new Map(childrenOf(part, 'w:style').map((style) => [style.attributes['w:styleId'] ?? '', style]))
  const isDefault = ({ attributes }: Element) =>
    attributes['w:type'] === 'paragraph' && ['1', 'true', 'on'].includes(attributes['w:default'] ?? '')
  const usual = [...styles].find(([, style]) => isDefault(style))?.[0]
  const chain: Styles['chain'] = (named) => {
    const found = new Map<string, Element>()
    for (let id = named ?? usual; id !== undefined && !found.has(id);) {
      const style = styles.get(id)
      if (!style) break
      found.set(id, style)
      id = childOf(style, 'w:basedOn')?.attributes['w:val']
    }
    return [...found].map(([id, style]) => ({ id, style }))
  }
  const hidden = (named: string | undefined) => {
    for (const { style } of chain(named)) {
      const says = onOff(childOf(style, 'w:rPr'), 'w:vanish')
      if (says !== undefined) return says
    }
    return false
  }
  return {
    chain,
    hides: (paragraph, character) => hidden(paragraph) !== (character !== undefined && hidden(character)),
  }
}
