import type { ReactNode } from 'react'
import './progress.css'

export interface Moment {
  id: string
  at: string
  when: string
  who: string
  act: string
  words?: ReactNode
}

/** What happened, newest first: who in bold, the act, and what was said. */
export function Timeline({ moments }: { moments: Moment[] }) {
  return (
    <ol className="tm">
      {moments.map((moment, at) => (
        <li key={moment.id} className={at === 0 ? 'now' : undefined}>
          <time dateTime={moment.at}>{moment.when}</time>
          <b>{moment.who}</b> {moment.act}
          {moment.words ? <div className="w">{moment.words}</div> : null}
        </li>
      ))}
    </ol>
  )
}
