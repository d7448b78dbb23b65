import { useQuery } from '@tanstack/react-query'
import type { BoardRow, CaseFace, CaseRow } from '../../../../../platform/manifest.ts'
import { monthWords } from '../../../indicators/figures.ts'
import { asked, useLines, type IndicatorLine } from '../../../indicators/readings.ts'
import { monthEnd } from '../../../look/dates.ts'
import { casesPath } from '../../../shell/navigation.ts'
import * as queries from '../../../shell/queries.ts'
import { useManifest, useNames } from '../../../shell/reader.ts'
import { countySupervision, supervision, type Plan, type PlanItem, type PlanTask } from '../plan-data.ts'

export type By = 'agency' | 'county' | 'chapter' | 'month'

/** What each board lists, in the words of its heading and of its first column. */
export const boards: Record<By, { title: string; column: string; kind: string; by: string; unit: string }> = {
  agency: { title: '按部门', column: '部门', kind: supervision, by: 'agency', unit: '个部门' },
  county: {
    title: '按县区',
    column: '县（市、区）和功能区',
    kind: countySupervision,
    by: 'agency',
    unit: '个县级板块',
  },
  chapter: { title: '按章', column: '章', kind: supervision, by: 'subject.item', unit: '章' },
  month: { title: '按完成月份', column: '完成月份', kind: supervision, by: 'month', unit: '个时点' },
}

/** How far an agency or county moved since the last month's end, by what; null where no month was kept. */
interface Moves {
  progress: number | null
  track: number | null
}

/** What a line counts. */
export interface Counts {
  count: number
  signals: Record<string, number>
  percent: number
  /** Mean of what the counties reported on these tasks; null where no county has. */
  county: number | null
  moves: Moves | null
  /** The cases behind the line, or behind one of its lights. */
  to: (signal?: string) => string
}

/** One line of the board as it is drawn. */
export interface Line extends Counts {
  key: string
  name: string
  /** The name where there is little room. */
  short: string
  /** The region of a county or zone. */
  region: string | null
}

export interface Board {
  by: By
  face: CaseFace
  lines: Line[]
  /** All lines in one. */
  whole: Counts
  /** Indicators whose movement the lines show, and the month they are compared with. */
  moved: { progress: string; track: string | null; month: string } | null
}

type Asked = Record<string, string | undefined>

/** The boards that this reader may see, in their order. */
export function useOffered(): By[] {
  const { cases } = useManifest()
  return (Object.keys(boards) as By[]).filter((by) => cases[boards[by].kind])
}

/** One board of a plan, its lines named and each leading to the cases behind it. */
export function useBoard(plan: Plan | undefined, by: By) {
  const manifest = useManifest()
  const names = useNames()
  const agencies = useQuery(queries.agencies).data
  const { kind, by: column } = boards[by]
  const face = manifest.cases[kind]
  const enabled = plan !== undefined && face !== undefined
  const of = `filter.plan=${plan?.id}`
  const lines = useQuery({ ...queries.board(kind, `by=${column}&within=${plan?.id}`), enabled })
  const whole = useQuery({ ...queries.board(kind, `within=${plan?.id}`), enabled })
  const cases = useQuery({ ...queries.allCases(supervision, of), enabled: enabled && kind === supervision })
  const items = useQuery({ ...queries.allRecords('plan-item', of), enabled: enabled && by === 'chapter' })
  const tasks = useQuery({ ...queries.allRecords('plan-task', of), enabled: enabled && by === 'chapter' })
  const moves = useMoves(by, plan?.id)
  const parts = [lines, whole, cases, items, tasks]
  const fault = parts.find((one) => one.error)?.error ?? null
  const retry = () => parts.forEach((one) => void (one.error && one.refetch()))
  if (!plan || !face || !lines.data || !whole.data) return { board: null, fault, retry }
  if (kind === supervision && !cases.data) return { board: null, fault, retry }
  if (by === 'chapter' && (!items.data || !tasks.data)) return { board: null, fault, retry }

  const list = (more: Asked) => `${casesPath(manifest, kind)}${asked({ 'filter.plan': plan.id, ...more })}`
  const table = (more: Asked) => `/plan/${plan.id}${asked({ view: 'table', ...more })}`
  const chapterOf = chaptersOf((items.data ?? []) as PlanItem[], (tasks.data ?? []) as PlanTask[])
  const keyOf: Record<By, (row: CaseRow) => string> = {
    agency: (row) => row.agency,
    county: (row) => row.agency,
    month: (row) => row.dueOn?.slice(0, 7) ?? '',
    chapter: (row) => String(chapterOf.ofTask(row.subject)),
  }
  const county = countyMeans(cases.data ?? [], keyOf[by])
  const drawn = (line: BoardRow): Line => {
    const key = line.key ?? ''
    const counts = { ...plain(line), key, county: county.of(key), moves: moves?.of(key) ?? null }
    if (by === 'chapter') {
      const name = key === '0' ? '没有对应条目的任务' : chapterOf.title(Number(key))
      return { ...counts, name, short: name, region: null, to: (light) => table({ chapter: key, light }) }
    }
    if (by === 'month') {
      const days = { 'due.from': `${key}-01`, 'due.until': key && monthEnd(key) }
      const name = key ? monthWords(key) : '持续推进，不设日期'
      const to = (signal?: string) => (key ? list({ ...days, signal }) : table({ due: 'none', light: signal }))
      return { ...counts, name, short: name, region: null, to }
    }
    const region = agencies?.find((one) => one.id === key)?.region ?? null
    const short = names.agency(key)
    const name = by === 'county' ? names.region(region ?? '') || short : short
    return { ...counts, name, short, region, to: (signal) => list({ agency: key, signal }) }
  }
  const [all] = whole.data
  const shown = (by === 'chapter' ? byChapter(lines.data, chapterOf.ofItem) : lines.data).map(drawn)
  const board: Board = {
    by,
    face,
    lines: shown,
    whole: {
      ...plain(all ?? { key: null, count: 0, signals: {}, means: {} }),
      county: county.whole,
      moves: moves && shown.every((line) => moves.has(line.key)) ? moves.whole : null,
      to: (signal) => list({ signal }),
    },
    moved: moves?.moved ?? null,
  }
  return { board, fault, retry }
}

