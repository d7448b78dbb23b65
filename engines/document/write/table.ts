import { AlignmentType, BorderStyle, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx'
import type { Paragraph } from 'docx'
import { lineOf, linesOf } from './clean.ts'
import { ems, measure, mm, size } from './measure.ts'
import type { OfficialTable } from '../index.ts'
import { paragraph } from './paragraph.ts'
import { words } from './typeface.ts'

/** A rule around and between cells, half a point. */
const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const rules = { top: rule, bottom: rule, left: rule, right: rule, insideHorizontal: rule, insideVertical: rule }

/** Blank beside a cell's text, and above and below it, in twips. */
const beside = mm(1.5)
const over = mm(0.6)

/** A row of more lines than these may break over a page; a shorter one stays whole. */
const whole = 12

/** A column narrower than this holds hardly a character. */
const narrowest = mm(8)

const sides = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }

/**
 * A table on upright pages, with its title above: it is never wider than the type area, its columns keep their width,
 * its head stands on every page it reaches.
 * @source GB/T 9704-2012 8
 */
export function table({ title, columns, rows }: OfficialTable): (Paragraph | Table)[] {
  if (columns.length === 0) throw new Error('a table without columns')
  const odd = rows.findIndex((row) => row.length !== columns.length)
  if (odd >= 0) throw new Error(`row ${odd + 1} has ${rows[odd]?.length} cells for ${columns.length} columns`)
  const widths = widthsOf(columns.map((column) => column.width))
  const text = columns.length > 6 ? size.five : size.smallFour
  const height = text === size.five ? 320 : 360

  const cell = (lines: readonly string[], column: number, header: boolean) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: (lines.length > 0 ? lines : ['']).map((one) =>
        paragraph({
          alignment: header ? AlignmentType.CENTER : sides[columns[column]?.align ?? 'left'],
          height,
          children: [words(one, { face: header ? 'hei' : 'fangsong', size: text })],
        }),
      ),
    })
  const tall = (lines: readonly string[], column: number) => {
    const across = Math.max(1, ((widths[column] ?? 0) - 2 * beside) / (text * 10))
    return lines.reduce((sum, one) => sum + Math.ceil(ems(one) / across), 0)
  }

  const named = title === undefined ? '' : lineOf(title)
  return [
    ...(named === ''
      ? []
      : [
          paragraph({
            alignment: AlignmentType.CENTER,
            keepNext: true,
            children: [words(named, { face: 'hei', size: size.four })],
          }),
        ]),
    new Table({
      layout: TableLayoutType.FIXED,
      alignment: AlignmentType.CENTER,
      width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
      columnWidths: widths,
      borders: rules,
      margins: { left: beside, right: beside, top: over, bottom: over, marginUnitType: WidthType.DXA },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          keepNext: true,
          children: columns.map((column, i) => cell([lineOf(column.title)], i, true)),
        }),
        ...rows.map((row) => {
          const cells = row.map(linesOf)
          return new TableRow({
            cantSplit: cells.every((lines, i) => tall(lines, i) <= whole),
            children: cells.map((lines, i) => cell(lines, i, false)),
          })
        }),
      ],
    }),
    paragraph({ height: 200, children: [] }),
  ]
}

/** Widths in twips: as asked, or less in the same proportion so that the table fits the type area. */
function widthsOf(asked: readonly number[]): number[] {
  const wanted = asked.map((one) => (Number.isFinite(one) ? Math.max(mm(one), narrowest) : narrowest))
  const sum = wanted.reduce((all, one) => all + one, 0)
  return wanted.map((one) => Math.floor(one * Math.min(1, measure / sum)))
}
