import type { Element } from '#kernel/package'

/** What is read of a Word file: elements inside each other, with the words between them. */
export type Nodes = readonly (Element | string)[]

const office = 'http://schemas.openxmlformats.org'
const strict = 'http://purl.oclc.org/ooxml'
const word = 'http://schemas.microsoft.com/office/word'

/**
 * The namespaces that are understood, in their transitional and their strict form, by the prefixes that Word writes.
 * @source ISO/IEC 29500-1 annex A, ISO/IEC 29500-4 annex A; Microsoft, [MS-DOCX] 2.2
 */
export const namespaces: Readonly<Record<string, string>> = {
  [`${office}/wordprocessingml/2006/main`]: 'w',
  [`${strict}/wordprocessingml/main`]: 'w',
  [`${office}/officeDocument/2006/math`]: 'm',
  [`${strict}/officeDocument/math`]: 'm',
  [`${office}/drawingml/2006/wordprocessingDrawing`]: 'wp',
  [`${strict}/drawingml/wordprocessingDrawing`]: 'wp',
  [`${office}/drawingml/2006/picture`]: 'pic',
  [`${strict}/drawingml/picture`]: 'pic',
  [`${office}/markup-compatibility/2006`]: 'mc',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
  [`${word}/2010/wordml`]: 'w14',
  [`${word}/2012/wordml`]: 'w15',
  [`${word}/2010/wordprocessingDrawing`]: 'wp14',
  [`${word}/2010/wordprocessingShape`]: 'wps',
  [`${word}/2010/wordprocessingGroup`]: 'wpg',
  [`${word}/2010/wordprocessingCanvas`]: 'wpc',
}

/** Elements that hold words; everywhere else text is layout. */
export const wordy: ReadonlySet<string> = new Set(['w:t', 'm:t', 'w:instrText'])

export const elementsOf = (nodes: Nodes): Element[] => nodes.filter((node) => typeof node !== 'string')
export const childOf = (of: Element | undefined, name: string): Element | undefined =>
  of?.children.find((node): node is Element => typeof node !== 'string' && node.name === name)
export const childrenOf = (of: Element | undefined, name: string): Element[] =>
  elementsOf(of?.children ?? []).filter((child) => child.name === name)
/** What a property's element says in `w:val`. */
export const valueOf = (of: Element | undefined, name: string): string | undefined =>
  childOf(of, name)?.attributes['w:val']
export const numberOf = (of: Element | undefined, name: string): number | undefined => {
  const value = valueOf(of, name)
  return value !== undefined && /^-?\d{1,9}$/.test(value) ? Number(value) : undefined
}
/** A property that is on or off; undefined where nothing is said. @source ISO/IEC 29500-1 22.9.2.7 (ST_OnOff) */
export const onOff = (of: Element | undefined, name: string): boolean | undefined => {
  const found = childOf(of, name)
  return found && !['0', 'false', 'off'].includes(found.attributes['w:val'] ?? '1')
}

/** Elements of a name at any depth, not those inside each other. */
export function deep(nodes: Nodes, name: string): Element[] {
  return elementsOf(nodes).flatMap((node) => (node.name === name ? [node] : deep(node.children, name)))
}
