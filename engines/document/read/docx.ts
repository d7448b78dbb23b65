import path from 'node:path'
import { openPackage, relationsOf, treeOf, type Element, type Package, type Refusals } from '#kernel/package'
import { faults } from '../faults.ts'
import type { Block, Unread } from './block.ts'
import { openNumbering } from './numbering.ts'
import { readStory, type Piece } from './story.ts'
import { openStyles } from './styles.ts'
import { childOf, namespaces, wordy } from './word.ts'
import { unreadable, type Inked } from './words.ts'

/** A part may unfold to this much, and hold so many elements; a bomb does to more and is dropped while it unfolds. */
const kept = { namespaces, words: wordy, mostMegabytes: 40, mostElements: 1_000_000 }

/** Stands for what cannot be read. */
const shown = '□'

/**
 * Reads a Word document's paragraphs and table rows, in order, as Word shows them with every tracked change accepted.
 * Entities are not expanded and nothing it names is fetched.
 * @throws document/broken document/encrypted document/too-large-inside
 * @source ISO/IEC 29500-1 17.2 (main document story); ISO/IEC 29500-2 (packages)
 */
export async function readDocx(content: Uint8Array, name: string): Promise<Block[]> {
  const zip = await openPackage(content, refusals(name))
  try {
    return blocksOf(await piecesOf(zip))
  } finally {
    zip.close()
  }
}

const refusals = (name: string): Refusals => ({
  notAPackage: () => faults.broken({ name }),
  encrypted: () => faults.encrypted({ name }),
  broken: (cause) => faults.broken({ name }, cause),
  hasDoctype: () => faults.broken({ name }),
  tooLarge: (most) => faults['too-large-inside']({ name, most }),
})

async function piecesOf(zip: Package): Promise<Piece[]> {
  const main = (await relationsOf(zip, '')).find(({ type }) => type === 'officeDocument')?.part
  if (main === undefined) throw zip.refuse.broken()
  const document = await treeOf(zip, main, kept)
  const body = document.name === 'w:document' ? childOf(document, 'w:body') : undefined
  if (!body || body.children.length === 0) throw zip.refuse.broken()
  const relations = await relationsOf(zip, main)
  const part = async (wanted: string): Promise<Element | undefined> => {
    // A part that nothing points at is looked for where every program puts it.
    const found = relations.find(({ type }) => type === wanted)?.part ?? path.posix.join(main, '..', `${wanted}.xml`)
    return zip.has(found) ? treeOf(zip, found, kept) : undefined
  }
  const styles = openStyles(await part('styles'))
  return readStory(body.children, { styles, numbering: openNumbering(await part('numbering'), styles) })
}

function blocksOf(pieces: readonly Piece[]): Block[] {
  let at = 0
  let table = 0
  return pieces.flatMap((piece): Block[] => {
    if (piece.kind === 'table') {
      table += 1
      return piece.rows.map(({ cells }) => {
        const read = cells.map(legible)
        const unread = read.flatMap((cell) => cell.unread)
        return { kind: 'row', cells: read.map(({ text }) => text), table, at: (at += 1), ...(unread[0] && { unread }) }
      })
    }
    at += 1
    const { text, unread } = legible(piece)
    if (text === '') return []
    const line = (piece.number + text).trim()
    return [{ kind: 'line', text: line, at, ...(piece.apart && { apart: true }), ...(unread[0] && { unread }) }]
  })
}

/** A text with a visible mark where something cannot be read, and what to say of it. */
function legible({ words, marks }: Omit<Inked, 'boxes'>): { text: string; unread: Unread[] } {
  const [first = '', ...rest] = words.split(unreadable)
  const alone = words.replaceAll(unreadable, '').trim() === ''
  let text = first
  const places: { at: number; what: string }[] = []
  for (const [i, more] of rest.entries()) {
    const { what, picture } = marks[i] ?? { what: '' }
    const isMissed = what !== '' && !(alone && picture)
    if (isMissed) places.push({ at: text.length, what })
    text += (isMissed ? shown : '') + more
  }
  const unread = places.map(({ at, what }): Unread => {
    const quote = text.slice(Math.max(0, at - 12), at + 12).trim()
    return { kind: 'character', quote, says: `“${quote}”中的“${shown}”处是${what}，读不出来，请对照原文核对。` }
  })
  return { text: text.trim(), unread }
}
