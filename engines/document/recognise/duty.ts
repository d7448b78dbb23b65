import { plain } from '../read/block.ts'
import { deadline } from './deadline.ts'

/** Labels of a duty, by meaning: who leads, who helps, until when. */
export type DutyLabels = Readonly<Record<'lead' | 'support' | 'due', readonly string[]>>

/** Who is to act and until when, as the end of an item says it. */
export interface Duty {
  /** Where the duty begins in the line; the words before it are what is to be done. */
  from: number
  /** The words that name agencies, and those that name a day. */
  agencies: string
  due: string
  /** Sentences after them: 以下任务均需各县(市、区)落实. */
  note: string
  /** The same kind of duty stands in the item more than once. */
  twice: boolean
}

const open = '([{〔【'
const close = ')]}〕】'

/** Words of a line, and where they begin in it. */
interface Span {
  from: number
  words: string
}

/**
 * Finds who is to act at the end of an item: a bracket or several with labels, labels without a bracket, or a bracket that
 * names nothing but agencies. A bracket inside it — 县(市、区) — is part of its words.
 * @param written the line as it stands; what is found is told in its own characters
 * @param namesAgencies whether words name who is to act
 */
export function dutyOf(
  written: string,
  labels: DutyLabels,
  namesAgencies: (words: string) => boolean,
): Duty | undefined {
  const line = plain(written)
  const brackets = closingBrackets(line)
  const all = Object.values(labels).flat().join('|')
  const starts = new RegExp(`^\\s*(?:${all})\\s*:`)
  const said = [...line.matchAll(new RegExp(`(?:${all})\\s*:`, 'g'))].map(([words]) => words)
  const twice = new Set(said).size < said.length
  const labelled = brackets.filter(({ words }) => starts.test(words))
  const [first] = labelled
  if (first) return { ...labelledParts(written, labelled, labels), from: first.from - 1, twice }
  const bare = line.search(new RegExp(`(?<=^|[。;,\\s(【[])(?:${all})\\s*:`))
  if (bare >= 0) {
    const opened = bare > 0 && open.includes(line[bare - 1] as string)
    const words = line.slice(bare).replace(opened ? /[)\]】〕}]?[\s。;]*$/ : /[\s。;]+$/, '')
    return { ...labelledParts(written, [{ from: bare, words }], labels), from: opened ? bare - 1 : bare, twice }
  }
  const last = brackets.at(-1)
  const parts = last && unlabelledParts(written, last, namesAgencies)
  return parts && { ...parts, from: last.from - 1, twice: false }
}

/** The words of the brackets at the end of a line, one after the other. */
function closingBrackets(line: string): Span[] {
  const found: Span[] = []
  let end = line.length
  for (;;) {
    while (end > 0 && /[\s。;.,]/.test(line[end - 1] as string)) end -= 1
    if (end === 0 || !close.includes(line[end - 1] as string)) return found
    let depth = 0
    let at = end - 1
    for (; at >= 0; at -= 1) {
      if (close.includes(line[at] as string)) depth += 1
      else if (open.includes(line[at] as string)) depth -= 1
      if (depth === 0) break
    }
    if (at < 0) return found
    found.unshift({ from: at + 1, words: line.slice(at + 1, end - 1) })
    end = at
  }
}

/** What stands under each label; the sentences after the first of each are a note. */
function labelledParts(written: string, spans: readonly Span[], labels: DutyLabels): Omit<Duty, 'from' | 'twice'> {
  const parts: Record<keyof DutyLabels, string[]> = { lead: [], support: [], due: [] }
  const notes: string[] = []
  const all = Object.values(labels).flat().join('|')
  for (const { from, words } of spans) {
    const marks = [...words.matchAll(new RegExp(`(?:^|[,;、。\\s])\\s*(${all})\\s*:`, 'g'))]
    marks.forEach((mark, i) => {
      const meaning = (Object.keys(labels) as (keyof DutyLabels)[]).find((key) =>
        labels[key].includes(mark[1] as string),
      )
      const text = written.slice(from + mark.index + mark[0].length, from + (marks[i + 1]?.index ?? words.length))
      const [told = '', ...rest] = text.split('。')
      const clean = told.trim().replace(/[,，;；、]+$/, '')
      if (meaning && clean) parts[meaning].push(clean)
      if (rest.join('').trim()) notes.push(rest.join('。').trim())
    })
  }
  return { agencies: [...parts.lead, ...parts.support].join('、'), due: parts.due.join('、'), note: notes.join('') }
}

/** A bracket without labels: agencies, perhaps a day, and sentences after them; nothing where it names anything else. */
function unlabelledParts(
  written: string,
  { from, words }: Span,
  namesAgencies: (words: string) => boolean,
): Omit<Duty, 'from' | 'twice'> | undefined {
  const [told = '', ...rest] = written.slice(from, from + words.length).split('。')
  const clauses = told.split(/[,，;；]/).map((clause) => clause.trim())
  const due = clauses.filter((clause) => deadline(plain(clause), 2000) !== undefined)
  const agencies = clauses.filter((clause) => clause !== '' && !due.includes(clause)).join('，')
  if (agencies === '' || !namesAgencies(agencies)) return undefined
  return { agencies, due: due.join('、'), note: rest.join('。').trim() }
}
