import { lazy, Suspense } from 'react'
import type { ChartOption } from './drawn-chart.tsx'
import './chart.css'

/** Fetched with the first chart that is looked at; where it cannot be had, the page stands without its drawing. */
const DrawnChart = lazy(() =>
  import('./drawn-chart.tsx').then(
    ({ DrawnChart }) => ({ default: DrawnChart }),
    () => ({ default: () => <p className="cap">图没有取到，数字不受影响。</p> }),
  ),
)

/** Numbers as a drawing that says in words what it shows: plain data in, the dress is the house's. */
export function Chart(props: {
  label: string
  /** Each place of the category axis in words, shown when it is pointed at or reached by the arrow keys. */
  says: string[]
  option: ChartOption
}) {
  return (
    <Suspense fallback={<div className="chart" role="img" aria-label={props.label} />}>
      <DrawnChart {...props} />
    </Suspense>
  )
}
