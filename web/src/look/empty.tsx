import type { ReactNode } from 'react'
import './states.css'

/** Nothing here: one sentence that says why, and what can be done. */
export function Empty({ says, children }: { says: ReactNode; children?: ReactNode }) {
  return (
    <div className="st8 small">
      <p>{says}</p>
      {children ? <div className="do">{children}</div> : null}
    </div>
  )
}
