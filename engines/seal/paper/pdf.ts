import {
  PDFArray,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  type PDFContext,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { digest } from '#engines/crypto'
import { pathOf, shapeOf, type Shape } from './drawing.ts'
import type { Outline, Weight } from './outlines.ts'
import type { Named } from './ofd.ts'
import { height, missing, width, type Run, type Sheet } from './sheet.ts'

const point = 72 / 25.4
const pt = (mm: number) => String(Math.round(mm * point * 1000) / 1000)
const round = (n: number) => Math.round(n)
const red = '0.843 0 0.059 rg'
/** Bytes kept free for a signature. */
const room = 8192
const unset = '**********'

/** A character as the paper draws it: in which font, under which byte. */
interface Placed {
  font: number
  byte: number
}

const keyOf = (weight: Weight, char: string) => `${weight}${char}`
const inOneFont = 250
const letters: Record<string, string> = { M: 'm', L: 'l', C: 'c', Z: 'h' }
const drawn = (shapes: readonly Shape[], scale: number) =>
  pathOf(
    shapes,
    (x, y) => [x * scale, y * scale],
    (step) => letters[step] as string,
    true,
  )

/** The characters of a sheet as fonts of its own, drawn by their outlines: nothing is left to the reader's machine. @source ISO 32000-2 9.6.4 */
function fontsOf(context: PDFContext, { pages, outlines }: Sheet) {
  const placed = new Map<string, Placed>()
  const used: { char: string; outline: Outline }[] = []
  for (const { weight, text } of pages.flatMap(({ runs }) => [...runs]))
    for (const char of text) {
      const key = keyOf(weight, char)
      const outline = outlines(weight, char) ?? outlines(weight, missing)
      if (placed.has(key) || !outline) continue
      placed.set(key, { font: Math.floor(used.length / inOneFont), byte: (used.length % inOneFont) + 1 })
      used.push({ char, outline })
    }
  const fonts: PDFRef[] = []
  for (let from = 0; from < used.length; from += inOneFont)
    fonts.push(fontOf(context, used.slice(from, from + inOneFont)))
  return { placed, fonts }
}

const hex = (n: number, digits: number) => n.toString(16).toUpperCase().padStart(digits, '0')

function fontOf(context: PDFContext, chars: readonly { char: string; outline: Outline }[]): PDFRef {
  const procedures = context.obj({})
  const names: PDFName[] = []
  for (const [i, { outline }] of chars.entries()) {
    const name = PDFName.of(`g${i + 1}`)
    const shape = shapeOf(outline, (x, y) => [round(x), round(y)])
    const text = `${round(outline.advance)} 0 -200 -400 1400 1200 d1\n${drawn([shape], 1)}\nf`
    procedures.set(name, context.register(context.flateStream(text)))
    names.push(name)
  }
  const told = chars.map(({ char }, i) => {
    const units = Buffer.from(char, 'utf16le').swap16().toString('hex').toUpperCase()
    return `<${hex(i + 1, 2)}> <${units}>`
  })
  const blocks: string[] = []
  for (let from = 0; from < told.length; from += 100) {
    const block = told.slice(from, from + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  const unicode = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n${blocks.join('\n')}\nendcmap CMapName currentdict /CMap defineresource pop end end`
  return context.register(
    context.obj({
      ...{ Type: 'Font', Subtype: 'Type3', FontBBox: [-200, -400, 1400, 1200], FontMatrix: [0.001, 0, 0, 0.001, 0, 0] },
      CharProcs: procedures,
      Encoding: context.obj({ Type: 'Encoding', Differences: [1, ...names] }),
      ...{ FirstChar: 1, LastChar: chars.length, Resources: {} },
      Widths: chars.map(({ outline }) => round(outline.advance)),
      ToUnicode: context.register(context.flateStream(unicode)),
    }),
  )
}

/** A run as the words that draw it: characters of one font at once. */
function drawRun({ x, y, size, weight, text, at }: Run, placed: ReadonlyMap<string, Placed>): string {
  const words: string[] = []
  let last = -1
  let bytes = ''
  const end = () => {
    if (bytes) words.push(`<${bytes}> Tj`)
    bytes = ''
  }
  for (const [i, char] of text.entries()) {
    const found = placed.get(keyOf(weight, char))
    if (!found) continue
    if (found.font !== last) {
      end()
      words.push(`/F${found.font} ${pt(size)} Tf 1 0 0 1 ${pt(x + (at[i] as number))} ${pt(height - y)} Tm`)
      last = found.font
    }
    bytes += hex(found.byte, 2)
  }
  end()
  return `BT ${words.join('\n')} ET`
}

/**
 * Writes a sheet as a PDF that carries a seal's signature over every byte of it.
 * @param seal its shapes about its middle, and its side in millimetres
 * @param signs makes the signature over the digest of the file, SHA-256: detached signed data
 * @source ISO 32000-2 12.8; ETSI EN 319 142-1 5
 */
export async function writePdf(
  sheet: Sheet,
  named: Named,
  seal: { shapes: readonly Shape[]; size: number; name: string },
  signs: (digest: Buffer) => Buffer,
): Promise<Buffer> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const { context } = pdf
  pdf.setTitle(named.title)
  pdf.setAuthor(named.author)
  pdf.setCreationDate(named.at)
  pdf.setLanguage('zh-CN')
  const { placed, fonts } = fontsOf(context, sheet)
  const dictionary = context.obj({})
  for (const [i, font] of fonts.entries()) dictionary.set(PDFName.of(`F${i}`), font)
  const pages = sheet.pages.map(({ runs, bars }) => {
    const page = pdf.addPage([width * point, height * point])
    const squares = bars.map(({ x, y, width: w, height: h }) => [x, height - y - h, w, h].map(pt).join(' ') + ' re')
    const words = [...runs.map((run) => drawRun(run, placed)), ...(squares.length > 0 ? [...squares, 'f'] : [])]
    page.node.set(PDFName.of('Contents'), context.register(context.flateStream(words.join('\n'))))
    page.node.set(PDFName.of('Resources'), context.obj({ Font: dictionary }))
    return page
  })
  const side = seal.size * point
  const appearance = context.flateStream(
    `${red}\n1 0 0 1 ${side / 2} ${side / 2} cm\n${drawn(seal.shapes, point)}\nf`,
    {
      ...{ Type: 'XObject', Subtype: 'Form', FormType: 1, BBox: [0, 0, side, side], Resources: {} },
    },
  )
  const ranges = PDFArray.withContext(context)
  for (const one of [PDFNumber.of(0), ...[1, 2, 3].map(() => PDFName.of(unset))]) ranges.push(one)
  const signature = context.register(
    context.obj({
      ...{ Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'ETSI.CAdES.detached', ByteRange: ranges },
      Contents: PDFHexString.of('0'.repeat(room * 2)),
      ...{ M: PDFString.fromDate(named.at), Name: PDFHexString.fromText(seal.name) },
    }),
  )
  const page = pages[sheet.stamp.page] as (typeof pages)[number]
  const [left, below] = [(sheet.stamp.x - seal.size / 2) * point, (height - sheet.stamp.y - seal.size / 2) * point]
  const widget = context.register(
    context.obj({
      ...{ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', T: PDFString.of('seal'), V: signature, F: 132, P: page.ref },
      ...{ Rect: [left, below, left + side, below + side], AP: context.obj({ N: context.register(appearance) }) },
    }),
  )
  page.node.set(PDFName.of('Annots'), context.obj([widget]))
  pdf.catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: 3, Fields: [widget] }))
  return sign(Buffer.from(await pdf.save({ useObjectStreams: false, addDefaultPage: false })), signs)
}

/** Fills the room that was kept for a signature: over all before it and after it. */
function sign(file: Buffer, signs: (digest: Buffer) => Buffer): Buffer {
  const open = file.indexOf(`<${'0'.repeat(room * 2)}>`)
  const close = open + room * 2 + 2
  const ranges = /\/ByteRange \[[^\]]*\]/.exec(file.toString('latin1')) as RegExpExecArray
  const said = `/ByteRange [ 0 ${open} ${close} ${file.length - close} ]`.padEnd(ranges[0].length)
  file.write(said, ranges.index, 'latin1')
  const signature = signs(digest('sha-256', Buffer.concat([file.subarray(0, open), file.subarray(close)])))
  file.write(signature.toString('hex').padEnd(room * 2, '0'), open + 1, 'latin1')
  return file
}
