import type { Directory } from '#engines/identity/run'
import type { Doubt, DocumentRead, Reading, RowRead, Settled, UnknownAgency } from './index.ts'
import { faults } from './faults.ts'
import { headOf, type Head } from './head.ts'
import { mostInTitle, readProse } from './prose.ts'
import { plain, type Block } from './read/block.ts'
import { readDocx } from './read/docx.ts'
import { readText } from './read/text.ts'
import { breakdownOf } from './recognise/breakdown.ts'
import { agencyRecogniser } from './recognise/agencies.ts'
import { numbered } from './recognise/numbering.ts'
import { quantities } from './recognise/quantity.ts'
import { doubtsOf, pairUp } from './reconcile.ts'
import { readTable } from './rows.ts'
import { speakerOf } from './speaker.ts'
import { unknownIn } from './unknown.ts'

/** A file's blocks, by what its name says it is. @throws document/wrong-kind, and what the readers refuse */
async function blocksOf(reading: Reading, name: string, content: Uint8Array): Promise<Block[]> {
  const ending = name.toLowerCase().split('.').at(-1)
  if (ending === 'txt' && reading.accepts.includes('txt')) return readText(content, name)
  if (ending === 'docx' && reading.accepts.includes('docx')) return readDocx(content, name)
  throw faults['wrong-kind']({ name, accepts: reading.accepts.map((one) => `.${one}`) })
}

/**
 * Reads a document by its structure: nothing is guessed silently, nothing is dropped; what cannot be decided becomes a
 * doubt beside its sentence. It is known by a title with a year and by numbered things to do, whatever else it has.
 * @param settled what a person has decided of an earlier reading of it
 * @throws document/unrecognised when the file is no such document, and what the readers refuse
 */
export async function readDocument(
  reading: Reading,
  name: string,
  content: Uint8Array,
  directory: Directory,
  settled: Settled = {},
): Promise<DocumentRead> {
  const blocks = await blocksOf(reading, name, content)
  const { prose, rows: broken } = breakdownOf(blocks, reading)
  const lines = prose.filter((block) => block.kind === 'line')
  const words = (all: readonly Block[]) =>
    all.flatMap((block) => (block.kind === 'line' ? [block.apart ? '' : block.text] : []))
  const inProse = headOf(words(lines))
  const head = inProse ?? (broken.length > 0 ? headOf(words(blocks), { tableFollows: true }) : undefined)
  if (!head) throw faults.unrecognised({ title: reading.title, missing: missingIn(lines) })
  const known = directory.foremost
  const speaker = speakerOf(head, directory)
  const recognise = agencyRecogniser(known, reading.rosters, speaker, settled.agencies)
  const { groups, rows: written, unread } = readTable(broken, reading, recognise)
  const prosaic = readProse(inProse ? lines : [], head.lines, reading, recognise, head)
  const { chapters, items, doubts } = prosaic.items.length > 0 ? prosaic : fromRows(written, head, reading)
  for (const item of items) {
    const due = settled.dues?.[item.number]
    if (due !== undefined) Object.assign(item, { deadline: { dueOn: due, ongoing: due === null }, inferred: false })
  }
  pairUp(written, items)
  const rows = written.length > 0 ? written : items.map(rowOf)
  const unknown = unknownIn({ items, rows }, known)
  return {
    ...{ title: head.title, issuer: head.issuer, issuedOn: head.issuedOn, year: head.year, lead: head.lead },
    ...{ chapters, items, groups, rows, unknown },
    own: 'own' in speaker && !speaker.own ? (speaker.said ? 'another' : 'unsaid') : 'own',
    everyUnit: items.some((item) => reading.everyUnit.test(plain(item.note))),
    doubts: [
      ...whoseDoubt(head, speaker, unknown),
      ...head.doubts,
      ...doubts,
      ...unread.map(({ of, found }): Doubt => ({
        ...found,
        item: of?.item ?? null,
        row: of ? { number: of.number, part: of.part } : null,
      })),
      ...unknown.map((one) => unknownDoubt(one, directory)),
      ...doubtsOf(reading, items, written, groups),
    ],
  }
}

/** A task of the table is its own item where the document has no prose: its rows together. */
function fromRows(rows: readonly RowRead[], { title }: Head, reading: Reading): ReturnType<typeof readProse> {
  const groups = [...new Set(rows.map(({ group }) => group))]
  const chapters = groups.map((group, i) => ({ number: i + 1, title: group || title }))
  const items = [...Map.groupBy(rows, ({ number }) => number)].map(([number, [first, ...others]]) => {
    const row = first as RowRead
    const text = [row, ...others].map(({ content }) => content).join('')
    const chapter = chapters[groups.indexOf(row.group)] as (typeof chapters)[number]
    return {
      ...{ number, chapter: chapter.title, chapterNumber: chapter.number, section: '' },
      ...{ title: row.title || text.slice(0, mostInTitle), text, note: '', inferred: false },
      ...{ agenciesText: row.agenciesText, dueText: row.dueText, agencies: row.agencies, deadline: row.deadline },
      quantities: quantities(text, reading.quantities),
    }
  })
  return { chapters, items, doubts: [] }
}

/** An item is its own row where the document breaks nothing down. */
const rowOf = (item: DocumentRead['items'][number]): RowRead => ({
  ...{ group: item.chapter, number: item.number, part: 1, title: item.title, content: item.text || item.title },
  ...{ agenciesText: item.agenciesText, dueText: item.dueText, agencies: item.agencies, deadline: item.deadline },
  item: item.number,
})

/** Whose bureaux are meant, where the document does not say or is another city's. */
function whoseDoubt(head: Head, speaker: ReturnType<typeof speakerOf>, unknown: readonly UnknownAgency[]): Doubt[] {
  if (!('own' in speaker) || speaker.own || unknown.length === 0) return []
  const says = speaker.said
    ? `发文机关“${head.issuer}”不是本市的，文中的部门没有按本市同名单位认定，请逐个选定。`
    : '文件没有写明是哪里的计划，文中的部门没有按本市同名单位认定，请逐个选定。'
  return [{ kind: 'issuer', item: null, row: null, quote: head.issuer, says }]
}

function unknownDoubt({ text, items, likely }: UnknownAgency, { agencies }: Directory): Doubt {
  const named = likely === null ? '' : (agencies.get(likely)?.name ?? likely)
  const like = named === '' ? '' : named === text ? '，本市有同名单位' : `，像是“${named}”`
  const where = items.length > 0 ? `第 ${items.join('、')} 条的` : ''
  return {
    ...{ kind: 'unknown-agency', item: items[0] ?? null, row: null, quote: text },
    says: `${where}责任部门“${text}”不在机构名录中${like}。`,
  }
}

/** What a file lacks to be a document that gives work out. */
function missingIn(lines: readonly { text: string }[]): string[] {
  const numbers = lines.some(({ text }) => numbered(plain(text)) !== undefined)
  return [numbers ? '写明年度的标题' : '编号的任务（一、（一）、1. 等）']
}
