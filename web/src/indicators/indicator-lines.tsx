import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Change } from '../look/change.tsx'
import { addressed, useListAddress } from '../render/list-address.ts'
import { Table } from '../render/table.tsx'
import { RegionName } from '../render/value.tsx'
import { useNames } from '../shell/reader.ts'
import { figure, numberWords } from './figures.ts'
import { oneIndicator, useLastMonth, type IndicatorFace, type IndicatorLine, type Per } from './readings.ts'

const pers: [Per, string][] = [
  ['agency', '按部门'],
  ['region', '按地区'],
]

/** The number by agency or by region; each line narrows the rows below to its own. */
export function IndicatorLines({ face, within }: { face: IndicatorFace; within: string | null }) {
  const { query } = useListAddress()
  const names = useNames()
  const month = useLastMonth()
  const per: Per = query.get('per') === 'region' ? 'region' : 'agency'
  const now = useQuery(oneIndicator(face.name, { within, per }))
  const before = useQuery({ ...oneIndicator(face.name, { within, per, month }), enabled: !face.flow })
  const linesOf = (answer: typeof now.data) => (answer && !answer.withdrawn ? answer.lines : [])
  const past = new Map(linesOf(before.data).map((line) => [line.key, line]))
  const lines = linesOf(now.data)
    .filter((line) => line.key)
    .toSorted((a, b) => (b.number ?? -1) - (a.number ?? -1))
  const to = (changes: Record<string, string | null>) =>
    addressed(query, { agency: null, region: null, after: null, ...changes })
  const parts = face.formula === 'share' || face.formula === 'mean'
  const moved = (line: IndicatorLine) => {
    const earlier = past.get(line.key)?.number ?? null
    return line.number === null || earlier === null ? null : line.number - earlier
  }
  if (now.data && lines.length === 0) return null
  return (
    <section>
      <h2>
        {per === 'agency' ? '各部门' : '各地区'}
        <span className="cap pers no-print">
          {pers.map(([name, title]) => (
            <Link
              key={name}
              to={to({ per: name })}
              aria-current={name === per ? 'true' : undefined}
              preventScrollReset
              replace
            >
              {title}
            </Link>
          ))}
        </span>
      </h2>
      <Table
        caption={per === 'agency' ? '各部门' : '各地区'}
        rows={lines}
        keyOf={({ key }) => key ?? ''}
        columns={[
          {
            ...{ title: per === 'agency' ? '部门' : '地区', as: 'nm' },
            cell: ({ key }) => (
              <Link to={`${to({ [per]: key })}#rows`} preventScrollReset>
                {per === 'agency' ? names.agency(key) : <RegionName code={key ?? ''} />}
              </Link>
            ),
          },
          { title: '现在', num: true, cell: (line) => numberWords(line.number, face.unit) },
          parts && {
            ...{ title: face.formula === 'share' ? '计入 / 全部' : '合计 / 个数', num: true, as: 'm' },
            cell: ({ value, among }) => `${figure(value)} / ${figure(among)}`,
          },
          !face.flow && {
            ...{ title: `比 ${Number(month.slice(5))} 月底`, num: true },
            cell: (line) => (before.isPending ? null : <Change by={moved(line)} />),
          },
        ]}
      />
    </section>
  )
}
