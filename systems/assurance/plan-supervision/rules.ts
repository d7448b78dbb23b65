import { elapsedShare, type Seen } from '#platform'
import type { planTask } from './registers.ts'

/** Shape, word and colour of a task's light. */
export const lights = {
  done: { title: '完成', shape: 'done' },
  ok: { title: '按期', shape: 'ok' },
  near: { title: '偏慢', shape: 'near' },
  behind: { title: '滞后', shape: 'late' },
  late: { title: '逾期', shape: 'late' },
  on: { title: '持续', shape: 'on' },
  wait: { title: '未报', shape: 'wait' },
} as const

/**
 * Grey without a report; green while progress is at least the elapsed share less 10 points, amber to 25, red below or
 * once overdue; work that goes on has no pace.
 */
export function progressLight({
  record,
  facts,
  final,
  openedOn,
  dueOn,
  today,
}: Seen<typeof planTask>): keyof typeof lights {
  const percent = facts.percent as number | undefined
  if (final) return 'done'
  if (dueOn !== null && today > dueOn) return 'late'
  if (percent === undefined) return 'wait'
  if (dueOn === null) return 'on'
  const behind = 100 * elapsedShare(record.startOn ?? openedOn, dueOn, today) - percent
  return behind <= 10 ? 'ok' : behind <= 25 ? 'near' : 'behind'
}
