import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CaseFace } from '../../../../platform/manifest.ts'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import * as queries from '../../shell/queries.ts'
import { useManifest } from '../../shell/reader.ts'
import { CaseTable } from '../case-table.tsx'
import { useListAddress } from '../list-address.ts'
import { isNumeric } from '../numeric.ts'
import type { Line } from './board-data.ts'

/** The cases of one region of the map, the nearest due first. */
export function RegionCases(props: {
  face: CaseFace
  conditions: URLSearchParams
  asks: Record<string, string>
  line: Line
}) {
  const { face, conditions, asks, line } = props
  const manifest = useManifest()
  const { query, change } = useListAddress()
  const sort = query.get('sort') ?? 'dueOn'
  const asked = new URLSearchParams([...conditions, ...Object.entries({ ...asks, sort, limit: '100' })])
  const found = useQuery(queries.cases(face.name, String(asked)))
  const fields = manifest.registers[face.subject]?.fields ?? {}
  const page = manifest.pages.find((one) => one.kind === 'cases' && one.of === face.name)
  if (found.error)
    return <Failed inside what={`${line.name}的${face.title}`} error={found.error} retry={() => void found.refetch()} />
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
        columns={(page?.columns ?? []).filter((column) => isNumeric(fields[column]))}
        sort={sort}
        change={(next) => change({ sort: next })}
        showRegion={false}
      />
    </section>
  )
}
