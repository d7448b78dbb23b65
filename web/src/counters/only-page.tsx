import { Navigate } from 'react-router'
import { Forbidden } from '../look/failed.tsx'
import { useManifest } from '../shell/reader.ts'

/** The counter at which the reader works. */
export function OnlyPage() {
  const [first] = Object.values(useManifest().counters)
  return first ? (
    <Navigate to={`/counters/${first.name}`} replace />
  ) : (
    <Forbidden what="办事台" says="您现在的岗位不在办事台办事。" />
  )
}
