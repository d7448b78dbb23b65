import './marks.css'

/** How far a part of a hundred is, drawn beside its number or alone. */
export function PercentBar({ value }: { value: number }) {
  return (
    <span className="pg" aria-hidden="true">
      <i style={{ width: `${Math.min(100, value)}%` }} />
    </span>
  )
}

/** A percent as it was reported, with its bar; nothing reported is said. */
export function Percent({ value }: { value: unknown }) {
  if (typeof value !== 'number') return <span className="m">未报</span>
  return (
    <>
      {value}%
      <PercentBar value={value} />
    </>
  )
}
