import { useNavigate, useLocation, Link } from 'react-router'
import type { CaseFace, CaseRow } from '../../../platform/manifest.ts'
import { shortDate, wall } from '../look/dates.ts'
import { Light } from '../look/light.tsx'
import { Percent } from '../look/percent.tsx'
import { casesPath } from '../shell/navigation.ts'
import { useManifest, useNames, useNow } from '../shell/reader.ts'
import type { QueueState } from './case-queue.tsx'
import { useRowKeys } from './row-keys.ts'
import { isNumeric } from './numeric.ts'
import { Table, type Column } from './table.tsx'
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
  const state: QueueState = { queue: rows.map(path), from: pathname + search }
  const chosen = useRowKeys(rows.length, (at) => {
    const row = rows[at]
    if (row) void navigate(path(row), { state })
  })
  /** Without a due day there is nothing to sort by. */
  const dated = rows.some(({ dueOn }) => dueOn !== null)
  const lit = Object.keys(face.signals).length > 0
  const fields = columns.flatMap((name): (Column<CaseRow> & { num: boolean })[] => {
    const field = manifest.registers[face.subject]?.fields[name]
    if (!field) return []
    const cell = (row: CaseRow) => <Value field={field} value={row.record[name]} dense />
    return [{ title: field.label, num: isNumeric(field), as: 'm', cell }]
  })
  const facts = (widget: 'percent' | 'date', stands: Pick<Column<CaseRow>, 'num' | 'as'>) =>
    Object.entries(face.facts).flatMap(([name, field]): Column<CaseRow>[] => {
      const cell = ({ facts: { [name]: value } }: CaseRow) =>
        widget === 'percent' ? <Percent value={value} /> : <Value field={field} value={value} dense />
      return field.widget === widget ? [{ title: field.label, cell, ...stands }] : []
    })
  return (
    <Table<CaseRow>
      caption={face.title}
      rows={rows}
      keyOf={({ id }) => id}
      {...{ sort: dated ? sort : null, change, chosen }}
      columns={[
        ...fields.filter(({ num }) => num),
        {
          ...{ title: '事项', as: 'nm' },
          cell: (row) => (
            <Link to={path(row)} state={state}>
              {row.title}
            </Link>
          ),
        },
        ...fields.filter(({ num }) => !num),
        { title: '承办', as: 'fix', bare: true, cell: (row) => names.agency(row.agency) },
        face.handled && {
          ...{ title: '承办人', as: ({ handlerName }) => (handlerName ? 'fix' : 'fix m') },
          cell: ({ handlerName }) => handlerName ?? '—',
        },
        showRegion && { title: '地区', as: 'fix', bare: true, cell: (row) => names.region(row.region) || '全市' },
        lit && {
          ...{ title: '灯', as: 'fix', bare: true },
          cell: ({ signal }) => (signal && face.signals[signal] ? <Light face={face.signals[signal]} /> : '—'),
        },
        { title: '状态', as: 'fix', bare: true, cell: (row) => face.states[row.state]?.title },
        {
          ...{ title: '余工作日', num: true, ...(dated && { by: 'dueOn' }) },
          as: ({ workingDaysLeft: left, closedAt }) => (left !== null && left < 0 && !closedAt ? 'late' : undefined),
          tip: ({ dueOn }) => dueOn,
          cell: ({ workingDaysLeft: left, closedAt, stateDueAt, dueProvisional }) => (
            <>
              {closedAt ? (
                <span className="m">已结</span>
              ) : left === null ? (
                <span className="m">
                  {stateDueAt ? `${shortDate(wall(stateDueAt).date, now)} 前` : lit ? '持续' : '—'}
                </span>
              ) : (
                `${left < 0 ? '−' : ''}${Math.abs(left)}`
              )}
              {dueProvisional ? <span className="cap"> 暂定</span> : null}
            </>
          ),
        },
        ...facts('percent', { num: true }),
        ...facts('date', { as: 'fix' }),
        {
          ...{ title: '最近一步', bare: true, as: ({ lastStep }) => (lastStep ? 'm fix' : 'none') },
          cell: ({ lastStep }) => (lastStep ? `${shortDate(wall(lastStep.at).date, now)} ${lastStep.title}` : '—'),
        },
      ]}
    />
  )
}
