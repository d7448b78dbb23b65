import { Link } from 'react-router'
import { metIn } from '../navigation.ts'
import { useManifest } from '../reader.ts'

/** What whoever leads looks at before anything else; nothing for whoever meets nothing first. */
export function First() {
  const first = metIn(useManifest(), 'home')
  if (first.length === 0) return null
  return (
    <nav className="first no-print" aria-label="先看这些">
      {first.map(({ to, title, says }) => (
        <Link key={to} to={to}>
          <b>{title}</b>
          {says ? <small>{says}</small> : null}
        </Link>
      ))}
    </nav>
  )
}
