import './states.css'

/** The coming layout in hairlines, shown only when it takes longer than a third of a second. It stands within a page, or for the `whole`. */
export function Loading({ lines = 6, whole = false }: { lines?: number; whole?: boolean }) {
  const hair = (
    <div className="hair" role="status">
      {whole ? null : <span className="sr">正在载入</span>}
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  )
  if (!whole) return hair
  return (
    <main id="main" tabIndex={-1}>
      <h1 className="sr">正在载入</h1>
      {hair}
    </main>
  )
}
