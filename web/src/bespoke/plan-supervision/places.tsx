import { Places as Line } from '../../look/places.tsx'
import { useManifest } from '../../shell/reader.ts'
import type { Plan } from './plan-data.ts'

/** On a page of its own: back to the plan, and to the other ways of looking at it. */
export function Places({ plan, here }: { plan: Plan; here: 'board' | 'timeline' }) {
  const { cases } = useManifest()
  const at = `/plan/${plan.id}`
  const places = [
    { name: 'read', title: '正文', to: at },
    { name: 'table', title: '分解表', to: `${at}?view=table` },
    ...(Object.keys(cases).length > 0 ? [{ name: 'board', title: '看板', to: `${at}/board` }] : []),
    { name: 'timeline', title: '时间线', to: `${at}/timeline` },
    { name: 'indicators', title: '指标', to: `/indicators?within=${plan.id}` },
  ]
  return <Line label="同一份计划的读法" places={places} here={here} />
}
