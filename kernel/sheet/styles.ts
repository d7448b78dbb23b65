import type { SheetColumn } from './sheet.ts'

// Numbers of formats that every program knows; from 164 on they are the workbook's own. Text cells are texts to Excel
// too: what is typed into them, or edited in them, does not become a formula, a date or a number.
const formats: Record<SheetColumn['kind'], number> = {
  text: 49,
  longText: 49,
  integer: 1,
  number: 0,
  money: 4,
  percent: 9,
  date: 164,
  instant: 165,
}
const kinds = Object.keys(formats) as SheetColumn['kind'][]
const looks = ['plain', 'locked', 'wrong'] as const
const own = ['usual', 'header', 'line', 'problem'] as const

/** The number of a style: of a column's cell by how it looks, or one of those that belong to no column. */
export function styleOf(
  of: SheetColumn['kind'] | (typeof own)[number],
  look: (typeof looks)[number] = 'plain',
): number {
  const kind = kinds.indexOf(of as SheetColumn['kind'])
  return kind < 0 ? own.indexOf(of as (typeof own)[number]) : own.length + kind * looks.length + looks.indexOf(look)
}

const font = (look = '', colour = '') =>
  `<font>${look}<sz val="11"/>${colour}<name val="等线"/><family val="2"/></font>`
const fill = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`
const style = (format: number, fontNumber: number, fillNumber: number, alignment: string) =>
  `<xf numFmtId="${format}" fontId="${fontNumber}" fillId="${fillNumber}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment ${alignment}/></xf>`
const top = 'vertical="top"'
const wrapped = 'vertical="top" wrapText="1"'

const fonts = [font(), font('<b/>'), font('', '<color rgb="FF595959"/>'), font('', '<color rgb="FFC00000"/>')]
const fills = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  fill('DCE6F1'),
  fill('EDEDED'),
  fill('FFD9D9'),
]
const styles = [
  style(0, 0, 0, top),
  style(49, 1, 2, 'vertical="center" wrapText="1"'),
  style(49, 2, 0, 'vertical="center"'),
  style(49, 3, 0, wrapped),
  ...kinds.flatMap((kind) =>
    [0, 3, 4].map((fillNumber) => style(formats[kind], 0, fillNumber, kind === 'longText' ? wrapped : top)),
  ),
]

/** The part of a workbook that its cells' styles stand in. @source ISO/IEC 29500-1 18.8 */
export const stylesXml = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="${fonts.length}">${fonts.join('')}</fonts><fills count="${fills.length}">${fills.join('')}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${styles.length}">${styles.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
