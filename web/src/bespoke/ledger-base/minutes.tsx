import { Chart } from '../../look/chart.tsx'
import { whole } from './chain-data.ts'

/** Leaves in each of the last minutes, the newest to the right. */
export function Minutes({ minutes }: { minutes: number[] }) {
  const most = Math.max(...minutes)
  const sum = minutes.reduce((all, one) => all + one, 0)
  const last = minutes.length - 1
  return (
    <section aria-labelledby="minutes">
      <h2 id="minutes">
        每分钟写入{' '}
        <span className="cap">
          最近 {minutes.length} 分钟，共 {whole(sum)} 片
        </span>
      </h2>
      <Chart
        label={`最近 ${minutes.length} 分钟共写入 ${sum} 片，最多的一分钟 ${most} 片，最近一分钟 ${minutes.at(-1) ?? 0} 片`}
        says={minutes.map(
          (leaves, at) =>
            `${at === last ? '最近一分钟' : `${last - at + 1} 至 ${last - at} 分钟前`} ${whole(leaves)} 片`,
        )}
        option={{
          xAxis: {
            type: 'category',
            data: minutes.map((_, at) => (at === last ? '现在' : `${last - at + 1} 分钟前`)),
            axisLabel: { interval: 9 },
          },
          yAxis: { type: 'value' },
          series: {
            type: 'bar',
            data: minutes.map((leaves, at) => ({
              // A minute with one leaf beside one with thousands is still seen.
              value: leaves && Math.max(leaves, most / 50),
              itemStyle: at === last ? { color: 'var(--teal)' } : {},
              label: { show: leaves > 0 && at === minutes.indexOf(most), formatter: whole(most) },
            })),
          },
        }}
      />
    </section>
  )
}
