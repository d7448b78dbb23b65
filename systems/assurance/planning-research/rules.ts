import type { planTask } from '#commons/plan'
import type { NewRecord, RecordOf, Seen } from '#platform'
import type { milestone } from './registers.ts'

/** A milestone as a task of its year; its lead has been told long before, and confirms nothing anew. */
export const asTask = ({ record }: { record: RecordOf<typeof milestone> }): NewRecord<typeof planTask>[] => [
  {
    ...{ origin: 'milestone', lineage: `多年规划 ${record.year} 年度第${record.number}号里程碑“${record.title}”` },
    ...{ group: '多年规划里程碑', number: record.number, part: 1, title: record.title, content: record.content },
    ...{ lead: record.lead, support: record.support, leadStanding: 'confirmed' },
    ...{ startOn: record.startsOn, dueOn: record.dueOn, ongoing: false },
  },
]

interface Moved {
  form: { year: number; startsOn: string; dueOn: string }
  today: string
}

/** A milestone is moved to a year that goes on or is to come, to days of that year that have not passed. */
export const laterDays = ({ form: { year, startsOn, dueOn }, today }: Moved): string | undefined => {
  if (year < Number(today.slice(0, 4))) return `${year} 年已经收官，不能再调入里程碑，请选今年或以后的年度`
  if (![startsOn, dueOn].every((day) => day.startsWith(`${year}-`))) return `两个日期都应在 ${year} 年以内`
  if (startsOn <= today) return '转为任务的日期应在今天以后'
  return dueOn <= startsOn ? '完成日期应在转为任务的日期以后' : undefined
}

/** The check is midway, before the end. */
export const checkedInTime = ({
  form: { checkOn, until },
  today,
}: {
  form: { checkOn: string; until: string }
  today: string
}) => (checkOn <= today || until <= checkOn ? '中期检查应在今天以后、结题日期以前' : undefined)

/** How a milestone stands. */
export const milestoneLights = {
  done: { title: '完成', shape: 'done' },
  late: { title: '逾期', shape: 'late' },
  ok: { title: '当年任务', shape: 'ok' },
  wait: { title: '未到年度', shape: 'wait' },
  gone: { title: '已转出', shape: 'stop' },
} as const

export const milestoneLight = ({
  record,
  state,
  final,
  today,
}: Seen<typeof milestone>): keyof typeof milestoneLights => {
  if (final) return state === 'met' ? 'done' : 'gone'
  if (state === 'waiting') return 'wait'
  return today > record.dueOn ? 'late' : 'ok'
}
