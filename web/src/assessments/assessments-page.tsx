import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import type { AssessmentListed } from '../../../platform/manifest.ts'
import { longDate } from '../look/dates.ts'
import { Empty } from '../look/empty.tsx'
import { Failed, Forbidden } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { get } from '../shell/api.ts'
import { listPath } from '../shell/navigation.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { stageWords } from './stage.ts'
import './assessments.css'

/** The schemes of a kind of assessment, the newest first. */
export function AssessmentsPage() {
  const { name = '' } = useParams()
  const manifest = useManifest()
  const face = manifest.assessments[name]
  useTitle(face?.title ?? '考评')
  const found = useQuery({
    queryKey: ['assessments', name, 'all'],
    enabled: face !== undefined,
    queryFn: ({ signal }) => get<AssessmentListed[]>(`/assessments/${name}`, signal),
  })
  if (!face) return <Forbidden what="考评" says="没有这种考评，或者您无权查看。" />
  const drafts = manifest.registers[face.registers.scheme]?.may.includes('create') === true
  const schemes = listPath(manifest, face.registers.scheme)
  return (
    <main id="main" tabIndex={-1} className="page asm">
      <h1>{face.title}</h1>
      <p className="as">分值、方法、数据和四舍五入都公开；定稿以后任何人都能用公开的两个文件重算出每一个得分和名次。</p>
      {drafts ? (
        <p className="do no-print">
          <Link className="bt p" to={`${schemes}/new`}>
            起草方案
          </Link>
        </p>
      ) : null}
      {found.error ? <Failed what={face.title} error={found.error} retry={() => void found.refetch()} inside /> : null}
      {found.isLoading ? <Loading lines={4} /> : null}
      {found.data?.length === 0 ? <Empty says="还没有可以看的考评；结果定稿以后在这里公开。" /> : null}
      <ol className="all">
        {(found.data ?? []).map((one) => (
          <li key={one.id}>
            <Link to={one.standing === 'draft' ? `${schemes}/${one.id}` : `/assessments/${name}/${one.id}`}>
              {one.title}
              {one.edition > 1 ? `（第 ${one.edition} 版）` : ''}
            </Link>
            <span className="m">
              {one.year} 年，{stageWords[one.standing]}
              {one.standing === 'begun' ? `，自评到${longDate(one.reportsUntil)}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </main>
  )
}
