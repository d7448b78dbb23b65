import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Empty } from '../../look/empty.tsx'
import { Failed, Forbidden } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import * as queries from '../queries.ts'
import { useSession, useTitle } from '../reader.ts'
import { isUnderWay, JobLine } from './job-line.tsx'

/** The reader's newest fifty pieces of work; those under way move by themselves. */
export function JobsPage() {
  const session = useSession()
  const jobs = useQuery({
    ...queries.myJobs,
    enabled: session !== null,
    refetchInterval: (query) => (query.state.data?.some(isUnderWay) ? 1000 : false),
    staleTime: 0,
  })
  useTitle('后台进度')
  if (!session) return <Forbidden what="后台进度" says="登录后可看自己的后台进度。" />
  if (jobs.error) return <Failed what="后台进度" error={jobs.error} retry={() => void jobs.refetch()} />
  return (
    <main id="main" tabIndex={-1} className="page jobs">
      <p className="cap">
        <Link to="/">工作台</Link>
      </p>
      <h1>后台进度</h1>
      <p className="m">导入、导出、批量办理和起草都在后台做，最近五十件列在这里。</p>
      {!jobs.data ? (
        <Loading />
      ) : jobs.data.length === 0 ? (
        <Empty says="还没有要等的事。导出、导入、批量办理、起草以后，进度会列在这里。" />
      ) : (
        <ul>
          {jobs.data.map((job) => (
            <li key={job.id} className="job">
              <JobLine job={job} />
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}
