import { useNarrow } from '../../look/narrow.ts'
import { whole } from './chain-data.ts'

const [height, floor] = [150, 122]

/** Leaves in each of the last minutes, the newest to the right. */
export function Minutes({ minutes }: { minutes: number[] }) {
  // Letters keep their size on a phone: the drawing gets narrower, not smaller.
  const width = useNarrow() ? 358 : 600
  const most = Math.max(...minutes, 1)
  const step = width / minutes.length
  const sum = minutes.reduce((all, one) => all + one, 0)
  const at = minutes.indexOf(most)
  return (
    <section aria-labelledby="minutes">
      <h2 id="minutes">
        每分钟写入{' '}
        <span className="cap">
          最近 {minutes.length} 分钟，共 {whole(sum)} 片
        </span>
      </h2>
      <svg
        className="mns"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`最近 ${minutes.length} 分钟共写入 ${sum} 片，最多的一分钟 ${most} 片，最近一分钟 ${minutes.at(-1) ?? 0} 片`}
      >
        <path className="ba" d={`M0 ${floor}H${width}`} />
        {minutes.map((leaves, i) => {
          const tall = leaves === 0 ? 0 : Math.max(2, (leaves / most) * (floor - 24))
          return (
            <rect
              key={i}
              className={i === minutes.length - 1 ? 'now1' : undefined}
              x={i * step + 2}
              y={floor - tall}
              width={step - 4}
              height={tall}
            />
          )
        })}
        {sum > 0 ? (
          <text x={Math.min(width - 30, Math.max(30, (at + 0.5) * step))} y={16} textAnchor="middle">
            {whole(most)}
          </text>
        ) : null}
        <text x={0} y={floor + 20}>
          {minutes.length} 分钟前
        </text>
        <text x={width} y={floor + 20} textAnchor="end">
          现在
        </text>
      </svg>
    </section>
  )
}
