import { figure, monthWords, numberWords } from './figures.ts'
import type { MonthNumber } from './readings.ts'

const width = 720
const height = 160
const floor = 132

/** Month by month as one line over nothing: the last point bears its number, the table under it bears them all. */
export function HistoryLine(props: {
  months: MonthNumber[]
  unit: string
  title: string
  /** The present number of a level, drawn dashed after the last kept month. */
  now: { day: string; number: number | null } | null
}) {
  const { months, unit, title, now } = props
  const kept = months.flatMap(({ month, number }) => (number === null ? [] : [{ month, number }]))
  const present = now && now.number !== null ? now.number : null
  const numbers = [...kept.map(({ number }) => number), ...(present === null ? [] : [present])]
  const top = Math.max(1, ...numbers) * 1.1
  const places = numbers.length
  const x = (at: number) => (places === 1 ? width / 2 : 36 + (at * (width - 108)) / (places - 1))
  const y = (number: number) => floor - (number / top) * (floor - 20)
  const points = kept.map(({ number }, at) => `${x(at)},${y(number)}`)
  const last = kept.at(-1)
  const label = kept.map(({ month, number }) => `${monthWords(month)} ${numberWords(number, unit)}`).join('，')
  return (
    <svg className="hl" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}历月：${label}`}>
      <path className="ba" d={`M0 ${floor}H${width}`} />
      <polyline className="li" points={points.join(' ')} />
      {last && present !== null ? (
        <path className="to" d={`M${x(kept.length - 1)} ${y(last.number)}L${x(kept.length)} ${y(present)}`} />
      ) : null}
      {kept.map(({ month, number }, at) => (
        <g key={month}>
          <circle className="dot" cx={x(at)} cy={y(number)} r="3.5" />
          <text x={x(at)} y={y(number) - 10}>
            {figure(number)}
          </text>
          <text className="mo1" x={x(at)} y={floor + 20}>
            {Number(month.slice(5)) === 1 || at === 0 ? `${month.slice(0, 4)}年` : ''}
            {Number(month.slice(5))}月
          </text>
        </g>
      ))}
      {present === null ? null : (
        <g>
          <circle className="dot now1" cx={x(kept.length)} cy={y(present)} r="3.5" />
          <text x={x(kept.length)} y={y(present) - 10}>
            {figure(present)}
          </text>
          <text className="mo1" x={x(kept.length)} y={floor + 20}>
            今天
          </text>
        </g>
      )}
    </svg>
  )
}
