import './marks.css'

const figures = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 })
const ways = {
  up: { word: '升', path: 'M6 10V2.4M2.8 5.6L6 2.4l3.2 3.2' },
  down: { word: '降', path: 'M6 2v7.6M2.8 6.4L6 9.6l3.2-3.2' },
  level: { word: '平', path: 'M2 4.4h8M2 7.6h8' },
}

/** How far a number moved: arrow, word and amount; a dash where there is nothing to compare with. */
export function Change({ by, unit }: { by: number | null; unit?: string }) {
  if (by === null)
    return (
      <span className="m">
        —<span className="sr">没有留存</span>
      </span>
    )
  const rounded = Math.round(by * 100) / 100
  const way = ways[rounded > 0 ? 'up' : rounded < 0 ? 'down' : 'level']
  return (
    <span className={rounded === 0 ? 'cg m' : 'cg'}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={way.path} />
      </svg>
      {way.word}
      {rounded === 0 ? null : ` ${figures.format(Math.abs(rounded))}`}
      {rounded === 0 || !unit ? null : ` ${unit}`}
    </span>
  )
}
