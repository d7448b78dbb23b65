import { toXml } from './text.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The namespace of every spreadsheet part. */
export const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

/** Name of the hidden sheet that drop-downs take their lists from. */
export const listsName = '选项'

/** The parts around a sheet by name, without the workbook: what the package is made of. @source ISO/IEC 29500-2 (packages) */
export function smallParts(styles: string, lists: string | undefined): Record<string, string> {
  const sheets = lists === undefined ? [1] : [1, 2]
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const worksheet = (number: number) =>
    `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`
  return {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${sheets.map(worksheet).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships">${relation('workbook', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships">${relation('styles', 'styles', 'styles.xml')}${sheets.map((number) => relation(`sheet${number}`, 'worksheet', `worksheets/sheet${number}.xml`)).join('')}</Relationships>`,
    'xl/styles.xml': styles,
    ...(lists === undefined ? {} : { 'xl/worksheets/sheet2.xml': lists }),
  }
}

/** The workbook with its sheets, and the range that the first one filters. @source ISO/IEC 29500-1 18.2 */
export function workbookXml(title: string, filter: string, lists: boolean): string {
  const name = sheetName(title)
  const hidden = lists ? `<sheet name="${listsName}" sheetId="2" state="hidden" r:id="sheet2"/>` : ''
  return `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="${toXml(name)}" sheetId="1" r:id="sheet1"/>${hidden}</sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'${toXml(name.replaceAll("'", "''"))}'!${filter}</definedName></definedNames></workbook>`
}

/** A title as a sheet may be named: 31 characters, without what Excel refuses. @source Microsoft, Rename a worksheet */
function sheetName(title: string): string {
  const name = title
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF[\]:*?/\\]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 31)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/^[\s']+|[\s']+$/g, '')
  return name === '' || name === listsName || /^history$/i.test(name) ? `表 ${name}`.trim() : name
}
