import type { practice } from '#commons/capability'
import type { NewRecord, RecordOf, Seen } from '#platform'
import { whose, type answer, type jointProject, type projectMilestone, type result } from './registers.ts'

type Answer = RecordOf<typeof answer>
type Project = RecordOf<typeof jointProject>

interface Terms {
  form: { startsOn: string; endsOn: string; milestones: readonly { title: string; dueOn: string }[] }
}
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/u.test(text) && !Number.isNaN(Date.parse(text))

/** A project ends after it begins, and each of its milestones falls due within it. */
export const withinTheProject = ({ form: { startsOn, endsOn, milestones } }: Terms): string | undefined => {
  if (endsOn <= startsOn) return '项目结束的日期应在开始以后，请改日期'
  if (milestones.length === 0) return '还没有里程碑，请至少写一个'
  for (const { title, dueOn } of milestones) {
    if (title.trim() === '' || title.length > 100) return '每个里程碑都要有名称，不超过 100 个字'
    if (!isDay(dueOn)) return `“${title}”的完成日期请写成 2025-06-30 这样`
    if (dueOn < startsOn || dueOn > endsOn) return `“${title}”的完成日期应在项目起止（${startsOn} 至 ${endsOn}）以内`
  }
  return undefined
}

/** A milestone is put off to a day that is to come, before the project ends. */
export const beforeTheEnd = ({
  form: { dueOn },
  record: { endsOn },
  today,
}: {
  form: { dueOn: string }
  record: { endsOn: string }
  today: string
}) => (dueOn > endsOn ? `项目 ${endsOn} 结束，里程碑不能更晚` : dueOn < today ? '请选今天或以后的日期' : undefined)

/** What both have signed, as their project; nothing of an answer without terms. */
export const asProject = ({ record: { id, ...one } }: { record: Answer }): NewRecord<typeof jointProject>[] => {
  const { challenge, title, organisation, rights, rightsWords, startsOn, endsOn, milestones } = one
  if (!title || !organisation || !rights || !rightsWords || !startsOn || !endsOn) return []
  const origin = `揭榜难题“${title.slice(0, 60)}”，${organisation.slice(0, 60)}承担，知识产权${whose[rights]}`
  const agreed = { rights, rightsWords, startsOn, endsOn, milestones, origin }
  return [{ standing: 'running', answer: id as never, challenge, title, organisation, ...agreed }]
}

/** What was agreed with it, each as a milestone. */
export const asMilestones = ({ record }: { record: Project }): NewRecord<typeof projectMilestone>[] =>
  record.milestones.map(({ title, dueOn }) => ({ project: record.id as never, title, dueOn, endsOn: record.endsOn }))

/** A result is accepted by what shows it. */
export const shownByPapers = ({ record: { evidence } }: { record: { evidence: readonly unknown[] } }) =>
  evidence.length === 0 ? '还没有成果材料，请退回并写明要补什么' : undefined

/** An adopted result as a capability of the agency that needed it. */
export const asCapability = ({ record }: { record: RecordOf<typeof result> }): NewRecord<typeof practice>[] => [
  { title: record.title, sort: 'capability', solves: record.words, origin: record.origin, users: 0, standing: 'draft' },
]

/** How a project or one of its milestones stands against its day. */
export const lights = {
  done: { title: '完成', shape: 'done' },
  late: { title: '逾期', shape: 'late' },
  ok: { title: '推进中', shape: 'ok' },
  gone: { title: '已停止', shape: 'stop' },
} as const

export const light = ({
  state,
  final,
  dueOn,
  today,
}: Seen<typeof jointProject> | Seen<typeof projectMilestone>): keyof typeof lights => {
  if (final) return state === 'met' || state === 'adopted' || state === 'finished' ? 'done' : 'gone'
  return dueOn !== null && today > dueOn ? 'late' : 'ok'
}
