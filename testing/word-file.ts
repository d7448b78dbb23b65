import { strToU8, zipSync, type Zippable } from 'fflate'

const office = 'http://schemas.openxmlformats.org'
const word = 'http://schemas.microsoft.com/office/word'
const prefixes = {
  w: `${office}/wordprocessingml/2006/main`,
  m: `${office}/officeDocument/2006/math`,
  mc: `${office}/markup-compatibility/2006`,
  wp: `${office}/drawingml/2006/wordprocessingDrawing`,
  a: `${office}/drawingml/2006/main`,
  pic: `${office}/drawingml/2006/picture`,
  wps: `${word}/2010/wordprocessingShape`,
  w14: `${word}/2010/wordml`,
  v: 'urn:schemas-microsoft-com:vml',
  odd: 'urn:odd',
}
const declared = Object.entries(prefixes)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ')

/** A main part, styles or a numbering of a Word file. */
export const wordPart = (name: 'document' | 'styles' | 'numbering', content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><w:${name} ${declared}>${name === 'document' ? `<w:body>${content}</w:body>` : content}</w:${name}>`

/** Says what a package's or a part's parts are. */
export const wordRelations = (
  of: Readonly<Record<string, string>>,
  kind = `${office}/officeDocument/2006/relationships`,
) =>
  `<Relationships xmlns="${office}/package/2006/relationships">${Object.entries(of)
    .map(([type, target], i) => `<Relationship Id="r${i}" Type="${kind}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

/** A Word file of a body, and of what its styles and its lists say, as another program may write it; `more` are parts of its own. */
export function wordFile(
  body: string,
  { styles, numbering, more = {} }: { styles?: string; numbering?: string; more?: Zippable } = {},
): Uint8Array {
  const parts: Zippable = {
    '_rels/.rels': strToU8(wordRelations({ officeDocument: 'word/document.xml' })),
    'word/_rels/document.xml.rels': strToU8(wordRelations({ styles: 'styles.xml', numbering: 'numbering.xml' })),
    'word/document.xml': strToU8(wordPart('document', body)),
    ...(styles === undefined ? {} : { 'word/styles.xml': strToU8(wordPart('styles', styles)) }),
    ...(numbering === undefined ? {} : { 'word/numbering.xml': strToU8(wordPart('numbering', numbering)) }),
    ...more,
  }
  return zipSync(parts)
}

/** A run of words. */
export const run = (text: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
/** A paragraph of runs. */
export const paragraph = (content: string, properties = '') =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`
/** A paragraph of words. */
export const says = (text: string, properties = '') => paragraph(text === '' ? '' : run(text), properties)
export const cellXml = (content: string, properties = '') =>
  `<w:tc>${properties && `<w:tcPr>${properties}</w:tcPr>`}${content}</w:tc>`
export const rowXml = (cells: string, properties = '') =>
  `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells}</w:tr>`
export const tableXml = (rows: string) => `<w:tbl><w:tblPr/><w:tblGrid/>${rows}</w:tbl>`
/** A table of words, row by row. */
export const tableOf = (...rows: string[][]) =>
  tableXml(rows.map((cells) => rowXml(cells.map((cell) => cellXml(says(cell))).join(''))).join(''))
