import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { listPath } from '../../shell/navigation.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest } from '../../shell/reader.ts'
import { linePath } from './line-facts.ts'
import type { Line, Plan, PlanTask, Reading } from './plan-data.ts'

/** Where a row came from and where it went: split off, merged, carried over, each leading there. */
export function Origin({ line, reading }: { line: Line; reading: Reading }) {
  const manifest = useManifest()
  const find = (id: string | null | undefined) => (id ? reading.lines.find((one) => one.id === id) : undefined)
  const from = find(line.splitFrom)
  const into = find(line.mergedInto)
  const parts = reading.lines.filter((one) => one.splitFrom === line.id)
  const merged = reading.lines.filter((one) => one.mergedInto === line.id)
  const to = (one: Line) => (
    <Link key={one.id} to={linePath(manifest, one)}>
      {rowWords(one)}
    </Link>
  )
  return (
    <>
      {from ? <p className="cap">拆自{to(from)}</p> : null}
      {into ? <p className="cap">已并入{to(into)}</p> : null}
      {parts.length > 0 ? <p className="cap">拆出{parts.map(to)}</p> : null}
      {merged.length > 0 ? <p className="cap">并有{merged.map(to)}</p> : null}
      {line.carriedFrom ? <Carried id={line.carriedFrom} /> : null}
    </>
  )
}

/** The row of another year's plan that this one carries on. */
function Carried({ id }: { id: string }) {
  const manifest = useManifest()
  const found = useQuery({ ...queries.oneRecord('plan-task', id), staleTime: 300_000 })
  const task = found.data as (PlanTask & { plan: string }) | undefined
  const plan = useQuery({
    ...queries.oneRecord('plan', task?.plan ?? ''),
    enabled: task !== undefined,
    staleTime: 300_000,
  })
  const year = (plan.data as Plan | undefined)?.year
  return (
    <p className="cap">
      结转自
      <Link to={`${listPath(manifest, 'plan-task')}/${id}`}>
        {year ? `${year}年计划` : '上年计划'}
        {task ? rowWords(task) : ''}
      </Link>
    </p>
  )
}

/** 第 7 项第 2 行 */
function rowWords(line: PlanTask): string {
  return `第 ${line.number} 项${Number(line.part) > 1 ? `第 ${line.part} 行` : ''}`
}
