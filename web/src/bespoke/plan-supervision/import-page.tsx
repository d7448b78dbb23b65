import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { FileFace, JobFace, ReadingFace } from '../../../../platform/manifest.ts'
import { Forbidden } from '../../look/failed.tsx'
import { Icon } from '../../look/icon.tsx'
import { Refusal, get, newKey, send, sendFile } from '../../shell/api.ts'
import { queryClient } from '../../shell/queries.ts'
import { useManifest, useTitle } from '../../shell/reader.ts'
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
  const [over, setOver] = useState(false)
  const key = useRef(newKey())
  const job = query.get('job')
  const start = useMutation({
    mutationFn: async (file: File) => {
      const ending = /\.[^.]+$/.exec(file.name)?.[0].toLowerCase() ?? ''
      if (!reading.accepts.some((one) => one.toLowerCase() === ending || !one.startsWith('.')))
        throw new Error(`请选 ${reading.accepts.join('、')} 文件，这一个是“${file.name}”。`)
      const face = await sendFile<FileFace>('/files', file, `${key.current}-file`)
      return send<JobFace>('POST', `/readings/${reading.name}`, { file: face.id, name: file.name }, { key: key.current })
    },
    onSuccess: (made) => setQuery({ job: made.id }, { replace: true }),
    onError: () => (key.current = newKey()),
  })
  const take = (file: File | undefined) => file && !start.isPending && start.mutate(file)
  return (
    <main id="main" tabIndex={-1} className="page imp">
      <p className="cap">
        <Link to="/plan">计划</Link>
      </p>
      <h1>导入{reading.title}</h1>
      <p>选印发的原文件，正文和任务分解表会一起读进来，先成为草稿。对照无误、存疑处理完，再确认生效。</p>
      {job ? (
        <Progress
          id={job}
          again={() => {
            key.current = newKey()
            start.reset()
            setQuery({}, { replace: true })
          }}
        />
      ) : (
        <>
          <label
            className={over ? 'drop big-drop over' : 'drop big-drop'}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(true)
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => {
              event.preventDefault()
              setOver(false)
              take(event.dataTransfer.files[0])
            }}
          >
            <input
              type="file"
              accept={reading.accepts.join(',')}
              disabled={start.isPending}
              onChange={(event) => {
                take(event.target.files?.[0])
                event.target.value = ''
              }}
            />
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
          </label>
          {start.error ? <Refused error={start.error} /> : null}
        </>
      )}
    </main>
  )
}

function Progress({ id, again }: { id: string; again: () => void }) {
  const navigate = useNavigate()
  const job = useQuery({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => get<JobFace>(`/jobs/${id}`, signal),
    refetchInterval: (query) => (query.state.data?.state === 'done' || query.state.data?.state === 'failed' ? false : 500),
    staleTime: 0,
  })
  const { data } = job
  useEffect(() => {
    if (data?.state !== 'done' || !data.path) return
    void queryClient.invalidateQueries({ queryKey: ['registers'] })
    void queryClient.invalidateQueries({ queryKey: ['cases'] })
    void navigate(data.path, { replace: true })
  }, [data, navigate])
  if (job.error) return <Refused error={job.error} again={again} />
  if (data?.state === 'failed')
    return <Refused error={data.fault ? new Refusal(data.fault) : new Error(data.says || '没有读成。')} again={again} />
  const percent = data?.progress ?? 0
  return (
    <div className="job" role="status">
      <p>{data?.says || '正在排队'}</p>
      <div className="track" role="progressbar" aria-label="读取进度" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <i style={{ width: `${percent}%` }} />
      </div>
      <p className="cap">{percent}%，可以先离开，读完后在计划页看。</p>
    </div>
  )
}

function Refused({ error, again }: { error: Error; again?: () => void }) {
  const number = error instanceof Refusal ? error.problem.instance : ''
  return (
    <div className="no-go" role="alert">
      <p>{error.message}</p>
      {number ? <p className="cap">编号 {number}</p> : null}
      {again ? (
        <button type="button" className="bt p" onClick={again}>
          换一个文件再来
        </button>
      ) : null}
    </div>
  )
}
