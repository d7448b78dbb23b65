import { AlignmentType, BorderStyle, FrameAnchorType, FrameWrap, HeightRule, type Paragraph } from 'docx'
import { lineOf } from './clean.ts'
import { ems, line, measure, mm, sheet, size } from './measure.ts'
import { paragraph } from './paragraph.ts'
import { words } from './typeface.ts'

const red = 'FF0000'

/** Rules in eighths of a point, and their distance from the text in points. */
const thick = 18
const medium = 12
const thin = 6
const redRule = (width: number, space: number) => ({ style: BorderStyle.SINGLE, size: width, color: red, space })

/** What stands in place of the number while a document is a draft. */
const draft = '草稿'

/** The largest half-points at which the issuer's mark stands in one line, within reason. */
const fit = (mark: string, width: number, most: number) =>
  Math.max(size.two, Math.min(most, Math.floor((width * 0.94) / 10 / Math.max(ems(mark), 1))))

/** Half-points to twips, and room for what reaches over the square of a character. */
const lineFor = (halfPoints: number) => Math.round(halfPoints * 12)

/**
 * The head of a document: the issuer's mark in red, the number two lines below it, a red rule as wide as the type area
 * 4 mm below that.
 * @source GB/T 9704-2012 7.2.4, 7.2.5, 7.2.7
 */
export function redHead(head: string, number: string | null): Paragraph[] {
  const mark = lineOf(head)
  const halfPoints = fit(mark, measure, 104)
  return [
    paragraph({
      alignment: AlignmentType.CENTER,
      above: (mm(35) - halfPoints) / line,
      height: lineFor(halfPoints),
      children: [words(mark, { face: 'title', size: halfPoints, color: red })],
    }),
    paragraph({
      alignment: AlignmentType.CENTER,
      above: 2,
      border: { bottom: redRule(medium, 7) },
      children: [words(lineOf(number ?? draft))],
    }),
  ]
}

/** Length of a letter's double rules, wider than the type area. */
const ruled = mm(170)

/** Stands on the page and not in the text: in the middle, so far from the upper edge. */
const onPage = (y: number, height: number) =>
  ({
    type: 'absolute',
    position: { x: Math.round((sheet.width - ruled) / 2), y },
    width: ruled,
    height,
    rule: HeightRule.EXACT,
    anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
    wrap: FrameWrap.NOT_BESIDE,
  }) as const

/** A double rule of a letter: two single ones, because programs disagree which line of a double border is outside. */
const doubleRule = (y: number, upper: number, lower: number): Paragraph =>
  paragraph({
    height: mm(0.6),
    frame: onPage(y, mm(0.6)),
    border: { top: redRule(upper, 0), bottom: redRule(lower, 0) },
    children: [words('', { size: 2 })],
  })

/**
 * The head of a letter: the issuer's mark in red 30 mm below the edge, a red double rule 4 mm below it, the number under
 * the rule at the right.
 * @source GB/T 9704-2012 10.1
 */
export function letterHead(head: string, number: string | null): Paragraph[] {
  const mark = lineOf(head)
  const halfPoints = fit(mark, ruled, 84)
  return [
    paragraph({
      alignment: AlignmentType.CENTER,
      height: lineFor(halfPoints),
      frame: onPage(mm(30) - halfPoints, lineFor(halfPoints)),
      children: [words(mark, { face: 'title', size: halfPoints, color: red })],
    }),
    doubleRule(mm(34) + Math.round(9.4 * halfPoints), thick, thin),
    paragraph({ alignment: AlignmentType.RIGHT, above: 0.15, children: [words(lineOf(number ?? draft))] }),
  ]
}

/** The lower double rule of a letter's first page, 20 mm above the edge. @source GB/T 9704-2012 10.1 */
export const letterFoot = (): Paragraph[] => [
  doubleRule(sheet.height - mm(20), thin, thick),
  paragraph({ children: [] }),
]
