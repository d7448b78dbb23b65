/** What is filled in of a row, by field, as its register takes it; null where something was taken out. */
export type Words = Record<string, unknown>

/** A part of a draft that two have written in two ways: what stands, and what came second. */
export interface Clash {
  /** A field, or `field/question` of one that answers questions. */
  part: string
  stands: unknown
  other: unknown
  /** Who wrote the other, by name, and when on their device. */
  by: string
  at: string
}

/** A draft's words part by part: each field is one, of answers each question. */
type Parts = ReadonlyMap<string, unknown>

interface Answer {
  asks: string
  says: unknown
}

const isAnswers = (value: unknown): value is Answer[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'object' && one && 'asks' in one)

function partsOf(words: Words): Parts {
  return new Map(
    Object.entries(words).flatMap(([field, value]): [string, unknown][] =>
      isAnswers(value) ? value.map(({ asks, says }) => [`${field}/${asks}`, says]) : [[field, value]],
    ),
  )
}

/** Words with some parts in the place of what they had there. */
export function withParts(words: Words, parts: Iterable<readonly [string, unknown]>): Words {
  const said = { ...words }
  for (const [part, value] of parts) {
    const [field = '', asks] = part.split('/')
    if (asks === undefined) said[field] = value
    else {
      const others = ((said[field] ?? []) as Answer[]).filter((one) => one.asks !== asks)
      said[field] = (value ?? null) === null ? others : [...others, { asks, says: value }]
    }
  }
  return said
}

const inOrder = (_key: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value

/** Whether two say something else; both come from JSON. */
const differs = (one: unknown, other: unknown) =>
  JSON.stringify(one ?? null, inOrder) !== JSON.stringify(other ?? null, inOrder)

/** The parts in which words differ from others, as they have them. */
export function changedIn(from: Words, to: Words): Map<string, unknown> {
  const [before, after] = [partsOf(from), partsOf(to)]
  return new Map(
    [...new Set([...before.keys(), ...after.keys()])].flatMap((part) =>
      differs(before.get(part), after.get(part)) ? [[part, after.get(part) ?? null] as const] : [],
    ),
  )
}

/**
 * Brings together what two have made of the same words: what one of them has changed is taken; where both have, and not to
 * the same, what stands stays and the other is kept beside it.
 * @param base what both began from. @param stands what came first. @param comes what came second
 */
export function together(base: Words, stands: Words, comes: Words): { words: Words; apart: Map<string, unknown> } {
  const first = changedIn(base, stands)
  const second = [...changedIn(base, comes)]
  const apart = second.filter(([part, value]) => first.has(part) && differs(first.get(part), value))
  const taken = second.filter(([part]) => !first.has(part))
  return { words: withParts(stands, taken), apart: new Map(apart) }
}
