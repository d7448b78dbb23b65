import { Link } from 'react-router'
import type { JobFace, SignalFace } from '../../../../platform/manifest.ts'
import { shortInstant } from '../../look/dates.ts'
import { Light } from '../../look/light.tsx'
import { useNow } from '../reader.ts'
import './jobs.css'

const lights: Record<JobFace['state'], SignalFace> = {
  waiting: { title: '排队', shape: 'wait' },
  running: { title: '办理中', shape: 'on' },
  done: { title: '已做好', shape: 'done' },
  failed: { title: '没有做成', shape: 'late' },
}

/** Work that has not ended. */
export const isUnderWay = ({ state }: Pick<JobFace, 'state'>) => state === 'waiting' || state === 'running'

/** One piece of work: how far it is, and how it ended with where to look, or the refusal with its number. */
export function JobLine({ job }: { job: JobFace }) {
  const now = useNow()
  const { state, fault } = job
  return (
    <>
      <p className="h">
        <Light face={lights[state]} />
        <b>{job.title}</b>
        <time className="cap" dateTime={job.at}>
          {shortInstant(job.at, now)}
        </time>
      </p>
      {isUnderWay(job) ? <Track job={job} /> : null}
      {fault ? (
        <p>
          {fault.detail}
          {fault.instance ? <span className="cap"> 编号 {fault.instance}</span> : null}
        </p>
      ) : job.says ? (
        <p>{job.says}</p>
      ) : null}
      {job.path && state === 'done' ? <Outcome path={job.path} /> : null}
    </>
  )
}

function Track({ job }: { job: JobFace }) {
  return (
    <div
      className="track"
      role="progressbar"
      aria-label={`${job.title}的进度`}
      aria-valuenow={job.progress}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <i style={{ width: `${job.progress}%` }} />
    </div>
  )
}

function Outcome({ path }: { path: string }) {
  return isDownload(path) ? (
    <a className="bt" href={path} download>
      下载 {fileName(path)}
    </a>
  ) : (
    <Link className="bt" to={path}>
      打开
    </Link>
  )
}

/** Whether a path leads to a file and not to a page. */
export const isDownload = (path: string) => path.startsWith('/api/')

function fileName(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
