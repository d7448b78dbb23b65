import { strToU8, zipSync } from 'fflate'

const ns = 'http://schemas.openxmlformats.org'
/** Says that a part of a package belongs to another. */
export const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${ns}/officeDocument/2006/relationships/${type}" Target="${target}"/>`

/** A package as another program may write it. */
export const packageOf = (
  sheet: string,
  { book = '<sheets><sheet name="表" sheetId="1" r:id="s"/></sheets>', ...parts }: Record<string, string> = {},
) =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        '_rels/.rels': `<Relationships>${relation('b', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
        'xl/workbook.xml': `<workbook xmlns="${ns}/spreadsheetml/2006/main" xmlns:r="${ns}/officeDocument/2006/relationships">${book}</workbook>`,
        'xl/_rels/workbook.xml.rels': `<Relationships>${relation('s', 'worksheet', 'worksheets/sheet1.xml')}${relation('o', 'worksheet', '/xl/worksheets/other.xml')}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('f', 'styles', 'styles.xml')}</Relationships>`,
        'xl/worksheets/sheet1.xml': sheet,
        ...parts,
      }).map(([name, xml]) => [name, strToU8(xml)]),
    ),
    { level: 1 },
  )
/** A part that is a sheet. */
export const worksheet = (rows: string, more = '') => `<worksheet><sheetData>${rows}</sheetData>${more}</worksheet>`
/** A cell that holds its text itself. */
export const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
/** The first row: its titles. */
export const header = (...titles: string[]) =>
  `<row r="1">${titles.map((title, i) => inline(`${String.fromCharCode(65 + i)}1`, title)).join('')}</row>`
