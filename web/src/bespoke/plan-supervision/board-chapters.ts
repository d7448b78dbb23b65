import { useQuery } from '@tanstack/react-query'
import type { Way } from '../../render/board/ways.ts'
import { addressed } from '../../render/list-address.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest } from '../../shell/reader.ts'
import { supervision, type Plan, type PlanItem, type PlanTask } from './plan-data.ts'

/** The plan's own way of drawing its board: what its tasks belong to, brought together by chapter; and the chapter of a task. */
export function useChapters(plan: Plan, enabled: boolean): { way: Way | undefined; ofTask: (task: string) => string } {
  const face = useManifest().cases[supervision]
  const of = `filter.plan=${plan.id}`
  const items = (useQuery({ ...queries.allRecords('plan-item', of), enabled }).data ?? []) as PlanItem[]
  const tasks = (useQuery({ ...queries.allRecords('plan-task', of), enabled }).data ?? []) as PlanTask[]
  const ofItem = (item: string | null | undefined) => String(items.find(({ id }) => id === item)?.chapterNumber ?? '')
  const way = face && {
    ...{ name: 'chapter', title: '按章', column: '章', unit: '章', face, by: 'subject.item', ordered: true },
    lineOf: ofItem,
    nameOf: (key: string) =>
      items.find(({ chapterNumber }) => String(chapterNumber) === key)?.chapter ?? '没有对应条目的任务',
    asks: () => ({}),
    to: (key: string, light: string | null = null) =>
      `/plan/${plan.id}${addressed(new URLSearchParams({ view: 'table', chapter: key || '0' }), { light })}`,
  }
  return { way, ofTask: (task) => ofItem(tasks.find(({ id }) => id === task)?.item) }
}
