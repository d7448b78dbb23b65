import type { ReactNode } from 'react'
import { Link } from 'react-router'
import './places.css'

/** One way of looking at the same thing. */
export interface Place {
  name: string
  title: ReactNode
  to: string
}

/** The ways of looking at one thing, as one line above a page. */
export function Places({ label, places, here }: { label: string; places: Place[]; here: string }) {
  return (
    <nav className="plc no-print" aria-label={label}>
      {places.map(({ name, title, to }) => (
        <Link key={name} to={to} aria-current={name === here ? 'page' : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  )
}
