import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { FileFace, JobFace, ReadingFace } from '../../../../platform/manifest.ts'
import { Drop } from '../../look/drop.tsx'
import { Forbidden } from '../../look/failed.tsx'
import { Icon } from '../../look/icon.tsx'
import { Refusal, newKey, send, sendFile } from '../../shell/api.ts'
import { WatchedJob } from '../../shell/jobs/watched-job.tsx'
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
  const key = useRef(newKey())
  const job = query.get('job')
  const start = useMutation({
    mutationFn: async (file: File) => {
      const ending = /\.[^.]+$/.exec(file.name)?.[0].toLowerCase() ?? ''
      if (!reading.accepts.some((one) => one.toLowerCase() === ending || !one.startsWith('.')))
        throw new Error(`请选 ${reading.accepts.join('、')} 文件，这一个是“${file.name}”。`)
      const face = await sendFile<FileFace>('/files', file, `${key.current}-file`)
      return send<JobFace>(
        'POST',
        `/readings/${reading.name}`,
        { file: face.id, name: file.name },
        { key: key.current },
      )
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
        <WatchedJob id={job} follow>
          <button
            type="button"
            className="bt p"
            onClick={() => {
              key.current = newKey()
              start.reset()
              setQuery({}, { replace: true })
            }}
          >
            再导入一份
          </button>
        </WatchedJob>
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
          {start.error ? <Refused error={start.error} /> : null}
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
