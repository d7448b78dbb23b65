import type { plan, planTask } from '#commons/plan'
import {
  declaredOf,
  elapsedShare,
  monthBefore,
  type BoardLine,
  type BulletinFacts,
  type Compared,
  type NewRecord,
  type RecordOf,
  type Seen,
} from '#platform'
import type { bulletin } from './registers.ts'

/** Shape, word and colour of a task's light. */
export const lights = {
  done: { title: '完成', shape: 'done' },
  ok: { title: '按期', shape: 'ok' },
  near: { title: '偏慢', shape: 'near' },
  behind: { title: '滞后', shape: 'late' },
  late: { title: '逾期', shape: 'late' },
  on: { title: '持续', shape: 'on' },
  wait: { title: '未报', shape: 'wait' },
  review: { title: '待认定', shape: 'stop' },
  gone: { title: '已转出', shape: 'stop' },
} as const

/** What the newest report left on a case; nothing before the first. */
interface Reported {
  percent?: number
  month?: string
}

/**
 * Grey without a report; green while progress is at least the elapsed share less 10 points, amber to 25, red below or
 * once overdue. Work that goes on has no pace: it is grey again when last month went unreported. Under review the clock
 * stands still. What was merged, carried on or ended with its task is no longer counted.
 */
export function progressLight(seen: Seen<typeof planTask, Reported>): keyof typeof lights {
  const { facts, final, state, dueOn, today } = seen
  const { percent, month } = facts
  if (final) return state === 'completed' ? 'done' : 'gone'
  if (state === 'review') return 'review'
  if (dueOn !== null && today > dueOn) return 'late'
  if (percent === undefined) return 'wait'
  if (dueOn === null) return month !== undefined && month >= monthBefore(today) ? 'on' : 'wait'
  return paceLight(seen, dueOn, percent)
}

function paceLight({ record, openedOn, today }: Seen<typeof planTask>, dueOn: string, percent: number) {
  const behind = 100 * elapsedShare(record.startOn ?? openedOn, dueOn, today) - percent
  return behind <= 10 ? 'ok' : behind <= 25 ? 'near' : 'behind'
}

/** A report is for a month that has begun, since the work began, and not before the newest that was reported. */
export const monthInReach = ({
  form: { month },
  record,
  facts,
  today,
}: {
  form: { month: string }
  record: { startOn: string | null }
  facts: Reported
  today: string
}): string | undefined => {
  const start = (record.startOn ?? today).slice(0, 7)
  if (month > today.slice(0, 7)) return `${month} 还没有到，请报本月或上月`
  if (month < start) return `任务从 ${start} 开始，不能报更早的月份`
  const newest = facts.month
  return newest && month < newest ? `已经报过 ${newest}，不能再报更早的月份` : undefined
}

/** A row is merged into another row than itself. */
export const intoAnother = ({ form, record }: { form: { into: string }; record: { id: string } }) =>
  form.into === record.id ? '不能并入自身，请选另一行' : undefined

/** What is left over comes from another plan than the one that takes it up. */
export const fromAnother = ({ form, record }: { form: { from: string }; record: { id: string } }) =>
  form.from === record.id ? '不能从本计划结转到本计划，请选上年的计划' : undefined

type Task = RecordOf<typeof planTask>
type NewTask = NewRecord<typeof planTask>

/** A task of a yearly plan, which the counties carry out with its lead. */
export const ofPlan = ({ plan: within }: Task) => within !== null

/** A task that comes from elsewhere than a plan; what is split off it has its case from the split. */
export const besidePlans = ({ plan: within, splitFrom }: Task) => within === null && splitFrom === null

/** A new row of the same task, for the part that is split off. */
export const splitRow = (
  task: Task,
  { form }: { form: { content: string; lead: string; dueOn: string | null } },
): NewTask => ({
  ...declaredOf(task),
  content: form.content,
  lead: form.lead,
  dueOn: form.dueOn ?? task.dueOn,
  support: [],
  leadStanding: 'inferred',
  splitFrom: task.id,
})

