import { Link } from 'react-router'
import { titleAt } from './navigation.ts'
import { useManifest } from './reader.ts'

/** The way to what the city puts before everyone, under the name that its system gives it; nothing where it has none. */
export function FrontLink({ className }: { className?: string }) {
  const title = titleAt(useManifest(), 'plan')
  return title ? (
    <Link to="/plan" className={className}>
      看{title}
    </Link>
  ) : null
}
