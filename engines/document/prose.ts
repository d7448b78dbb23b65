import type { Doubt, ItemRead, Reading } from './index.ts'
import { plain } from './read/block.ts'
import { soundsLikeAgencies, type NamedAgencies } from './recognise/agencies.ts'
import { deadline, deadlinesIn } from './recognise/deadline.ts'
import { dutyOf, type Duty } from './recognise/duty.ts'
import { quantities } from './recognise/quantity.ts'
import { allOf, treeOf, type Line, type Node } from './tree.ts'

type Recognise = (text: string) => NamedAgencies

/** A numbered thing that somebody must do, with the headings it stands under. */
interface Leaf {
  node: Node
  above: Node[]
}

/**
 * Chapters and items out of the numbered lines of a document. An item is the deepest numbered line that says who is to act,
 * with what is numbered within it; beside such lines also one that says nobody. What stands above is a chapter, and below
 * that a section.
 */
export function readProse(
  lines: readonly Line[],
  from: number,
  reading: Reading,
  recognise: Recognise,
  head: { title: string; year: number | null },
) {
  const { roots, unread } = treeOf(lines.slice(from))
  const letter = treeOf(lines.slice(0, from))
  const before = [...letter.unread, ...allOf(letter.roots).flatMap((node) => node.unread)]
  const duty = (node: Node) => dutyOf(node.text, reading.labels, (words) => soundsLikeAgencies(recognise(words)))
  const leaves = leavesOf(roots, (node) => duty(node) !== undefined)
  const tops = [...new Set(leaves.map(({ above: [top] }) => top))]
  const chapters = tops.map((top, i) => ({
    number: top ? (numbersRise(tops) ? top.number : i + 1) : i + 1,
    title: top ? titleOf(top) : head.title,
  }))
  const own = numbersRise(leaves.map(({ node }) => node))
  const doubts: Doubt[] = [...before, ...unread].map((mark) => ({ ...mark, item: null, row: null }))
  const under = new Set(leaves.flatMap(({ node }) => [node, ...allOf(node.within)]))
  for (const node of allOf(roots))
    if (!under.has(node)) doubts.push(...node.unread.map((mark): Doubt => ({ ...mark, item: null, row: null })))
  const items = leaves.map(({ node, above }, i): ItemRead => {
    const number = own ? node.number : i + 1
    const [words, below] = [node.text, within(node)]
    const atHead = duty(node)
    const found = atHead ?? duty({ ...node, text: words + below })
    // Who acts is said before what is numbered within an item, or at its very end.
    const does = atHead ? words.slice(0, atHead.from) + below : (words + below).slice(0, found?.from)
    const chapter = chapters[tops.indexOf(above[0])] as (typeof chapters)[number]
    const item = readItem(does.trim(), found, { ...{ number, reading, recognise }, year: head.year })
    for (const mark of [node, ...allOf(node.within)].flatMap((one) => one.unread))
      doubts.push({ ...mark, item: number, row: null })
    if (leaves.slice(0, i).some((one) => one.above.at(-1) === above.at(-1) && one.node.number === node.number))
      doubts.push({
        ...{ kind: 'number', item: number, row: null, quote: '' },
        says: `原文条号 ${node.number} 在本章出现不止一次，这一条按顺序记为第 ${number} 条。`,
      })
    if (found?.twice)
      doubts.push({
        ...{ kind: 'brackets', item: number, row: null, quote: '' },
        says: `第 ${number} 条里同一类责任写了几处，请核对以哪一处为准。`,
      })
    return {
      ...item,
      ...{ chapter: chapter.title, chapterNumber: chapter.number },
      section: above.slice(1).map(titleOf).join(' / '),
    }
  })
  return { chapters, items, doubts }
}

/** A heading's own words: its first sentence. */
const titleOf = ({ text }: Node): string =>
  text
    .replace(/。[\s\S]*$/, '')
    .trim()
    .slice(0, mostInTitle)

/** All that is numbered within a line, as it is written. */
const within = (node: Node): string =>
  allOf(node.within)
    .map(({ mark, text }) => mark + text)
    .join('')

/** Whether numbers go up without standing twice, so that each stands for one thing. */
const numbersRise = (nodes: readonly (Node | undefined)[]): boolean =>
  nodes.every((node, i) => node !== undefined && (i === 0 || node.number > (nodes[i - 1]?.number ?? 0)))

function leavesOf(roots: readonly Node[], hasDuty: (node: Node) => boolean): Leaf[] {
  const dutiful = new Set(allOf(roots).filter(hasDuty))
  const holds = (node: Node): boolean => dutiful.has(node) || node.within.some(holds)
  const walk = (nodes: readonly Node[], above: Node[]): Leaf[] =>
    nodes.flatMap((node): Leaf[] => {
      const deeper = node.within.some(holds)
      if (deeper) return walk(node.within, [...above, node])
      // A line that says nobody stands beside those that do; alone it is a heading of nothing, or an item where none does.
      return [{ node, above }]
    })
  if (dutiful.size > 0) return walk(roots, [])
  // Nobody is named anywhere: the second level, or the only one, is what is to be done.
  return roots.flatMap((root): Leaf[] =>
    root.within.length > 0 ? root.within.map((node) => ({ node, above: [root] })) : [{ node: root, above: [] }],
  )
}

/** Longest heading that is taken whole. */
export const mostInTitle = 100

/** An item's heading is its first sentence; one too long for that begins with its first clause, and is its own text. */
function titled(sentence: string): { title: string; text: string } {
  const [first = '', ...rest] = sentence.split('。')
  if (first.length <= mostInTitle) return { title: first.trim(), text: rest.join('。').trim() }
  const [clause = ''] = first.split(/[,，;；:：]/)
  return { title: clause.slice(0, mostInTitle).trim(), text: sentence }
}

function readItem(
  sentence: string,
  duty: Duty | undefined,
  { number, reading, recognise, year }: { number: number; reading: Reading; recognise: Recognise; year: number | null },
): Omit<ItemRead, 'chapter' | 'chapterNumber' | 'section'> {
  const { title, text } = titled(sentence)
  const agenciesText = (duty?.agencies ?? '').trim()
  const said = duty?.due ?? ''
  const stated = deadline(plain(said), year ?? undefined) ?? null
  const inferred = said === '' ? deadlinesIn(plain(sentence), year ?? undefined) : []
  const [last] = inferred.toSorted((a, b) => (a.dueOn < b.dueOn ? 1 : -1))
  return {
    number,
    ...{ title, text },
    agenciesText,
    dueText: said || (last?.words ?? ''),
    agencies: recognise(agenciesText),
    deadline: stated ?? (last ? { dueOn: last.dueOn, ongoing: false } : null),
    inferred: stated === null && last !== undefined,
    note: duty?.note ?? '',
    quantities: quantities(sentence, reading.quantities),
  }
}