/** Last year's row once more in this year's plan: its number a hundred on, its lead to be confirmed again. */
export const carriedRow = (
  task: Task,
  { form, subject }: { form: { dueOn: string }; subject: RecordOf<typeof plan> },
): NewTask => ({
  ...declaredOf(task),
  ...{ plan: subject.id, item: null, number: task.number + 100, carriedFrom: task.id },
  startOn: subject.issuedOn,
  leadStanding: 'inferred',
  dueOn: task.dueOn === null ? null : form.dueOn,
  reviewOn: task.reviewOn === null ? null : `${subject.year}-12-31`,
})

const monthWords = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
const change = (now: number | null, before: number | null, unit: string) =>
  now === null || before === null || now === before
    ? ''
    : `，比上月${now > before ? '上升' : '下降'} ${Math.abs(Math.round((now - before) * 100) / 100)} ${unit}`

/** A line of a board of supervised tasks. */
type Line = Pick<BoardLine, 'key' | 'name' | 'count'> & { means: { percent?: number }; signals: { late?: number } }

/** How a plan stands on the day its bulletin is drafted. */
type Standing = Pick<BulletinFacts<typeof plan>, 'within' | 'month' | 'today' | 'late'> & {
  boards: { agencies: readonly Line[]; counties: readonly Line[] }
  numbers: { onTrack: Compared; progress: Compared }
}

/** A board as the rows of a table: by mean progress, the furthest first; equal ones share a rank. */
const ranked = (lines: readonly Line[]) => {
  const sorted = lines.toSorted((a, b) => (b.means.percent ?? 0) - (a.means.percent ?? 0))
  const rankOf = (line: Line) => sorted.findIndex((one) => one.means.percent === line.means.percent) + 1
  return sorted.map((line) => ({
    ...{ rank: String(rankOf(line)), agency: line.name, tasks: String(line.count) },
    ...{ percent: `${line.means.percent ?? 0}%`, late: String(line.signals.late ?? 0) },
  }))
}

const overview = ({ today, boards, numbers, late, within }: Standing) => {
  const { onTrack, progress } = numbers
  const all = boards.agencies.reduce((sum, line) => sum + line.count, 0)
  return `截至${today.slice(0, 4)}年${Number(today.slice(5, 7))}月${Number(today.slice(8))}日，《${within.title}》分解的任务共督办 ${all} 件，按期率 ${onTrack.now ?? 0}%${change(onTrack.now, onTrack.before, '个百分点')}；平均进度 ${progress.now ?? 0}%${change(progress.now, progress.before, '个百分点')}；逾期 ${late.length} 件。`
}

/** Drafts the month's bulletin: what the numbers say, who is late, who stands where, and what is asked of whom. */
export const draftBulletin = (facts: Standing): NewRecord<typeof bulletin> => ({
  plan: facts.within.id,
  month: facts.month,
  year: Number(facts.today.slice(0, 4)),
  title: `关于${monthWords(facts.month)}数字盐城重点任务推进情况的通报`,
  recipients: '各县（市、区）人民政府，盐城经济技术开发区、盐南高新区管委会，市各有关部门和单位',
  overview: overview(facts),
  ...tables(facts),
  demands: demands(facts),
  to: [],
  standing: 'draft',
})

const tables = ({ late, boards }: Standing) => ({
  late: late.map(({ title, agency, dueOn, days, state }) => ({
    task: title,
    agency,
    due: dueOn,
    days: String(days),
    state,
  })),
  agencies: ranked(boards.agencies),
  counties: ranked(boards.counties),
  proposedTo: [...boards.agencies, ...boards.counties].flatMap(({ key }) => key ?? []),
})

const demands = ({ late }: Standing) =>
  late.length === 0
    ? '请各单位保持进度，按月报送进展并附凭证。'
    : `请${[...new Set(late.map((one) => one.agency))].join('、')}逐件说明原因，拿出完成计划，十个工作日内报市数据局；确需延期的，按程序申请。其他单位按月报送进展并附凭证。`
