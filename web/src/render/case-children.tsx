import { Link } from 'react-router'
import type { CaseDetail } from '../../../platform/manifest.ts'
import { Light } from '../look/light.tsx'
import { casesPath } from '../shell/navigation.ts'
import { useManifest, useNames } from '../shell/reader.ts'
import { Value } from './value.tsx'

/** The cases below this one, by kind, each leading to its own page. */
export function CaseChildren({ detail }: { detail: CaseDetail }) {
  const manifest = useManifest()
  const names = useNames()
  const kinds = [...new Set(detail.children.map((one) => one.kind))]
  return kinds.map((kind) => {
    const face = manifest.cases[kind]
    const rows = detail.children.filter((one) => one.kind === kind)
    const percent = Object.entries(face?.facts ?? {}).find(([, field]) => field.widget === 'percent')
    return (
      <section key={kind}>
        <h2>
          {face?.title ?? '下级办件'}
          <span className="cap"> {rows.length} 件</span>
        </h2>
        <table className="op">
          <thead>
            <tr>
              <th scope="col">地区</th>
              <th scope="col">承办</th>
              <th scope="col">状态</th>
              {percent ? <th scope="col">{percent[1].label}</th> : null}
              <th scope="col">灯</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => {
              const light = one.signal ? face?.signals[one.signal] : undefined
              return (
                <tr key={one.id}>
                  <td>
                    <Link to={`${casesPath(manifest, kind)}/${one.id}`}>{names.region(one.region) || one.title}</Link>
                  </td>
                  <td>{names.agency(one.agency)}</td>
                  <td>{face?.states[one.state]?.title}</td>
                  {percent ? (
                    <td>
                      <Value field={percent[1]} value={one.facts[percent[0]]} dense />
                    </td>
                  ) : null}
                  <td>{light ? <Light face={light} /> : '—'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    )
  })
}