const plain = ({ count, signals, means }: BoardRow) => ({ count, signals, percent: means['percent'] ?? 0 })

/** Which chapter an item or a task lies in; 0 for what lies in none. */
function chaptersOf(items: PlanItem[], tasks: PlanTask[]) {
  const byId = new Map(items.map((item) => [item.id, item]))
  const itemOf = new Map(tasks.map((task) => [task.id, task.item]))
  const ofItem = (id: string | null | undefined) => Number(byId.get(id ?? '')?.chapterNumber ?? 0)
  return {
    ofItem,
    ofTask: (id: string) => ofItem(itemOf.get(id)),
    title: (number: number) => items.find((item) => Number(item.chapterNumber) === number)?.chapter ?? '',
  }
}

/** Lines by item brought together by chapter; means are weighed by the number of cases. */
function byChapter(lines: BoardRow[], chapterOf: (item: string | null) => number): BoardRow[] {
  return [...Map.groupBy(lines, (line) => chapterOf(line.key))]
    .toSorted(([a], [b]) => (a || 999) - (b || 999))
    .map(([number, among]) => {
      const count = among.reduce((sum, line) => sum + line.count, 0)
      const percent = among.reduce((sum, line) => sum + (line.means['percent'] ?? 0) * line.count, 0) / count
      const signals: Record<string, number> = {}
      for (const line of among)
        for (const [light, n] of Object.entries(line.signals)) signals[light] = (signals[light] ?? 0) + n
      return { key: String(number), count, signals, means: { percent: Math.round(percent) } }
    })
}

/** The mean of what counties reported, over the tasks on which any has; the board's own means count the others as 0. */
function countyMeans(cases: CaseRow[], keyOf: (row: CaseRow) => string) {
  const sums = new Map<string, { sum: number; among: number }>()
  for (const row of cases) {
    const percent = row.facts['countyPercent']
    if (typeof percent !== 'number') continue
    for (const key of [keyOf(row), whole]) {
      const { sum, among } = sums.get(key) ?? { sum: 0, among: 0 }
      sums.set(key, { sum: sum + percent, among: among + 1 })
    }
  }
  const of = (key: string) => {
    const found = sums.get(key)
    return found ? Math.round(found.sum / found.among) : null
  }
  return { of, whole: of(whole) }
}

const whole = 'whole'

/** How the lines of a board moved since the last month's end; null for boards that no indicator measures. */
function useMoves(by: By, plan: string | undefined) {
  const county = by === 'county'
  const names = county
    ? { progress: 'county-progress', track: null }
    : { progress: 'mean-progress', track: 'on-track-share' }
  const progress = useLines(names.progress, 'agency', county || by === 'agency' ? plan : undefined)
  const track = useLines('on-track-share', 'agency', by === 'agency' ? plan : undefined)
  if (progress.now.length === 0) return null
  return {
    moved: { ...names, month: progress.month },
    /** False for a line of which the reader sees cases, but no number. */
    has: (key: string) => progress.now.some((line) => line.key === key),
    of: (key: string): Moves => ({ progress: moved(progress, key), track: moved(track, key) }),
    whole: { progress: between(progress.whole), track: between(track.whole) },
  }
}

function moved({ now, before }: { now: IndicatorLine[]; before: IndicatorLine[] }, key: string): number | null {
  const number = (lines: IndicatorLine[]) => lines.find((line) => line.key === key)?.number ?? null
  return between({ now: number(now), before: number(before) })
}

function between({ now, before }: { now: number | null; before: number | null }): number | null {
  return now === null || before === null ? null : now - before
}
