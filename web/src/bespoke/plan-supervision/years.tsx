import { Link } from 'react-router'
import { useManifest } from '../../shell/reader.ts'
import type { Plan } from './plan-data.ts'
import '../../look/places.css'

/** Every plan by its year, newest first; drafts, closed and withdrawn ones say so. `place` keeps to the same page of each. */
export function Years({ plans, plan, place = '' }: { plans: Plan[]; plan: Plan; place?: string }) {
  const standings = useManifest().registers['plan']?.fields['standing']?.options ?? {}
  if (plans.length < 2) return null
  const once = (year: number) => plans.filter((one) => one.year === year).length === 1
  return (
    <nav className="yrs no-print" aria-label="各年计划">
      <span>年度</span>
      {plans
        .toSorted((a, b) => Number(b.year) - Number(a.year))
        .map((one) => (
          <Link
            key={one.id}
            to={`/plan/${one.id}${place}`}
            title={one.title}
            aria-current={one.id === plan.id ? 'page' : undefined}
          >
            {once(one.year) ? `${one.year}年` : one.title}
            {one.standing === 'adopted' ? '' : `（${standings[one.standing] ?? one.standing}）`}
          </Link>
        ))}
    </nav>
  )
}
