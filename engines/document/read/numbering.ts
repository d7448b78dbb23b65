import type { Element } from '#kernel/package'
import { numeral } from './numeral.ts'
import type { Styles } from './styles.ts'
import { childOf, childrenOf, numberOf, onOff, valueOf } from './word.ts'

/** Levels of a list. */
const levels = 9

/** The numbers that Word draws before paragraphs, and the text lacks. */
export interface Numbering {
  /**
   * Counts a paragraph, by its properties, and says what is drawn before it: empty where nothing is, or a bullet.
   * `unknown` names a form of numbers that cannot be told.
   */
  next: (properties: Element | undefined) => { drawn: string; unknown?: string }
}

/** A list as a paragraph names it: its levels, which it counts together with others, and where it begins anew. */
interface List {
  counts: number[]
  level: (at: number) => Element | undefined
  startsAt: ReadonlyMap<number, number>
  /** Levels that say where they start and were not met yet. */
  pending: Set<number>
}

/**
 * Counts a document's paragraphs as Word does: lists of one kind count on, a deeper level begins anew below a higher
 * one, and a list that says where it starts begins there once.
 * @source ISO/IEC 29500-1 17.9 (numbering)
 */
export function openNumbering(part: Element | undefined, styles: Styles): Numbering {
  const kinds = new Map(childrenOf(part, 'w:abstractNum').map((one) => [one.attributes['w:abstractNumId'] ?? '', one]))
  const named = new Map(childrenOf(part, 'w:num').map((one) => [one.attributes['w:numId'] ?? '', one]))
  const counts = new Map<Element, number[]>()
  const lists = new Map<string, List | undefined>()

  /** The kind that holds a list's levels: its own, or that which the style that it names is numbered by. */
  function kindOf(list: Element | undefined, left = 8): Element | undefined {
    const kind = kinds.get(valueOf(list, 'w:abstractNumId') ?? '')
    const link = valueOf(kind, 'w:numStyleLink')
    if (link === undefined || left === 0) return kind
    const through = styles.chain(link).map(({ style }) => valueOf(numberedBy(style), 'w:numId'))[0]
    const linked = [...kinds.values()].find((one) => valueOf(one, 'w:styleLink') === link)
    return kindOf(named.get(through ?? ''), left - 1) ?? linked ?? kind
  }
  function open(id: string): List | undefined {
    const list = named.get(id)
    const kind = kindOf(list)
    if (!kind) return undefined
    if (!counts.has(kind)) counts.set(kind, [])
    const own = new Map(
      childrenOf(list, 'w:lvlOverride').map((one) => [Number(one.attributes['w:ilvl']), one] as const),
    )
    const usual = new Map(childrenOf(kind, 'w:lvl').map((one) => [Number(one.attributes['w:ilvl']), one] as const))
    const startsAt = new Map<number, number>()
    for (const [at, one] of own) {
      const start = numberOf(one, 'w:startOverride')
      if (start !== undefined) startsAt.set(at, start)
    }
    return {
      counts: counts.get(kind) ?? [],
      level: (at) => childOf(own.get(at), 'w:lvl') ?? usual.get(at),
      startsAt,
      pending: new Set(startsAt.keys()),
    }
  }
  const listOf = (id: string) => {
    if (!lists.has(id)) lists.set(id, open(id))
    return lists.get(id)
  }

  /** Which list and level a paragraph is of: what it says itself, or its style, or what that is based on. */
  function placeOf(properties: Element | undefined): { list: List; at: number } | undefined {
    const own = childOf(properties, 'w:numPr')
    const chain = styles.chain(valueOf(properties, 'w:pStyle'))
    const from = chain.find(({ style }) => valueOf(numberedBy(style), 'w:numId') !== undefined)
    const id = valueOf(own, 'w:numId') ?? valueOf(from && numberedBy(from.style), 'w:numId')
    const list = id === undefined || id === '0' ? undefined : listOf(id)
    if (!list) return undefined
    const styled = () => {
      for (const { id, style } of chain) {
        const linked = Array.from({ length: levels }, (_, at) => at).find(
          (at) => valueOf(list.level(at), 'w:pStyle') === id,
        )
        const found = linked ?? numberOf(numberedBy(style), 'w:ilvl')
        if (found !== undefined) return found
      }
      return undefined
    }
    const at = numberOf(own, 'w:ilvl') ?? styled() ?? 0
    return at >= 0 && at < levels && list.level(at) ? { list, at } : undefined
  }

  return {
    next: (properties) => {
      const place = placeOf(properties)
      if (!place) return { drawn: '' }
      count(place.list, place.at)
      const hidden = [childOf(properties, 'w:rPr'), childOf(place.list.level(place.at), 'w:rPr')]
      return hidden.some((one) => onOff(one, 'w:vanish')) ? { drawn: '' } : drawn(place.list, place.at)
    },
  }
}

const numberedBy = (style: Element) => childOf(childOf(style, 'w:pPr'), 'w:numPr')
const startOf = (list: List, at: number) => list.startsAt.get(at) ?? numberOf(list.level(at), 'w:start') ?? 0

function count(list: List, at: number) {
  const { counts, pending } = list
  const before = pending.delete(at) ? undefined : counts[at]
  counts[at] = before === undefined ? startOf(list, at) : before + 1
  for (let deeper = at + 1; deeper < levels; deeper += 1)
    if (at < (numberOf(list.level(deeper), 'w:lvlRestart') ?? deeper)) delete counts[deeper]
}

function drawn(list: List, at: number): { drawn: string; unknown?: string } {
  const level = list.level(at)
  const legal = onOff(level, 'w:isLgl') ?? false
  let unknown: string | undefined
  const form = valueOf(level, 'w:numFmt') ?? 'decimal'
  if (form === 'bullet') return { drawn: '' }
  const words = (valueOf(level, 'w:lvlText') ?? '').replace(/%([1-9])/g, (_, one: string) => {
    const of = list.level(Number(one) - 1)
    const number = list.counts[Number(one) - 1] ?? startOf(list, Number(one) - 1)
    const wanted = childOf(of, 'w:numFmt')
    const written = wanted?.attributes['w:val'] ?? 'decimal'
    const how = legal && written !== 'none' ? 'decimal' : written
    const found = numeral(number, how, wanted?.attributes['w:format'])
    if (found === undefined) unknown = how
    return found ?? String(number)
  })
  const between = words === '' || valueOf(level, 'w:suff') === 'nothing' ? '' : ' '
  return { drawn: words + between, ...(unknown === undefined ? {} : { unknown }) }
}
