import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { FileFace, JobFace, LookedOver, ReadingFace, Settled } from '../../../../platform/manifest.ts'
import { Drop } from '../../look/drop.tsx'
import { Forbidden } from '../../look/failed.tsx'
import { Icon } from '../../look/icon.tsx'
import { Loading } from '../../look/loading.tsx'
import { Refusal, newKey, send, sendFile } from '../../shell/api.ts'
import { WatchedJob } from '../../shell/jobs/watched-job.tsx'
import { useManifest, useTitle } from '../../shell/reader.ts'
import { LookOver } from './look-over.tsx'
import './import.css'

/** Brings a plan in: choose the issued document, watch it being read, go to the draft. The job's number is in the address, so the page may be left. */
export function ImportPage() {
  const { readings } = useManifest()
  const reading = readings['plan'] ?? readings['plan-document'] ?? Object.values(readings)[0]
  useTitle('导入计划')
  if (!reading) return <Forbidden what="导入计划" says="只有负责督办计划的部门可以导入。" />
  return <Import reading={reading} />
}

function Import({ reading }: { reading: ReadingFace }) {
  const [query, setQuery] = useSearchParams()
  const key = useRef(newKey())
  const job = query.get('job')
  /** The file and how it was read; its number is in the address, so that a reload reads it again. */
  const [file, name] = [query.get('file'), query.get('name')]
  const read = useQuery({
    queryKey: ['reading', reading.name, file, name],
    enabled: file !== null && name !== null && job === null,
    retry: false,
    staleTime: Infinity,
    queryFn: () => send<LookedOver>('POST', `/readings/${reading.name}/reading`, { file, name }),
  })
  const start = useMutation({
    mutationFn: async (file: File) => {
      const ending = /\.[^.]+$/.exec(file.name)?.[0].toLowerCase() ?? ''
      if (!reading.accepts.some((one) => one.toLowerCase() === ending || !one.startsWith('.')))
        throw new Error(`请选 ${reading.accepts.join('、')} 文件，这一个是“${file.name}”。`)
      return { ...(await sendFile<FileFace>('/files', file, `${key.current}-file`)), name: file.name }
    },
    onSuccess: (made) => setQuery({ file: made.id, name: made.name }),
    onError: () => (key.current = newKey()),
  })
  const takeIn = useMutation({
    mutationFn: (settled: Settled) =>
      send<JobFace>('POST', `/readings/${reading.name}`, { file, name, settled }, { key: key.current }),
    onSuccess: (made) => setQuery({ job: made.id }, { replace: true }),
    onError: () => (key.current = newKey()),
  })
  const again = () => {
    key.current = newKey()
    start.reset()
    takeIn.reset()
    setQuery({}, { replace: true })
  }
  const take = (file: File | undefined) => file && !start.isPending && start.mutate(file)
  return (
    <main id="main" tabIndex={-1} className="page imp">
      <p className="cap">
        <Link to="/plan">计划</Link>
      </p>
      <h1>{reading.title}</h1>
      <p>选印发的原文件，先看读出来的样子，再导入为草稿。对照无误、存疑处理完，再确认生效。</p>
      {job ? (
        <WatchedJob id={job} follow>
          <button type="button" className="bt p" onClick={again}>
            再导入一份
          </button>
        </WatchedJob>
      ) : read.data ? (
        <>
          <LookOver
            key={file}
            read={read.data}
            busy={takeIn.isPending}
            take={(settled) => takeIn.mutate(settled)}
            back={again}
          />
          {takeIn.error ? <Refused error={takeIn.error} /> : null}
        </>
      ) : read.isFetching ? (
        <Loading lines={6} />
      ) : (
        <>
          <Drop large accept={reading.accepts.join(',')} busy={start.isPending} take={([file]) => take(file)}>
            <Icon name="file" />
            <span>
              {start.isPending ? (
                `正在上传“${start.variables.name}”`
              ) : (
                <>
                  <b>选文件</b>，或拖到这里
                </>
              )}
            </span>
            <span className="cap">{reading.accepts.join('、')}</span>
          </Drop>
          {(start.error ?? read.error) ? <Refused error={(start.error ?? read.error) as Error} /> : null}
        </>
      )}
    </main>
  )
}

function Refused({ error }: { error: Error }) {
  const number = error instanceof Refusal ? error.problem.instance : ''
  return (
    <div className="no-go" role="alert">
      <p>{error.message}</p>
      {number ? <p className="cap">编号 {number}</p> : null}
    </div>
  )
}
