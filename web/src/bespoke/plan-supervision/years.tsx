import { Link } from 'react-router'
import { useManifest } from '../../shell/reader.ts'
import type { Plan } from './plan-data.ts'
import '../../look/places.css'

/** Plans by their years, newest first; drafts, closed and withdrawn ones say so. `to` keeps to the same page of each. */
export function Years(props: {
  label?: string
  plans: Plan[]
  /** The one that is seen. */
  plan: Plan | undefined
  to?: (one: Plan) => string
}) {
  const { label = '各年计划', plans, plan, to = ({ id }: Plan) => `/plan/${id}` } = props
  const standings = useManifest().registers['plan']?.fields['standing']?.options ?? {}
  if (plans.every(({ id }) => id === plan?.id)) return null
  const once = (year: number) => plans.filter((one) => one.year === year).length === 1
  return (
    <nav className="yrs no-print" aria-label={label}>
      <span>年度</span>
      {plans
        .toSorted((a, b) => Number(b.year) - Number(a.year))
        .map((one) => (
          <Link key={one.id} to={to(one)} title={one.title} aria-current={one.id === plan?.id ? 'page' : undefined}>
            {once(one.year) ? `${one.year}年` : one.title}
            {one.standing === 'adopted' ? '' : `（${standings[one.standing] ?? one.standing}）`}
          </Link>
        ))}
    </nav>
  )
}
