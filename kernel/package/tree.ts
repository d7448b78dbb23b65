import { SaxesParser, type SaxesTagNS } from 'saxes'
import type { Package } from './package.ts'

/** Most elements inside each other. */
const deepest = 256

/** An element of a part, its name and those of its attributes with the prefix that the reader knows their namespace by. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (Element | string)[]
}

/** What of a part is kept, and how much of it. */
export interface Kept {
  /** Namespace → the prefix that it is known by; whatever is of another is kept under its whole name. */
  namespaces: Readonly<Record<string, string>>
  /** Elements whose text is kept; between others it is only layout. */
  words: ReadonlySet<string>
  /** In megabytes, unfolded. */
  mostMegabytes: number
  mostElements: number
}

const compatibility = 'http://schemas.openxmlformats.org/markup-compatibility/2006'

interface Open {
  element: Element
  /** Of what a part says in several ways: the way that is read, once one is found. */
  chosen?: (Element | string)[]
  /** Of one such way: whether all that it asks for is known. */
  known?: boolean
}

/**
 * A part as a tree, its namespaces resolved. Of what it says in several ways (AlternateContent) one is there and stands
 * in its place: the first whose namespaces are all known, or else what it falls back to.
 * @throws what the opener of the package refuses
 * @source ISO/IEC 29500-3 (markup compatibility)
 */
export async function treeOf(zip: Package, part: string, kept: Kept): Promise<Element> {
  const { refuse } = zip
  const parser = new SaxesParser({ position: false, xmlns: true })
  const named = (uri: string, name: string) => (uri === '' ? name : `${kept.namespaces[uri] ?? uri}:${name}`)
  const root: Element = { name: '', attributes: {}, children: [] }
  const stack: Open[] = [{ element: root }]
  let count = 0
  const knows = (tag: SaxesTagNS) =>
    (tag.attributes.Requires?.value ?? '')
      .split(/\s+/)
      .filter((prefix) => prefix !== '')
      .every((prefix) => Object.hasOwn(kept.namespaces, tag.ns[prefix] ?? parser.resolve(prefix) ?? ''))
  parser.on('error', (cause) => {
    throw refuse.broken(cause)
  })
  parser.on('doctype', () => {
    throw refuse.hasDoctype()
  })
  parser.on('opentag', (tag) => {
    count += 1
    if (count > kept.mostElements) throw refuse.tooLarge(kept.mostMegabytes)
    if (stack.length > deepest) throw refuse.broken()
    const attributes: Record<string, string> = {}
    for (const { uri, local, value, prefix } of Object.values(tag.attributes))
      if (prefix !== 'xmlns' && local !== 'xmlns')
        attributes[prefix === 'xml' ? `xml:${local}` : named(uri, local)] = value
    const element: Element = { name: named(tag.uri, tag.local), attributes, children: [] }
    const opened: Open = { element }
    if (tag.uri === compatibility && tag.local === 'Choice') opened.known = knows(tag)
    if (tag.uri === compatibility && tag.local === 'Fallback') opened.known = true
    stack.push(opened)
  })
  parser.on('closetag', (tag) => {
    const { element, chosen, known } = stack.pop() as Open
    const above = stack.at(-1) as Open
    if (known !== undefined) {
      if (known) above.chosen ??= element.children
    } else if (tag.uri === compatibility && tag.local === 'AlternateContent') {
      for (const one of chosen ?? []) above.element.children.push(one)
    } else above.element.children.push(element)
  })
  const text = (words: string) => {
    const { element } = stack.at(-1) as Open
    if (kept.words.has(element.name)) element.children.push(words)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  for await (const piece of zip.textOf(part, kept.mostMegabytes)) parser.write(piece)
  parser.close()
  return root.children.find((child) => typeof child !== 'string') ?? root
}
