import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import type { PaperByCode } from '../../../platform/manifest.ts'
import { toTheSecond } from '../look/dates.ts'
import { Failed } from '../look/failed.tsx'
import { Light } from '../look/light.tsx'
import { Loading } from '../look/loading.tsx'
import { get } from '../shell/api.ts'
import { useNames, useTitle } from '../shell/reader.ts'
import { standings } from './lights.ts'
import './seals.css'

/** How a paper stands whose code somebody holds: enough to believe it or not, and nothing of what it says. */
export function CodePage() {
  const { code = '' } = useParams()
  useTitle('文书核验')
  const { agency } = useNames()
  const found = useQuery({
    queryKey: ['paper-codes', code],
    queryFn: ({ signal }) => get<PaperByCode>(`/paper-codes/${encodeURIComponent(code)}`, signal),
  })
  if (found.error) return <Failed what="这份文书" error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={6} whole />
  const paper = found.data
  return (
    <main id="main" tabIndex={-1} className="page chk">
      <h1>{paper.title}</h1>
      <p className="verdict">
        <Light face={standings[paper.standing]} />
      </p>
      <dl className="kv">
        <div className="w">
          <dt>签发单位</dt>
          <dd>{agency(paper.agency)}</dd>
        </div>
        <div className="w">
          <dt>盖章时间</dt>
          <dd>{toTheSecond(paper.sealedAt)}</dd>
        </div>
        <div className="w">
          <dt>印章编号</dt>
          <dd>{paper.number}</dd>
        </div>
        <div className="w">
          <dt>版次</dt>
          <dd>
            第 {paper.edition} 版{paper.edition < paper.last ? `，已经换发到第 ${paper.last} 版` : ''}
          </dd>
        </div>
        {paper.endedAt ? (
          <div className="w">
            <dt>失效时间</dt>
            <dd>{toTheSecond(paper.endedAt)}</dd>
          </div>
        ) : null}
      </dl>
      <p className="m">
        这里只说这份文书现在的状态。手里的文件有没有被改动，请到<Link to="/checks">文书核验</Link>
        上传原文件核对；纸质的，请与持有人电子件上的内容对照。
      </p>
    </main>
  )
}
