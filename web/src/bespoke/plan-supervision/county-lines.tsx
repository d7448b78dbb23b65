import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseRow } from '../../../../platform/manifest.ts'
import { Light } from '../../look/light.tsx'
import { casesPath } from '../../shell/navigation.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest, useNames } from '../../shell/reader.ts'
import { countySupervision, type Line } from './plan-data.ts'

/** How the counties carry the rows out; read when opened. */
export function CountyLines({ lines }: { lines: Line[] }) {
  const manifest = useManifest()
  const names = useNames()
  const [open, setOpen] = useState(false)
  const face = manifest.cases[countySupervision]
  const parents = lines.flatMap((line) => (line.case ? [line.case.id] : []))
  const answers = useQueries({
    queries: parents.map((parent) => ({
      ...queries.allCases(countySupervision, `parent=${parent}`),
      enabled: open && !!face,
    })),
  })
  if (!face || parents.length === 0) return null
  const rows: CaseRow[] = answers.flatMap((answer) => answer.data ?? [])
  const pending = open && answers.some((answer) => answer.isPending)
  const failed = answers.some((answer) => answer.isError)
  return (
    <section>
      <h3>
        <button type="button" className="tog" aria-expanded={open} onClick={() => setOpen(!open)}>
          {face.title}
        </button>
        <span>{open && !pending ? `${rows.length} 件` : ''}</span>
      </h3>
      {open && !pending && rows.length === 0 ? (
        <p className="cap">{failed ? '没有取到，或当前身份看不到各地的办理。' : '还没有分到各地。'}</p>
      ) : null}
      {open && rows.length > 0 ? (
        <table className="ct">
          <caption className="sr">{face.title}</caption>
          <tbody>
            {rows.map((row) => {
              const light = row.signal ? face.signals[row.signal] : undefined
              const percent = row.facts['percent']
              return (
                <tr key={row.id}>
                  <td>
                    <Link to={`${casesPath(manifest, countySupervision)}/${row.id}`}>
                      {names.region(row.region) || names.agency(row.agency) || row.title}
                    </Link>
                  </td>
                  <td className="num">{typeof percent === 'number' ? `${percent}%` : face.states[row.state]?.title}</td>
                  <td className="num">{light ? <Light face={light} /> : null}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
