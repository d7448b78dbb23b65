import { Link } from 'react-router'
import type { CaseDetail, CaseFace, FieldFace, SignalFace } from '../../../platform/manifest.ts'
import { Light } from '../look/light.tsx'
import { Percent } from '../look/percent.tsx'
import { casesPath } from '../shell/navigation.ts'
import { useManifest, useNames } from '../shell/reader.ts'
import { Value } from './value.tsx'

type Child = CaseDetail['children'][number]

/** The cases below this one, each leading to its own page: those of many places that report in percent as one table, others apart. */
export function CaseChildren({ detail }: { detail: CaseDetail }) {
  const { cases } = useManifest()
  const kinds = Object.entries(Object.groupBy(detail.children, (one) => one.kind))
  const reported = (kind: string) =>
    Object.entries(cases[kind]?.facts ?? {}).find(([, field]) => field.widget === 'percent')
  return kinds
    .toSorted(([a], [b]) => Number(reported(b) !== undefined) - Number(reported(a) !== undefined))
    .map(([kind, rows = []]) => {
      const face = cases[kind]
      const percent = reported(kind)
      if (percent && rows.length > 1) return <Units key={kind} face={face} kind={kind} rows={rows} fact={percent} />
      return <Apart key={kind} face={face} kind={kind} rows={rows} above={detail.title} />
    })
}

function Units(props: { face: CaseFace | undefined; kind: string; rows: Child[]; fact: [string, FieldFace] }) {
  const { face, kind, rows, fact } = props
  const [name, field] = fact
  const manifest = useManifest()
  const names = useNames()
  const numbers = rows.flatMap((row) => (typeof row.facts[name] === 'number' ? [row.facts[name]] : []))
  const mean = Math.round(numbers.reduce((sum, one) => sum + one, 0) / rows.length)
  return (
    <section>
      <h2>
        {face?.title ?? '下级办件'}
        <span className="cap">
          {rows.length} 件，已报 {numbers.length} 件
          {numbers.length > 0
            ? `，平均${field.label} ${mean}%${numbers.length < rows.length ? '（没有报的按 0 计）' : ''}`
            : ''}
        </span>
      </h2>
      <table className="op">
        <caption className="sr">{face?.title}</caption>
        <thead>
          <tr>
            <th scope="col">地区</th>
            <th scope="col">状态</th>
            <th scope="col">灯</th>
            <th scope="col" className="num">
              {field.label}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const light = row.signal ? face?.signals[row.signal] : undefined
            return (
              <tr key={row.id}>
                <td>
                  <Link to={`${casesPath(manifest, kind)}/${row.id}`}>
                    {names.region(row.region) || names.agency(row.agency)}
                  </Link>
                </td>
                <td className="fix">{face?.states[row.state]?.title}</td>
                <td className="fix">{light ? <Light face={light} /> : '—'}</td>
                <td className="num">
                  <Percent value={row.facts[name]} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** The light of a case, where it has one. */
const Lit = ({ face }: { face: SignalFace | undefined }) => (face ? <Light face={face} /> : null)

/** @param above what the case above is called: one below that is about something else says its own name */
function Apart(props: { face: CaseFace | undefined; kind: string; rows: Child[]; above: string }) {
  const { face, kind, rows, above } = props
  const manifest = useManifest()
  const names = useNames()
  const facts = Object.entries(face?.facts ?? {})
  return (
    <section>
      <h2>
        {rows[0]?.of}
        <span className="cap">{rows.length} 件</span>
      </h2>
      <ul className="apart">
        {rows.map((row) => (
          <li key={row.id}>
            {face ? <Link to={`${casesPath(manifest, kind)}/${row.id}`}>{row.stands}</Link> : <b>{row.stands}</b>}
            {row.title === above ? null : <span>{row.title}</span>}
            <span className="m">{names.agency(row.agency)}</span>
            <Lit face={face?.signals[row.signal ?? '']} />
            {facts.map(([name, field]) => (
              <span key={name}>
                <span className="m">{field.label}</span> <Value field={field} value={row.facts[name]} />
              </span>
            ))}
            {row.said.map(({ label, words }) => (
              <span key={label}>
                <span className="m">{label}</span> {words}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
