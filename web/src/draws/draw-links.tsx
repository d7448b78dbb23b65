import { Link } from 'react-router'
import { useManifest } from '../shell/reader.ts'

/** The draws that are held for a row of a register: its experts, whom it inspects. */
export function DrawLinks({ register, id }: { register: string; id: string }) {
  const draws = Object.values(useManifest().draws).filter((one) => one.for === register)
  if (draws.length === 0) return null
  return (
    <section>
      <h2>随机抽取</h2>
      {draws.map(({ name, title }) => (
        <p key={name}>
          <Link to={`/draws/${name}?occasion=${id}`}>{title}</Link>
        </p>
      ))}
    </section>
  )
}
