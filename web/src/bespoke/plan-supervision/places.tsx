import { Places as Line, type Place } from '../../look/places.tsx'
import { useManifest } from '../../shell/reader.ts'
import type { View } from './address.ts'
import { useOthers, type Plan } from './plan-data.ts'

/** The ways of looking at a plan that have a page of their own. */
export function usePages({ id }: Plan): Place[] {
  const { cases } = useManifest()
  return [
    ...(Object.keys(cases).length > 0 ? [{ name: 'board', title: '看板', to: `/plan/${id}/board` }] : []),
    { name: 'timeline', title: '时间线', to: `/plan/${id}/timeline` },
  ]
}

const views: [View, string][] = [
  ['read', '正文'],
  ['table', '分解表'],
  ['compare', '对照'],
  ['years', '两年对照'],
  ['agency', '按部门'],
  ['date', '按时间'],
]

/** The readings that a plan has: with another year's only where there is one. */
export function useReadings(plan: Plan): typeof views {
  const others = useOthers(plan).length
  return views.filter(([name]) => name !== 'years' || others > 0)
}

/** All of them as one line above a page; a page of its own leads to the two that people come from, and to the numbers. */
export function Places({ plan, here, to }: { plan: Plan; here: string; to?: (view: View) => string }) {
  const at = `/plan/${plan.id}`
  const shown = useReadings(plan)
    .slice(0, to ? undefined : 2)
    .map(([name, title]) => ({
      ...{ name, title },
      to: to?.(name) ?? (name === 'read' ? at : `${at}?view=${name}`),
    }))
  const numbers = to ? [] : [{ name: 'indicators', title: '指标', to: `/indicators?within=${plan.id}` }]
  return <Line label="同一份计划的读法" places={[...shown, ...usePages(plan), ...numbers]} here={here} />
}
