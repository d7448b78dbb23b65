import type { ReactNode } from 'react'
import './progress.css'

export interface Moment {
  id: string
  at: string
  when: string
  who: string
  act: string
  words?: ReactNode
  /** Taken back afterwards: struck through, and said so. */
  gone?: boolean
  /** Its evidence. */
  seal?: ReactNode
}

/** What happened, newest first: who in bold, the act, and what was said. */
export function Timeline({ moments }: { moments: Moment[] }) {
  return (
    <ol className="tm">
      {moments.map((moment, at) => (
        <li key={moment.id} className={moment.gone ? 'gone' : at === 0 ? 'now' : undefined}>
          <time dateTime={moment.at}>{moment.when}</time>
          <b>{moment.who}</b> {moment.gone ? <s>{moment.act}</s> : moment.act}
          {moment.gone ? <span className="gw">已撤销</span> : null}
          {moment.words ? <div className="w">{moment.words}</div> : null}
          {moment.seal}
        </li>
      ))}
    </ol>
  )
}
