import { Link } from 'react-router'
import { useManifest } from '../shell/reader.ts'

/** From a scheme's own row to its ranking. */
export function AssessmentLink({ register, id }: { register: string; id: string }) {
  const found = Object.values(useManifest().assessments).find(({ registers }) => registers.scheme === register)
  if (!found) return null
  return (
    <section>
      <h2>得分和排名</h2>
      <p>
        <Link to={`/assessments/${found.name}/${id}`}>{found.title}</Link>
      </p>
    </section>
  )
}
