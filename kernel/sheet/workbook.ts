import { relationsOf, type Package } from '#kernel/package'
import { faults } from './faults.ts'
import { fromXml } from './text.ts'

/** Parts that are kept while a sheet is read, texts above all, may unfold to this much, in megabytes. */
const mostMegabytes = 64

/** What a sheet's cells refer to. */
export interface Workbook {
  /** Name of the first visible sheet, and the part that it stands in. */
  title: string
  part: string
  from1904: boolean
  /** Texts that cells point at by number. */
  texts: string[]
  /** What the format of a style shows a number as, by the style's number. */
  shows: ('number' | 'percent' | 'moment')[]
}

/** Reads what a workbook says of its sheets, texts and formats. @throws sheet/not-a-workbook sheet/broken sheet/too-large-inside sheet/has-doctype */
export async function openWorkbook(zip: Package, name: string): Promise<Workbook> {
  const start = (await relationsOf(zip, '')).find(({ type }) => type === 'officeDocument')?.part
  if (!start?.endsWith('.xml') || !zip.has(start)) throw faults['not-a-workbook']({ name })
  const sheets: { title: string; id: string; hidden: boolean }[] = []
  let isWorkbook = false
  let from1904 = false
  await zip.walk(start, mostMegabytes, {
    open: (tag, attributes) => {
      if (tag === 'workbook') isWorkbook = true
      if (tag === 'workbookPr') from1904 = ['1', 'true', 'on'].includes(attributes.date1904 ?? '')
      if (tag !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      sheets.push({ title: fromXml(attributes.name ?? ''), id, hidden: (attributes.state ?? 'visible') !== 'visible' })
    },
  })
  if (!isWorkbook) throw faults['not-a-workbook']({ name })
  const relations = await relationsOf(zip, start)
  const partOf = (wanted: string) => relations.find(({ type }) => type === wanted)?.part
  for (const { title, id, hidden } of sheets) {
    const sheet = relations.find((relation) => relation.id === id && relation.type === 'worksheet')
    if (!sheet || hidden) continue
    const texts = await textsOf(zip, partOf('sharedStrings'))
    return { title, part: sheet.part, from1904, texts, shows: await showsOf(zip, partOf('styles')) }
  }
  throw faults.broken({ name })
}

/** Shared texts; runs of one text are joined, readings of it are left out. @source ISO/IEC 29500-1 18.4 */
async function textsOf(zip: Package, part: string | undefined): Promise<string[]> {
  const texts: string[] = []
  if (!part || !zip.has(part)) return texts
  let text = ''
  let inside = false
  let reading = false
  await zip.walk(part, mostMegabytes, {
    open: (tag) => {
      if (tag === 'si') text = ''
      if (tag === 'rPh') reading = true
      inside = tag === 't' && !reading
    },
    close: (tag) => {
      if (tag === 'si') texts.push(fromXml(text))
      if (tag === 'rPh') reading = false
      inside = false
    },
    text: (more) => {
      if (inside) text += more
    },
  })
  return texts
}

/** @source ISO/IEC 29500-1 18.8.30 (numFmt, with the formats that need no declaration), 18.8.10 (cellXfs) */
async function showsOf(zip: Package, part: string | undefined): Promise<Workbook['shows']> {
  const own = new Map<string, string>()
  const shows: Workbook['shows'] = []
  if (!part || !zip.has(part)) return shows
  let inside = false
  await zip.walk(part, mostMegabytes, {
    open: (tag, attributes) => {
      if (tag === 'numFmt') own.set(attributes.numFmtId ?? '', attributes.formatCode ?? '')
      if (tag === 'cellXfs') inside = true
      if (tag === 'xf' && inside) shows.push(shownBy(attributes.numFmtId ?? '0', own))
    },
    close: (tag) => {
      if (tag === 'cellXfs') inside = false
    },
  })
  return shows
}

function shownBy(id: string, own: Map<string, string>): Workbook['shows'][number] {
  const number = Number(id)
  const between = (from: number, to: number) => number >= from && number <= to
  const code = own.get(id)
  if (code === undefined) {
    if (number === 9 || number === 10) return 'percent'
    return between(14, 22) || between(27, 36) || between(45, 47) || between(50, 58) ? 'moment' : 'number'
  }
  // Words in quotes, escaped characters, colours and languages are no part of what is counted.
  const bare = code.replace(/"[^"]*"|[\\_*].|\[[^\]]*\]/g, '')
  if (/[ymdhs]/i.test(bare) && !/general/i.test(bare)) return 'moment'
  return bare.includes('%') ? 'percent' : 'number'
}
