import type { DocumentRead, Reading } from './index.ts'
import { faults } from './faults.ts'
import { readOutline, readTable } from './outline.ts'
import { plain, type Block } from './read/block.ts'
import { readDocx } from './read/docx.ts'
import { readText } from './read/text.ts'
import { agencyRecogniser, type KnownAgency } from './recognise/agencies.ts'
import { doubtsOf, pairUp } from './reconcile.ts'

/** A file's blocks, by what its name says it is. @throws document/wrong-kind, and what the readers refuse */
function blocksOf(reading: Reading, name: string, content: Uint8Array): Block[] {
  const ending = name.toLowerCase().split('.').at(-1)
  if (ending === 'txt' && reading.accepts.includes('txt')) return readText(content, name)
  if (ending === 'docx' && reading.accepts.includes('docx')) return readDocx(content, name)
  throw faults['wrong-kind']({ name, accepts: reading.accepts.map((one) => `.${one}`) })
}

/**
 * Reads a document by its structure: nothing is guessed silently, nothing is dropped; what cannot be decided becomes a
 * doubt beside its sentence.
 * @throws document/unrecognised when the file is no such document, and what the readers refuse
 */
export function readDocument(
  reading: Reading,
  name: string,
  content: Uint8Array,
  known: Iterable<KnownAgency>,
): DocumentRead {
  const blocks = blocksOf(reading, name, content)
  const recognise = agencyRecogniser(known, reading.rosters)
  const table = blocks.findIndex((block) => block.kind === 'row')
  const tableTitle = table > 0 ? blocks[table - 1] : undefined
  const prose = (table < 0 ? blocks : blocks.slice(0, table)).filter(
    (block) => block !== tableTitle || /[。]/.test((block as { text: string }).text),
  )
  const { lead, chapters, items } = readOutline(prose, reading, recognise)
  const { groups, rows } = readTable(blocks.slice(Math.max(table, 0)), recognise)
  const missing = [
    chapters.length < reading.needs.chapters && '“一、二、…”的章',
    items.length < reading.needs.items && '编号的条目',
    !items.some((item) => item.agenciesText !== '') && '“(责任部门:…)”',
  ].filter((part) => part !== false)
  if (missing.length > 0) throw faults.unrecognised({ title: reading.title, missing })
  pairUp(rows, items)
  return {
    ...headOf(lead),
    chapters,
    items,
    groups,
    rows,
    everyUnit: items.some((item) => reading.everyUnit.test(item.note)),
    doubts: doubtsOf(reading, items, rows, groups),
  }
}

/** Title, issuer and day out of the lines before the first chapter. */
function headOf(lead: readonly string[]) {
  const short = lead.map((line) => line.trim()).filter((line) => line.length <= 40)
  const dated = short.findIndex((line) => /^\d{4}年\d{1,2}月\d{1,2}日$/.test(plain(line)))
  const [, year, month, day] = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(plain(short[dated] ?? '')) ?? []
  const title = short.findLast((line, i) => i !== dated && !/[:。]$/.test(plain(line))) ?? ''
  const covered = /(\d{4})年/.exec(plain(title))
  const paragraphs = lead.filter((line) => line !== title && line !== short[dated] && line !== short[dated - 1])
  return {
    title,
    issuer: dated > 0 ? (short[dated - 1] ?? '') : '',
    issuedOn: year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null,
    year: covered ? Number(covered[1]) : year ? Number(year) : null,
    lead: paragraphs.join('\n'),
  }
}
