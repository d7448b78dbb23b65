import { Link } from 'react-router'
import { useManifest } from '../../shell/reader.ts'
import type { Plan } from './plan-data.ts'
import './places.css'

type Place = 'read' | 'table' | 'board' | 'timeline' | 'indicators'

/** On a page of its own: back to the plan, and to the other ways of looking at it. */
export function Places({ plan, here }: { plan: Plan; here: Place }) {
  const { cases } = useManifest()
  const at = `/plan/${plan.id}`
  const places: [Place, string, string][] = [
    ['read', '正文', at],
    ['table', '分解表', `${at}?view=table`],
    ...(Object.keys(cases).length > 0 ? ([['board', '看板', `${at}/board`]] as [Place, string, string][]) : []),
    ['timeline', '时间线', `${at}/timeline`],
    ['indicators', '指标', `/indicators?within=${plan.id}`],
  ]
  return (
    <nav className="plc no-print" aria-label="同一份计划的读法">
      {places.map(([name, title, to]) => (
        <Link key={name} to={to} aria-current={name === here ? 'page' : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  )
}
