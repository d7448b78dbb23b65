import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { inOrder } from '../../look/lights.ts'
import { Light } from '../../look/light.tsx'
import { casesPath } from '../../shell/navigation.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest } from '../../shell/reader.ts'
import { supervision } from './plan-data.ts'
import './views.css'

/** What is supervised beside the plans: how many tasks came from where, and their lights; nothing while there are none. */
export function BesidePlans() {
  const manifest = useManifest()
  const face = manifest.cases[supervision]
  const counted = useQuery({ ...queries.board(supervision, 'by=subject.origin'), enabled: face !== undefined }).data
  const groups = (counted ?? []).filter(({ key }) => key !== null)
  if (!face || groups.length === 0) return null
  const to = (origin: string, signal?: string) =>
    `${casesPath(manifest, supervision)}?filter.origin=${origin}${signal ? `&signal=${signal}` : ''}`
  return (
    <section className="bsp" aria-labelledby="beside-plans">
      <h2 id="beside-plans">计划外督办</h2>
      <ul>
        {groups.map(({ key, count, signals }) => (
          <li key={key}>
            <Link to={to(String(key))}>
              {face.apart['origin']?.options?.[String(key)] ?? key} {count} 件
            </Link>
            {inOrder(Object.entries(face.signals).filter(([name]) => signals[name])).map(([name, light]) => (
              <Link key={name} to={to(String(key), name)} aria-label={`${light.title} ${signals[name]} 件`}>
                <Light face={light} count={signals[name] ?? 0} />
              </Link>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
