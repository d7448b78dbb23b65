import {
  AlignmentType,
  BorderStyle,
  RelativeVerticalPosition,
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  WidthType,
  type Paragraph,
} from 'docx'
import { lineOf } from './clean.ts'
import { dayWords } from './day.ts'
import { ems, measure, mm, sheet, size } from './measure.ts'
import { paragraph } from './paragraph.ts'
import { words } from './typeface.ts'

/** A character of 4号, in twips. */
const character = size.four * 10
const small = { size: size.four }
const height = 460

/** Rules of 0.35 and 0.25 mm, in eighths of a point. @source GB/T 9704-2012 7.4.1 */
const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' }
const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }

/** Copies of more characters than these would reach over a page: they follow the text instead. */
const most = 400

/** At the foot of the type area. Measured from the page's edge: from the margin, some programs leave it in the text. */
const atFoot = {
  horizontalAnchor: TableAnchorType.PAGE,
  absoluteHorizontalPosition: sheet.left,
  verticalAnchor: TableAnchorType.MARGIN,
  relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
}

/**
 * The imprint at the foot of the last page: copies, then who printed it and when, between rules; without rules in a
 * letter, which names no printer.
 * @source GB/T 9704-2012 7.4, 10.1
 */
export function imprint(
  copies: readonly string[],
  printed: { by: string; on: string } | undefined,
  letter: boolean,
): (Paragraph | Table)[] {
  const rows: Paragraph[] = []
  const named = copies.map(lineOf).filter((one) => one !== '')
  if (named.length > 0)
    rows.push(
      paragraph({
        height,
        indent: { left: 4 * character, hanging: 3 * character, right: character },
        children: [words(`抄送：${named.join('，').replace(/。$/, '')}。`, small)],
      }),
    )
  if (printed && !letter)
    rows.push(
      paragraph({
        height,
        alignment: AlignmentType.LEFT,
        indent: { left: character, right: character },
        tabStops: [{ type: TabStopType.RIGHT, position: measure - character }],
        children: [words([lineOf(printed.by), new Tab(), `${dayWords(printed.on)}印发`], small)],
      }),
    )
  if (rows.length === 0) return []
  const long = ems(named.join('，')) > most
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: measure, type: WidthType.DXA },
      columnWidths: [measure],
      ...(long ? {} : { float: atFoot }),
      margins: { left: 0, right: 0, top: mm(0.5), bottom: mm(1.5), marginUnitType: WidthType.DXA },
      borders: {
        top: letter ? none : thick,
        bottom: letter ? none : thick,
        insideHorizontal: letter ? none : thin,
        insideVertical: none,
        left: none,
        right: none,
      },
      rows: rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: [new TableCell({ width: { size: measure, type: WidthType.DXA }, children: [row] })],
          }),
      ),
    }),
    paragraph({ height: 20, children: [words('', { size: 2 })] }),
  ]
}
