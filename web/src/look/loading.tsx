import './states.css'

/** The coming layout in hairlines, shown only when it takes longer than a third of a second. */
export function Loading({ lines = 6 }: { lines?: number }) {
  return (
    <div className="hair" role="status">
      <span className="sr">正在载入</span>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  )
}
