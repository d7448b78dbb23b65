import './progress.css'

export interface Station {
  name: string
  title: string
  standing: 'past' | 'current' | 'ahead'
  note?: string
}

/** The way of a case in one line: done filled, current a thick ring, ahead hollow. */
export function Stations({ stations }: { stations: Station[] }) {
  return (
    <ol className="stn" aria-label="办理进程">
      {stations.map((one) => (
        <li
          key={one.name}
          className={one.standing === 'past' ? 'p' : one.standing === 'current' ? 'c' : undefined}
          aria-current={one.standing === 'current' ? 'step' : undefined}
        >
          {one.title}
          {one.note ? <small>{one.note}</small> : null}
          <span className="sr">{{ past: '（已过）', current: '（现在）', ahead: '（未到）' }[one.standing]}</span>
        </li>
      ))}
    </ol>
  )
}
