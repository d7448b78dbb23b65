import { useQueries } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { Empty } from '../../look/empty.tsx'
import { Places } from '../../look/places.tsx'
import { CaseList } from '../../render/case-list.tsx'
import * as queries from '../queries.ts'
import { useManifest, useTitle } from '../reader.ts'
import { FrontLink } from '../front-link.tsx'
import { First } from './first.tsx'
import { Inbox } from './inbox.tsx'
import './workbench.css'

/** The official's day: what came in on the left, what is in hand on the right. */
export function Workbench() {
  const manifest = useManifest()
  const [query] = useSearchParams()
  const faces = Object.values(manifest.cases)
  const counts = useQueries({ queries: faces.map((face) => queries.cases(face.name, 'mine=true&open=true&limit=1')) })
  const held = faces.map((face, at) => ({ face, total: counts[at]?.data?.total }))
  const first = held.find((one) => (one.total?.count ?? 0) > 0)?.face
  const pending = counts.some((one) => one.isPending)
  const face = faces.find((one) => one.name === query.get('kind')) ?? first ?? (pending ? undefined : faces[0])
  useTitle('工作台')
  return (
    <div className="wb">
      <Inbox />
      <main id="main" tabIndex={-1} className="desk">
        <First />
        <h2 className="sr">我承办的</h2>
        <Places
          label="我承办的"
          here={face?.name ?? ''}
          places={held.map(({ face: { name, title }, total }) => ({
            ...{ name, to: `/?kind=${name}` },
            title: (
              <>
                {title}
                {total ? <i>{`${total.count.toLocaleString('zh-CN')}${total.exact ? '' : '+'}`}</i> : null}
              </>
            ),
          }))}
        />
        {face ? (
          <CaseList key={face.name} face={face} mine />
        ) : pending ? null : (
          <Empty says="当前岗位没有办件，登记册仍可查看。">
            <FrontLink className="bt" />
          </Empty>
        )}
      </main>
    </div>
  )
}
