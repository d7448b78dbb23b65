import { monthEnd } from '../../look/dates.ts'
import { alike, bare, undated, type Worded } from './most-alike-pair.ts'
import type { Line, PlanTarget } from './plan-data.ts'
import { targetWords } from './target-words.ts'

/** What binds of a row, or of an item that no row breaks down. */
type Bound = Pick<Line, 'lead' | 'support' | 'agenciesText' | 'dueOn' | 'dueText' | 'ongoing'>

/** One piece of a plan's work, as it is held against another year's. */
export interface Work extends Worded {
  /** The plan's year. */
  year: number
  bound: readonly Bound[]
  targets: readonly PlanTarget[]
}

/** One thing that is not as it was; empty where one of the two years has nothing of it. */
export interface Difference {
  of: 'title' | 'lead' | 'support' | 'agenciesText' | 'dueOn' | 'target' | 'number'
  /** The target's name. */
  name?: string
  before: string
  after: string
}

/** How a piece of work differs from the year before. */
export interface Changes {
  differences: Difference[]
  /** Sentences that say the same in other words, as they were and as they are. */
  touched: [before: string, after: string][]
  /** Sentences with no like in the other year. */
  dropped: string[]
  added: string[]
}

/** Likeness from which two sentences say the same. */
const sameSaying = 0.7

/** What differs between two years of the same work: titles, agencies, deadlines, promises, figures and sentences. */
export function whatChanged(older: Work, newer: Work, nameOf: (agency: string) => string): Changes {
  const { figures, ...words } = sentencesOf(older.text, newer.text)
  const promised = promises(older, newer)
  const told = promised.map(({ before, after }) => [before, after].map(numberIn).join())
  return {
    ...words,
    differences: [
      ...(alike(bare(older.title), bare(newer.title)) < sameSaying
        ? [{ of: 'title' as const, before: older.title, after: newer.title }]
        : []),
      ...agencies(older, newer, nameOf),
      ...deadlines(older, newer),
      ...promised,
      ...figures.filter(({ before, after }) => !told.includes([before, after].map(numberIn).join())),
    ],
  }
}

/** Whether the work goes on as it was, but for a few words. */
export const goesOn = ({ differences, dropped, added }: Changes): boolean =>
  differences.length + dropped.length + added.length === 0

const numberIn = (words: string) => /\d[\d.]*/.exec(words.replaceAll(',', ''))?.[0] ?? ''

/** What only one of two lists names. */
function lists(of: Difference['of'], before: readonly string[], after: readonly string[]): Difference[] {
  const [was, is] = [new Set(before), new Set(after)]
  const gone = [...was].filter((name) => !is.has(name)).join('、')
  const come = [...is].filter((name) => !was.has(name)).join('、')
  return gone || come ? [{ of, before: gone, after: come }] : []
}

/** Who leads and who helps; where a reader is told of no agency, the words of the plan that name them. */
function agencies(older: Work, newer: Work, nameOf: (agency: string) => string): Difference[] {
  const known = [older, newer].every(({ bound }) => bound.some(({ lead }) => lead))
  if (!known) {
    const told = ({ bound }: Work) => bound.flatMap(({ agenciesText }) => agenciesText ?? [])
    return lists('agenciesText', told(older), told(newer))
  }
  const leads = ({ bound }: Work) =>
    bound.flatMap(({ lead, agenciesText }) => (lead ? nameOf(lead) : (agenciesText ?? [])))
  const helps = ({ bound }: Work) =>
    bound.flatMap(({ lead, support }) => (support ?? []).filter((id) => id !== lead)).map(nameOf)
  return [...lists('lead', leads(older), leads(newer)), ...lists('support', helps(older), helps(newer))]
}

