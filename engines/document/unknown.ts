import { plain } from './read/block.ts'
import type { DocumentRead, ItemRead, UnknownAgency } from './index.ts'
import type { KnownAgency } from './recognise/agencies.ts'

const pairs = (text: string) =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)))

/** How alike two names are, 0–1: shared pairs of neighbouring characters over all of them. */
function likeness(a: string, b: string): number {
  const [x, y] = [pairs(a), pairs(b)]
  const shared = [...x].filter((pair) => y.has(pair)).length
  return shared === 0 ? 0 : shared / (x.size + y.size - shared)
}

/** Likeness from which a name is offered as what another may mean. */
const likely = 0.4

/** The agencies that a document names and the city does not know, each once, with whom each is most like. */
export function unknownIn(
  { items, rows }: Pick<DocumentRead, 'items' | 'rows'>,
  known: readonly KnownAgency[],
): UnknownAgency[] {
  const found = new Map<string, Set<number>>()
  const note = (of: { agencies: ItemRead['agencies'] }, number: number | null) => {
    for (const { text, id, asWritten } of of.agencies.named)
      if (id === null && !asWritten) found.set(text, (found.get(text) ?? new Set()).add(number ?? 0))
  }
  for (const item of items) note(item, item.number)
  for (const row of rows) note(row, row.item)
  const names = known.flatMap(({ id, name, fullName, aliases }) =>
    [name, fullName, ...aliases].map((one) => ({ id, name: plain(one) })),
  )
  return [...found].map(([text, numbers]) => {
    const same = names.find(({ name }) => name === text)
    const [best] = names
      .map(({ id, name }) => ({ id, like: likeness(text.replace(/^市/, ''), name.replace(/^市/, '')) }))
      .toSorted((a, b) => b.like - a.like)
    return {
      text,
      items: [...numbers].filter((number) => number > 0),
      likely: same?.id ?? (best && best.like >= likely ? best.id : null),
    }
  })
}
