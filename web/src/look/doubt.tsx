import type { ReactNode } from 'react'
import './marks.css'

/** Words of a text at which a doubt stands: a wavy line, and a word for the ear. */
export function DoubtedWords({ children, says }: { children: ReactNode; says: string }) {
  return (
    <span className="db" title={says}>
      {children}
      <span className="sr">（此处存疑）</span>
    </span>
  )
}

/** The note beside a doubt: both readings, or how it was settled. */
export function DoubtNote({ says, settled }: { says: ReactNode; settled?: boolean }) {
  return (
    <div className={settled ? 'dbn settled' : 'dbn'}>
      <span>{says}</span>
    </div>
  )
}