/** Days that are not the same day, neither of the calendar nor of each plan's own year. */
function deadlines(older: Work, newer: Work): Difference[] {
  const [was, is] = [daysOf(older), daysOf(newer)]
  const without = (days: Day[], others: Day[]) =>
    days.filter((day) => !others.some((other) => other.words === day.words || other.inYear === day.inYear))
  const words = (days: Day[]) => [...new Set(days.map((day) => day.words))].toSorted().join('、')
  return lists('dueOn', [words(without(was, is))].filter(Boolean), [words(without(is, was))].filter(Boolean))
}

interface Day {
  words: string
  /** The same for the same day of each plan's year; a month's last day is its end. */
  inYear: string
}

function daysOf({ bound, year }: Work): Day[] {
  return bound.map(({ dueOn, dueText, ongoing }) => {
    if (!dueOn)
      return ongoing ? { words: '持续推进', inYear: 'on' } : { words: dueText || '未定日期', inYear: dueText || '' }
    const day = dueOn === monthEnd(dueOn.slice(0, 7)) ? 'end' : dueOn.slice(8)
    return { words: dueOn, inYear: [Number(dueOn.slice(0, 4)) - year, dueOn.slice(5, 7), day].join('-') }
  })
}

/** Targets of one name, or else of one unit and kind in their order, whose numbers differ; and those of one year alone. */
function promises(older: Work, newer: Work): Difference[] {
  const left = [...newer.targets]
  const take = (found: (one: PlanTarget) => boolean) => {
    const at = left.findIndex(found)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const sameName = older.targets.map((was) => take((is) => is.name === was.name && is.unit === was.unit))
  const pairs = older.targets.map(
    (was, at) => [was, sameName[at] ?? take((is) => is.unit === was.unit && is.kind === was.kind)] as const,
  )
  return [
    ...pairs.map(([was, is]): Difference => ({
      ...{ of: 'target', name: (is ?? was).name },
      ...{ before: targetWords(was), after: is ? targetWords(is) : '' },
    })),
    ...left.map((is): Difference => ({ of: 'target', name: is.name, before: '', after: targetWords(is) })),
  ].filter(({ before, after }) => before !== after)
}

const sentences = (text: string) => [
  ...new Set(
    text
      .split(/[。；;！!？?\n]/)
      .map((words) => words.trim())
      .filter((words) => bare(words) !== ''),
  ),
]
const figure = /\d[\d.,]*[%万亿千百]*\p{Script=Han}?/gu
const withoutFigures = (words: string) => bare(words).replace(/\d[\d.]*%?/g, '#')

/** Sentences that only one year has: the most alike of them stand together, and their figures are compared. */
function sentencesOf(before: string, after: string): Omit<Changes, 'differences'> & { figures: Difference[] } {
  const [was, is] = [sentences(before), sentences(after)]
  const only = (these: string[], those: string[]) => {
    const known = new Set(those.map(bare))
    return these.filter((words) => !known.has(bare(words)))
  }
  const [gone, come] = [only(was, is), only(is, was)]
  const likes = gone
    .flatMap((one) => come.map((other) => ({ one, other, like: alike(withoutFigures(one), withoutFigures(other)) })))
    .filter(({ like }) => like >= sameSaying)
    .toSorted((a, b) => b.like - a.like)
  const pairs = new Map<string, string>()
  const taken = new Set<string>()
  for (const { one, other } of likes)
    if (!pairs.has(one) && !taken.has(other)) {
      pairs.set(one, other)
      taken.add(other)
    }
  const together = [...pairs]
  return {
    figures: together.flatMap(([one, other]) => figuresOf(one, other)),
    touched: together.filter(([one, other]) => withoutFigures(one) !== withoutFigures(other)),
    dropped: gone.filter((words) => !pairs.has(words)),
    added: come.filter((words) => !taken.has(words)),
  }
}

const figuresIn = (words: string) => undated(words).match(figure) ?? []

/** Figures of two sentences that say the same, one by one where both have as many. */
function figuresOf(before: string, after: string): Difference[] {
  const [was, is] = [figuresIn(before), figuresIn(after)]
  return was.length === is.length
    ? was.flatMap((words, at) => lists('number', [words], is.slice(at, at + 1)))
    : lists('number', was, is)
}
