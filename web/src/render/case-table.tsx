import { useNavigate, useLocation, Link } from 'react-router'
import type { CaseFace, CaseRow, FieldFace } from '../../../platform/manifest.ts'
import { shortDate, wall } from '../look/dates.ts'
import { Light } from '../look/light.tsx'
import { casesPath } from '../shell/navigation.ts'
import { useManifest, useNames, useNow } from '../shell/reader.ts'
import type { QueueState } from './case-queue.tsx'
import { Head } from './list-parts.tsx'
import { useRowKeys } from './row-keys.ts'
import { isNumeric } from './numeric.ts'
import { Value } from './value.tsx'

/** Cases as dense rows: light, working days left, reported percent, last step; J, K and Enter move and open. */
export function CaseTable(props: {
  face: CaseFace
  rows: CaseRow[]
  columns: string[]
  sort: string | null
  change: (sort: string) => void
  showRegion: boolean
}) {
  const { face, rows, columns, sort, change, showRegion } = props
  const manifest = useManifest()
  const names = useNames()
  const now = useNow()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const base = casesPath(manifest, face.name)
  const path = (row: CaseRow) => `${base}/${row.id}`
  const handed: QueueState = { queue: rows.map(path), from: pathname + search }
  const fields = manifest.registers[face.subject]?.fields ?? {}
  const known = columns.filter((column) => fields[column])
  const lead = known.filter((column) => isNumeric(fields[column]))
  const extra = known.filter((column) => !isNumeric(fields[column]))
  const facts = Object.entries(face.facts).filter(([, field]) => field.widget === 'percent')
  const days = Object.entries(face.facts).filter(([, field]) => field.widget === 'date')
  const chosen = useRowKeys(rows.length, (at) => {
    const row = rows[at]
    if (row) void navigate(path(row), { state: handed })
  })
  /** Without a due day there is nothing to sort by. */
  const dated = rows.some(({ dueOn }) => dueOn !== null)
  const lit = Object.keys(face.signals).length > 0
  return (
    <table className="dt">
      <caption className="sr">{face.title}</caption>
      <thead>
        <tr>
          {lead.map((column) => (
            <th key={column} scope="col" className="num">
              {fields[column]?.label}
            </th>
          ))}
          <th scope="col">事项</th>
          {extra.map((column) => (
            <th key={column} scope="col">
              {fields[column]?.label}
            </th>
          ))}
          <th scope="col">承办</th>
          {face.handled ? <th scope="col">承办人</th> : null}
          {showRegion ? <th scope="col">地区</th> : null}
          {lit ? <th scope="col">灯</th> : null}
          <th scope="col">状态</th>
          <Head name="dueOn" title="余工作日" num sort={dated ? sort : null} can={dated} change={change} />
          {facts.map(([name, field]) => (
            <th key={name} scope="col" className="num">
              {field.label}
            </th>
          ))}
          {days.map(([name, field]) => (
            <th key={name} scope="col">
              {field.label}
            </th>
          ))}
          <th scope="col">最近一步</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => {
          const light = row.signal ? face.signals[row.signal] : undefined
          const left = row.workingDaysLeft
          return (
            <tr key={row.id} data-chosen={chosen === at ? '' : undefined} data-row={at}>
              {lead.map((column) => (
                <td key={column} className="num m">
                  <span className="lab">{fields[column]?.label}</span>
                  <Value field={fields[column] as FieldFace} value={row.record[column]} dense />
                </td>
              ))}
              <td className="nm">
                <Link to={path(row)} state={handed}>
                  {row.title}
                </Link>
              </td>
              {extra.map((column) => (
                <td key={column} className="m">
                  <span className="lab">{fields[column]?.label}</span>
                  <Value field={fields[column] as FieldFace} value={row.record[column]} dense />
                </td>
              ))}
              <td className="fix">{names.agency(row.agency)}</td>
              {face.handled ? (
                <td className={row.handlerName ? 'fix' : 'fix m'}>
                  <span className="lab">承办人</span>
                  {row.handlerName ?? '—'}
                </td>
              ) : null}
              {showRegion ? <td className="fix">{names.region(row.region) || '全市'}</td> : null}
              {lit ? <td className="fix">{light ? <Light face={light} /> : '—'}</td> : null}
              <td className="fix">{face.states[row.state]?.title}</td>
              <td
                className={left !== null && left < 0 && !row.closedAt ? 'num late' : 'num'}
                title={row.dueOn ?? undefined}
              >
                <span className="lab">余工作日</span>
                {row.closedAt ? (
                  <span className="m">已结</span>
                ) : left === null ? (
                  <span className="m">
                    {row.stateDueAt ? `${shortDate(wall(row.stateDueAt).date, now)} 前` : lit ? '持续' : '—'}
                  </span>
                ) : (
                  `${left < 0 ? '−' : ''}${Math.abs(left)}`
                )}
                {row.dueProvisional ? <span className="cap"> 暂定</span> : null}
              </td>
              {facts.map(([name, field]) => (
                <td key={name} className="num">
                  <span className="lab">{field.label}</span>
                  <Percent value={row.facts[name]} />
                </td>
              ))}
              {days.map(([name, field]) => (
                <td key={name} className="fix">
                  <span className="lab">{field.label}</span>
                  <Value field={field} value={row.facts[name]} dense />
                </td>
              ))}
              <td className={row.lastStep ? 'm fix' : 'none'}>
                {row.lastStep ? `${shortDate(wall(row.lastStep.at).date, now)} ${row.lastStep.title}` : '—'}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Percent({ value }: { value: unknown }) {
  if (typeof value !== 'number') return <span className="m">未报</span>
  return (
    <>
      {value}%
      <span className="pg" aria-hidden="true">
        <i style={{ width: `${Math.min(100, value)}%` }} />
      </span>
    </>
  )
}
