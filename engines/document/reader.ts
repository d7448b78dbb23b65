import type { Doubt, DocumentRead, Reading } from './index.ts'
import { faults } from './faults.ts'
import { readOutline, readTable } from './outline.ts'
import { plain, type Block } from './read/block.ts'
import { readDocx } from './read/docx.ts'
import { readText } from './read/text.ts'
import { breakdownOf } from './recognise/breakdown.ts'
import { agencyRecogniser, type KnownAgency } from './recognise/agencies.ts'
import { deadline } from './recognise/deadline.ts'
import { doubtsOf, pairUp } from './reconcile.ts'

/** A file's blocks, by what its name says it is. @throws document/wrong-kind, and what the readers refuse */
async function blocksOf(reading: Reading, name: string, content: Uint8Array): Promise<Block[]> {
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
export async function readDocument(
  reading: Reading,
  name: string,
  content: Uint8Array,
  known: Iterable<KnownAgency>,
): Promise<DocumentRead> {
  const blocks = await blocksOf(reading, name, content)
  const recognise = agencyRecogniser(known, reading.rosters)
  const breakdown = breakdownOf(blocks, reading)
  const { lead, chapters, items, doubts } = readOutline(breakdown.prose, reading, recognise)
  const { groups, rows, unread } = readTable(breakdown.rows, reading, recognise)
  const missing = [
    chapters.length < reading.needs.chapters && '“一、二、…”的章',
    items.length < reading.needs.items && '编号的条目',
    !items.some((item) => item.agenciesText !== '') && '“(责任部门:…)”',
  ].filter((part) => part !== false)
  if (missing.length > 0) throw faults.unrecognised({ title: reading.title, missing })
  pairUp(rows, items)
  const head = headOf(lead)
  return {
    ...head.read,
    chapters,
    items,
    groups,
    rows,
    everyUnit: items.some((item) => reading.everyUnit.test(item.note)),
    doubts: [
      ...head.doubts,
      ...doubts,
      ...unread.map(({ of, found }): Doubt => ({
        ...found,
        item: of?.item ?? null,
        row: of ? { number: of.number, part: of.part } : null,
      })),
      ...doubtsOf(reading, items, rows, groups),
    ],
  }
}

/** Title, issuer and day out of the lines before the first chapter. */
function headOf(lead: readonly string[]) {
  const short = lead.map((line) => line.trim()).filter((line) => line.length <= 40)
  const dated = short.findIndex((line) => /^\d{4}年\d{1,2}月\d{1,2}日$/.test(plain(line)))
  const day = short[dated] ?? ''
  const title = short.findLast((line, i) => i !== dated && !/[:。]$/.test(plain(line))) ?? ''
  const covered = /(\d{4})年/.exec(plain(title)) ?? /^(\d{4})年/.exec(plain(day))
  const paragraphs = lead.filter((line) => line !== title && line !== day && line !== short[dated - 1])
  const issuedOn = deadline(plain(day))?.dueOn ?? null
  const says = `成文日期“${day}”没有这一天，请核对。`
  return {
    read: {
      title,
      issuer: dated > 0 ? (short[dated - 1] ?? '') : '',
      issuedOn,
      year: covered ? Number(covered[1]) : null,
      lead: paragraphs.join('\n'),
    },
    doubts:
      day === '' || issuedOn !== null
        ? []
        : [{ kind: 'no-deadline', item: null, row: null, quote: day, says } as const],
  }
}
