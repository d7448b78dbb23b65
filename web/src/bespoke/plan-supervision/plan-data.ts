import { useQueries, useQuery } from '@tanstack/react-query'
import type { Wire } from '../../../../kernel/engine/index.ts'
import type { RecordOf, Register } from '../../../../engines/register/index.ts'
import type { CaseRow, Manifest, RecordRow, SignalFace } from '../../../../platform/manifest.ts'
import type { plan, planItem, planTask } from '../../../../commons/plan.ts'
import type { planDoubt, planTarget } from '../../../../systems/assurance/plan-supervision/registers.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest } from '../../shell/reader.ts'
import { worst } from '../../look/lights.ts'

type Told<R extends Register> = RecordRow & Wire<RecordOf<R>>
export type Plan = Told<typeof plan>
export type PlanItem = Told<typeof planItem>
export type PlanTask = Told<typeof planTask>
export type PlanTarget = Told<typeof planTarget>
export type PlanDoubt = Told<typeof planDoubt>

/** One row of the breakdown table with the case that supervises it, if it has been handed out. */
export type Line = PlanTask & {
  case: CaseRow | null
  light: SignalFace | null
}
/** One sentence of the plan with everything that stands behind it. */
export type Entry = PlanItem & {
  lines: Line[]
  targets: PlanTarget[]
  doubts: PlanDoubt[]
  light: SignalFace | null
}
export interface Chapter {
  number: number
  title: string
  entries: Entry[]
}
/** The whole plan, joined. */
export interface Reading {
  plan: Plan
  chapters: Chapter[]
  entries: Entry[]
  lines: Line[]
  targets: PlanTarget[]
  doubts: PlanDoubt[]
  /** False when this reader may not see the cases, or none exist yet. */
  lit: boolean
}

export const supervision = 'task-supervision'
export const countySupervision = 'county-supervision'
export const adoption = 'plan-adoption'
export const bulletinIssue = 'bulletin-issue'

/** Every plan, newest first. */
function usePlans() {
  return useQuery({
    ...queries.records('plan', 'limit=100'),
    select: (page) => (page.rows as Plan[]).toSorted((a, b) => (b.issuedOn ?? '').localeCompare(a.issuedOn ?? '')),
  })
}

/** The plan of an address, or without one the plan to open unasked: the newest in force, else closed, else a draft. */
export function usePlan(id: string | undefined) {
  const plans = usePlans()
  const front = (['adopted', 'closed', 'draft'] as const).flatMap(
    (standing) => plans.data?.find((one) => one.standing === standing) ?? [],
  )[0]
  const plan = id ? plans.data?.find((one) => one.id === id) : front
  return { plan, plans: plans.data, fault: plans.error, retry: () => void plans.refetch() }
}

/** The plans of other years, and of the same, that this one may be held against. */
export function useOthers({ id }: Plan): Plan[] {
  return usePlans().data?.filter((one) => one.id !== id) ?? []
}

/** Reads and joins one plan. */
export function useReading(plan: Plan | undefined) {
  const manifest = useManifest()
  const of = `filter.plan=${plan?.id}`
  const enabled = plan !== undefined
  const sees = enabled && manifest.cases[supervision] !== undefined
  const parts = useQueries({
    queries: [
      { ...queries.allRecords('plan-item', of), enabled },
      { ...queries.allRecords('plan-task', of), enabled },
      { ...queries.allRecords('plan-target', of), enabled },
      { ...queries.allRecords('plan-doubt', of), enabled },
      { ...queries.allCases(supervision, of), enabled: sees, retry: false },
    ],
  })
  const [items, tasks, targets, doubts, cases] = parts
  const fault = parts.slice(0, 4).find((part) => part.error)?.error ?? null
  const retry = () => parts.forEach((part) => void (part.error && part.refetch()))
  if (!plan || !items.data || !tasks.data || !targets.data || !doubts.data || (sees && cases.isPending))
    return { reading: null, fault, retry }
  const reading = join(plan, {
    items: items.data as PlanItem[],
    tasks: tasks.data as PlanTask[],
    targets: targets.data as PlanTarget[],
    doubts: doubts.data as PlanDoubt[],
    cases: cases.data ?? [],
    signals: manifest.cases[supervision]?.signals ?? {},
  })
  return { reading, fault, retry }
}

function join(
  plan: Plan,
  from: {
    items: PlanItem[]
    tasks: PlanTask[]
    targets: PlanTarget[]
    doubts: PlanDoubt[]
    cases: CaseRow[]
    signals: Record<string, SignalFace>
  },
): Reading {
  const bySubject = new Map(from.cases.map((one) => [one.subject, one]))
  const lines = from.tasks
    .toSorted((a, b) => Number(a.number) - Number(b.number) || Number(a.part) - Number(b.part))
    .map((task): Line => {
      const found = bySubject.get(task.id) ?? null
      return { ...task, case: found, light: found?.signal ? (from.signals[found.signal] ?? null) : null }
    })
  const entries = from.items
    .toSorted((a, b) => Number(a.number) - Number(b.number))
    .map((item): Entry => {
      const mine = linesOf(item, lines)
      const ids = new Set(mine.map((line) => line.id))
      return {
        ...item,
        lines: mine,
        targets: from.targets.filter((one) => one.item === item.id),
        doubts: from.doubts.filter(
          (one) => one.item === item.id || (!one.item && one.task !== null && ids.has(one.task)),
        ),
        light: worst(mine.map((line) => line.light)),
      }
    })
  const chapters: Chapter[] = []
  for (const entry of entries) {
    const last = chapters.at(-1)
    if (last?.number === Number(entry.chapterNumber)) last.entries.push(entry)
    else chapters.push({ number: Number(entry.chapterNumber), title: entry.chapter, entries: [entry] })
  }
  const { targets, doubts } = from
  return { plan, chapters, entries, lines, targets, doubts, lit: lines.some((line) => line.light) }
}

/** The systems that an item of the plan that names them stands for; another plan's numbers mean nothing to them. */
export const systemsOf = ({ named, systems }: Manifest, plan: Plan, entry: Entry) =>
  plan.title === named ? systems.filter((one) => one.items.includes(Number(entry.number))) : []

/** Rows that an item names: `22`, `12、13`, or with parts `16.2`. */
function linesOf(item: PlanItem, lines: Line[]): Line[] {
  const named = [...(item.tasks ?? '').matchAll(/(\d+)(?:\s*[.\-·_/]\s*(\d+))?/g)]
  return lines.filter((line) =>
    named.some(
      ([, number, part]) => Number(number) === Number(line.number) && (!part || Number(part) === Number(line.part)),
    ),
  )
}
