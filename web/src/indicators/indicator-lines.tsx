import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Change } from '../look/change.tsx'
import { useListAddress } from '../render/list-address.ts'
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
  const to = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(query)
    for (const [name, value] of Object.entries({ agency: null, region: null, after: null, ...changes }))
      if (value === null) next.delete(name)
      else next.set(name, value)
    return `?${next}`
  }
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
      <table className="dt">
        <caption className="sr">{per === 'agency' ? '各部门' : '各地区'}</caption>
        <thead>
          <tr>
            <th scope="col">{per === 'agency' ? '部门' : '地区'}</th>
            <th scope="col" className="num">
              现在
            </th>
            {parts ? (
              <th scope="col" className="num">
                {face.formula === 'share' ? '计入 / 全部' : '合计 / 个数'}
              </th>
            ) : null}
            {face.flow ? null : (
              <th scope="col" className="num">
                比 {Number(month.slice(5))} 月底
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <td className="nm">
                <Link to={`${to({ [per]: line.key })}#rows`} preventScrollReset>
                  {per === 'agency' ? names.agency(line.key) : <RegionName code={line.key ?? ''} />}
                </Link>
              </td>
              <td className="num">
                <span className="lab">现在</span>
                {numberWords(line.number, face.unit)}
              </td>
              {parts ? (
                <td className="num m">
                  <span className="lab">{face.formula === 'share' ? '计入 / 全部' : '合计 / 个数'}</span>
                  {figure(line.value)} / {figure(line.among)}
                </td>
              ) : null}
              {face.flow ? null : (
                <td className="num">
                  <span className="lab">比 {Number(month.slice(5))} 月底</span>
                  {before.isPending ? null : <Change by={moved(line)} />}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
