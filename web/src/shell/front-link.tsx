import { Link } from 'react-router'
import { frontOf } from './navigation.ts'
import { useManifest } from './reader.ts'

/** The way to what the city puts before everyone, under the name that its system gives it; nothing where it has none. */
export function FrontLink({ className }: { className?: string }) {
  const front = frontOf(useManifest())
  return front ? (
    <Link to={front.to} className={className}>
      看{front.title}
    </Link>
  ) : null
}
