import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Tab,
  type Paragraph,
} from 'docx'
import type { OfficialBlock, OfficialDocument } from '../index.ts'
import { lineOf, linesOf } from './clean.ts'
import { dayWords } from './day.ts'
import { letterFoot, letterHead, redHead } from './head.ts'
import { imprint } from './imprint.ts'
import { em, ems, line, mm, perLine, sheet, size } from './measure.ts'
import { paragraph } from './paragraph.ts'
import { parcel } from './parcel.ts'
import { table } from './table.ts'
import { breakTitle } from './title.ts'
import { fontOf, words, type Typeface } from './typeface.ts'

/**
 * Writes an official document as a Word file. The same document gives the same bytes.
 * @throws Error when a row does not fit its columns or a day is none
 * @source GB/T 9704-2012; ISO/IEC 29500-1
 */
export async function writeOfficial(document: OfficialDocument): Promise<Buffer> {
  const letter = document.head !== null && !lineOf(document.head).endsWith('文件')
  const signer = lineOf(document.signer)
  const file = new Document({
    title: lineOf(document.title),
    creator: signer,
    lastModifiedBy: signer,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: { run: { font: fontOf('fangsong'), size: size.three, characterSpacing: em - size.three * 10 } },
        ...headingStyles(),
      },
    },
    sections: [
      {
        properties: {
          titlePage: letter,
          page: {
            size: { width: sheet.width, height: sheet.height },
            margin: { ...sheet, header: mm(15), footer: mm(25), gutter: 0 },
          },
          grid: { type: DocumentGridType.DEFAULT, linePitch: line },
        },
        footers: {
          default: new Footer({ children: [pageNumber('odd')] }),
          even: new Footer({ children: [pageNumber('even')] }),
          ...(letter ? { first: new Footer({ children: letterFoot() }) } : {}),
        },
        children: [
          ...(document.head === null ? [] : (letter ? letterHead : redHead)(document.head, document.number)),
          titleOf(document.title),
          ...recipientsOf(document.recipients),
          ...document.body.flatMap((block, i) => blockOf(block, i === document.body.length - 1)),
          ...attachmentsOf(document.attachments ?? []),
          ...signaturesOf(document.signatures ?? []),
          ...signature(signer, document.on),
          ...imprint(document.copies ?? [], document.printed, letter),
        ],
      },
    ],
  })
  return parcel(await Packer.toBuffer(file))
}

/** Faces of the four levels of heading. @source GB/T 9704-2012 7.3.3 */
const levels: readonly Typeface[] = ['hei', 'kai', 'fangsong', 'fangsong']

const headingStyles = () => {
  const style = (level: number) => ({
    run: { font: fontOf(levels[level - 1] ?? 'fangsong'), size: size.three, color: '000000', bold: false },
    paragraph: { outlineLevel: level - 1 },
  })
  return {
    title: { run: { font: fontOf('title'), size: size.two } },
    heading1: style(1),
    heading2: style(2),
    heading3: style(3),
    heading4: style(4),
  }
}

const characters = (count: number) => Math.round(count * em)

/** Two characters, whatever the size. @source GB/T 9704-2012 7.3.3 */
const indented = { firstLine: characters(2), firstLineChars: 200 }

/** @source GB/T 9704-2012 7.3.1 */
function titleOf(title: string): Paragraph {
  return paragraph({
    heading: HeadingLevel.TITLE,
    alignment: AlignmentType.CENTER,
    above: 2,
    below: 1,
    keepLines: true,
    height: 660,
    children: breakTitle(linesOf(title), 20).map((one, i) =>
      words(one.trim(), { face: 'title', size: size.two, ...(i > 0 ? { break: 1 } : {}) }),
    ),
  })
}

/** @source GB/T 9704-2012 7.3.2 */
function recipientsOf(recipients: string | null): Paragraph[] {
  const named = lineOf(recipients ?? '').replace(/[：:，。\s]+$/, '')
  return named === '' ? [] : [paragraph({ children: [words(`${named}：`)] })]
}

/** A block of the text; the last keeps the signer with it, who must not stand alone on a page. */
function blockOf(block: OfficialBlock, last: boolean) {
  switch (block.kind) {
    case 'heading':
      return [
        paragraph({
          heading: `Heading${block.level}`,
          keepNext: true,
          indent: indented,
          children: [words(lineOf(block.text), { face: levels[block.level - 1] })],
        }),
      ]
    case 'paragraph':
      return linesOf(block.text).map((one, i, lines) =>
        paragraph({ indent: indented, keepNext: last && i === lines.length - 1, children: [words(one)] }),
      )
    case 'table':
      return table(block)
  }
}

/** @source GB/T 9704-2012 7.3.4 */
function attachmentsOf(attachments: readonly string[]): Paragraph[] {
  const names = attachments.map((one) => lineOf(one).replace(/[。；，、]+$/, '')).filter((one) => one !== '')
  if (names.length === 0) return []
  const numbers = names.length > 1
  const number = numbers ? (names.length > 9 ? 2 : 1.5) : 0
  return names.map((name, i) =>
    paragraph({
      above: i === 0 ? 1 : 0,
      keepNext: i === names.length - 1,
      indent: { left: characters(5 + number), hanging: characters(i === 0 ? 3 + number : number) },
      children: [words([...(i === 0 ? ['附件：'] : []), ...(numbers ? [`${i + 1}.`, new Tab()] : []), name])],
    }),
  )
}

/**
 * The signer above the day, both in the middle of one axis, four characters blank at the right of the day; room for the
 * seal above.
 * @source GB/T 9704-2012 7.3.5.1
 */
function signature(signer: string, on: string | null): Paragraph[] {
  const day = on === null ? '　　年　月　日' : dayWords(on)
  const axis = Math.max(perLine / 2, Math.min(perLine - 4 - ems(day) / 2, perLine - ems(signer) / 2))
  const placed = { alignment: AlignmentType.CENTER, indent: { left: characters(2 * axis - perLine) } }
  return [
    paragraph({ ...placed, above: 2, keepNext: true, children: [words(signer)] }),
    paragraph({ ...placed, children: [words(day)] }),
  ]
}

/** A line for each who signs, one blank above the first; the name stands where a pen would write it. */
const signaturesOf = (signatures: NonNullable<OfficialDocument['signatures']>): Paragraph[] =>
  signatures.map(({ title, name, on }, i) =>
    paragraph({
      above: i === 0 ? 1 : 0,
      keepNext: true,
      indent: indented,
      children: [
        words(
          `${lineOf(title)}（签名）：${name === null ? '　　　　　　' : lineOf(name)}　　${on === null ? '　　年　月　日' : dayWords(on)}`,
        ),
      ],
    }),
  )

/** Outside on either page, one character in. @source GB/T 9704-2012 7.5 */
const pageNumber = (side: 'odd' | 'even') =>
  paragraph({
    height: 320,
    ...(side === 'odd'
      ? { alignment: AlignmentType.RIGHT, indent: { right: size.four * 10 } }
      : { alignment: AlignmentType.LEFT, indent: { left: size.four * 10 } }),
    children: [words(['— ', PageNumber.CURRENT, ' —'], { face: 'song', size: size.four })],
  })
