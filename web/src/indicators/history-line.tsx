import { Chart } from '../look/chart.tsx'
import { figure, monthWords, numberWords } from './figures.ts'
import type { MonthNumber } from './readings.ts'

/** Month by month as one line over nothing: a year's points bear their numbers, more only the last; the table has all. */
export function HistoryLine(props: {
  months: MonthNumber[]
  unit: string
  title: string
  /** The present number of a level, drawn dashed after the last kept month. */
  now: number | null
}) {
  const { months, unit, title, now } = props
  const last = months.length - 1
  const long = months.length > 12
  const today = now === null ? [] : [now]
  const says = [
    ...months.map(({ month, number }) => `${monthWords(month)} ${numberWords(number, unit)}`),
    ...today.map((number) => `今天 ${numberWords(number, unit)}`),
  ]
  const point = (number: number | null, labelled: boolean) => ({
    value: number,
    label: { show: labelled, formatter: number === null ? '' : figure(number) },
  })
  return (
    <Chart
      label={`${title}历月：${says.join('，')}`}
      says={says}
      option={{
        xAxis: {
          type: 'category',
          data: [
            ...months.map(({ month }, at) =>
              monthWords(month).slice(long || at === 0 || month.endsWith('-01') ? 0 : 5),
            ),
            ...today.map(() => '今天'),
          ],
        },
        yAxis: { type: 'value' },
        series: [
          { type: 'line', data: months.map(({ number }, at) => point(number, !long || at === last)) },
          {
            type: 'line',
            data: [
              ...months.map(({ number }, at) => ({ ...point(at === last ? number : null, false), symbol: 'none' })),
              ...today.map((number) => point(number, true)),
            ],
            lineStyle: { type: 'dashed', width: 1.5 },
            itemStyle: { color: 'var(--salt)', borderColor: 'var(--teal)', borderWidth: 1.75 },
          },
        ],
      }}
    />
  )
}
