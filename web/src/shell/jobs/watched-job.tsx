import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { Refusal } from '../api.ts'
import * as queries from '../queries.ts'
import { isDownload, isUnderWay, JobLine } from './job-line.tsx'

/** Work that was just asked for, moving where it was asked for. `follow` goes to the page that it ends on; `children` are what may be done once it has ended. */
export function WatchedJob({ id, follow, children }: { id: string; follow?: boolean; children?: ReactNode }) {
  const navigate = useNavigate()
  const { data: job, error } = useQuery({
    ...queries.oneJob(id),
    refetchInterval: (query) => (query.state.data && !isUnderWay(query.state.data) ? false : 600),
    staleTime: 0,
  })
  const state = job?.state
  const path = job?.path
  useEffect(() => {
    void queries.queryClient.invalidateQueries({ queryKey: queries.myJobs.queryKey })
    if (state !== 'done' && state !== 'failed') return
    for (const part of ['inbox', 'registers', 'cases']) void queries.queryClient.invalidateQueries({ queryKey: [part] })
    if (follow && state === 'done' && path && !isDownload(path)) void navigate(path, { replace: true })
  }, [state, path, follow, navigate])
  if (error)
    return (
      <div className="job" role="alert">
        <p>
          这件事的进度没有取到：{error.message}
          {error instanceof Refusal && error.problem.instance ? (
            <span className="cap"> 编号 {error.problem.instance}</span>
          ) : null}
        </p>
        {children}
      </div>
    )
  return (
    <div className="job" role={state === 'failed' ? 'alert' : 'status'}>
      {job ? <JobLine job={job} /> : <p className="cap">正在排队</p>}
      {job && !isUnderWay(job) ? (
        children
      ) : (
        <p className="cap">
          可以先离开，做好后在工作台的收件箱里，也在<Link to="/jobs">后台进度</Link>里。
        </p>
      )}
    </div>
  )
}
