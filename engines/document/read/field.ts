import type { Element } from '#kernel/package'
import { circled } from './numeral.ts'
import { shownIn } from './symbol.ts'
import { isGone } from './tracked.ts'
import { childOf, childrenOf, elementsOf, numberOf, onOff, type Nodes } from './word.ts'

/** Fields whose result repeats what stands elsewhere: a table of contents, the mark of a note. */
const repeats = /^\s*(TOC|NOTEREF|INDEX)\b/i
/** Fields that Word draws without keeping what it draws. */
const drawnOnly = /^\s*(EQ|SYMBOL|LISTNUM|AUTONUM|AUTONUMLGL|AUTONUMOUT|FORMDROPDOWN|FORMCHECKBOX)\b/i

/** Whether a field's result is left out, by its instruction. */
export const isRepeated = (instruction: string): boolean => repeats.test(instruction)

interface Field {
  begin: Element
  instruction: string
  /** Its result has begun. */
  results: boolean
  /** Words came as its result. */
  said: boolean
}

/** What a field draws, when its words are not in the text; `mark` when that cannot be told. */
export type Drawn = { words: string } | { mark: string } | undefined

/**
 * The fields of a story: what computes them is out, what they show is in.
 * @source ISO/IEC 29500-1 17.16 (fields)
 */
export class Fields {
  readonly #open: Field[] = []
  readonly #paired: ReadonlySet<Element>

  /** @param nodes the whole story: a field without an end is none, or all that follows would be lost in it */
  constructor(nodes: Nodes) {
    this.#paired = pairsIn(nodes)
  }

  /** Whether words here are shown. */
  get shown(): boolean {
    return this.#open.every(({ results, instruction }) => results && !isRepeated(instruction))
  }

  /** Takes words that are shown. */
  said() {
    for (const field of this.#open) field.said = true
  }

  instruct(words: string) {
    const field = this.#open.at(-1)
    if (field && !field.results) field.instruction += words
  }

  /** Takes where a field begins, where its result does, and where it ends. @returns what it draws beside its result */
  char(node: Element): Drawn {
    if (!this.#paired.has(node)) return undefined
    const kind = node.attributes['w:fldCharType']
    if (kind === 'begin') this.#open.push({ begin: node, instruction: '', results: false, said: false })
    const field = this.#open.at(-1)
    if (kind === 'separate' && field) field.results = true
    if (kind !== 'end' || !field) return undefined
    this.#open.pop()
    return field.said || !this.shown ? undefined : drawnBy(field)
  }
}

/** The begins, middles and ends of fields that are whole. */
function pairsIn(nodes: Nodes): Set<Element> {
  const paired = new Set<Element>()
  const open: Element[][] = []
  const walk = (children: Nodes) => {
    for (const node of elementsOf(children)) {
      if (isGone(node) || node.name === 'w:txbxContent') continue
      if (node.name !== 'w:fldChar') {
        walk(node.children)
        continue
      }
      const kind = node.attributes['w:fldCharType']
      if (kind === 'begin') open.push([node])
      else open.at(-1)?.push(node)
      if (kind === 'end') for (const one of open.pop() ?? []) paired.add(one)
    }
  }
  walk(nodes)
  return paired
}

function drawnBy({ instruction, begin }: Field): Drawn {
  const kind = drawnOnly.exec(instruction)?.[1]?.toUpperCase()
  if (kind === undefined) return undefined
  const unknown = { mark: `域“${instruction.trim().slice(0, 40)}”` }
  const form = childOf(begin, 'w:ffData')
  switch (kind) {
    case 'FORMCHECKBOX': {
      const box = childOf(form, 'w:checkBox')
      return { words: (onOff(box, 'w:checked') ?? onOff(box, 'w:default')) ? '☑' : '☐' }
    }
    case 'FORMDROPDOWN': {
      const list = childOf(form, 'w:ddList')
      const chosen = childrenOf(list, 'w:listEntry')[numberOf(list, 'w:result') ?? numberOf(list, 'w:default') ?? 0]
      return chosen ? { words: chosen.attributes['w:val'] ?? '' } : unknown
    }
    case 'SYMBOL': {
      const [, code, font] = /SYMBOL\s+(0x[\da-f]+|\d+)(?:.*?\\f\s*"?([^"\\]+)"?)?/i.exec(instruction) ?? []
      const words = shownIn(font?.trim() ?? 'Symbol', Number(code))
      return words === undefined ? unknown : { words }
    }
    case 'EQ': {
      // What Word's own buttons write: a character in a circle, and a reading above a character.
      const circle = /\\o\s*\\ac\s*\(\s*[○◯〇]\s*[,，]\s*(\S{1,3})\s*\)/i.exec(instruction)?.[1]
      if (circle !== undefined) return { words: /^\d{1,2}$/.test(circle) ? circled(Number(circle)) : circle }
      const based = /\\o\s*\\a[dlrc]\s*\(\s*\\s\s*\\up\s*\d*\s*\([^()]*\)\s*[,，]\s*([^()]*)\)/i.exec(instruction)?.[1]
      return based === undefined ? unknown : { words: based }
    }
    default:
      return unknown
  }
}
