import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import type { CaseFace } from '../../../../../platform/manifest.ts'
import { Failed } from '../../../look/failed.tsx'
import { Loading } from '../../../look/loading.tsx'
import { CaseTable } from '../../../render/case-table.tsx'
import * as queries from '../../../shell/queries.ts'
import type { Line } from './board-data.ts'

/** What one county carries out of the plan, the nearest due first. */
export function CountyCases({ face, plan, line }: { face: CaseFace; plan: string; line: Line }) {
  const [query, setQuery] = useSearchParams()
  const sort = query.get('order') ?? 'dueOn'
  const found = useQuery(
    queries.cases(face.name, `filter.plan=${plan}&agency=${encodeURIComponent(line.key)}&sort=${sort}&limit=100`),
  )
  if (found.error)
    return <Failed inside what={`${line.name}的任务`} error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading />
  return (
    <section className="cty">
      <h2>
        {line.name}的 {line.count} 件
        <Link className="cap" to={line.to()}>
          在列表中看
        </Link>
      </h2>
      <CaseTable
        face={face}
        rows={found.data.rows}
        columns={['number']}
        sort={sort}
        change={(next) => {
          const changed = new URLSearchParams(query)
          changed.set('order', next)
          setQuery(changed, { replace: true, preventScrollReset: true })
        }}
        showRegion={false}
      />
    </section>
  )
}
