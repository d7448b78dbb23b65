import { useMutation } from '@tanstack/react-query'
import { createContext, lazy, Suspense, useContext, useRef, useState } from 'react'
import type { FieldFace, FileFace } from '../../../platform/manifest.ts'
import { Drop } from '../look/drop.tsx'
import { Icon } from '../look/icon.tsx'
import { Refusal, sendFile, uploads } from '../shell/api.ts'
import { useSession } from '../shell/reader.ts'
import { sizeWords } from './file-links.tsx'
import { hereNow, takenAt } from './taken.ts'

const ByPhone = lazy(async () => ({ default: (await import('../kiosk/by-phone.tsx')).ByPhone }))

const photographs = ['image/jpeg', 'image/png', 'image/gif']

/** Keeps a file on the device where there is no network to send it by; none where a form cannot. */
export const FilesKept = createContext<((file: File) => Promise<FileFace>) | null>(null)

/** Files: choose or drop; each is sent at once, so that submitting later is quick and nothing is lost. */
export function FileWidget(props: {
  name: string
  field: FieldFace
  fault: string | null
  files: FileFace[]
  set: (files: FileFace[]) => void
}) {
  const { name, field, fault, files, set } = props
  const [sending, setSending] = useState<string[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const [placed, setPlaced] = useState(false)
  const keep = useContext(FilesKept)
  const upload = useMutation({
    mutationKey: uploads,
    mutationFn: (one: File) =>
      sendFile<FileFace>('/files', one).catch((error: unknown) => {
        if (keep && error instanceof Refusal && error.problem.status === 0) return keep(one)
        throw error
      }),
  })
  const machine = useSession()?.machine
  const latest = useRef(files)
  latest.current = files
  const room = field.maxLength ? field.maxLength - files.length - sending.length : Infinity

  const add = (faces: FileFace[]) => {
    const fresh = faces.filter((face) => !latest.current.some((other) => other.id === face.id))
    if (fresh.length === 0) return
    latest.current = [...latest.current, ...fresh]
    set(latest.current)
  }
  const take = async (list: File[]) => {
    const fitting = field.images ? list.filter(({ type }) => photographs.includes(type)) : list
    const chosen = fitting.slice(0, Math.max(0, room))
    setRefused(fitting.length < list.length ? '这里只收照片（jpg、png 或 gif）' : null)
    setSending((now) => [...now, ...chosen.map((one) => one.name)])
    const place = field.images && placed ? await hereNow() : null
    if (field.images && placed && !place) setRefused('取不到现在的位置，照片没有带上位置')
    for (const one of chosen) {
      try {
        const sent = await upload.mutateAsync(one)
        const face = field.images ? { ...sent, ...takenAt(one), ...(place && { place }) } : sent
        add([face])
      } catch (error) {
        setRefused(`${one.name}：${error instanceof Refusal ? error.problem.detail : '没有传上去，请再试'}`)
      }
      setSending((now) => now.filter((other) => other !== one.name))
    }
  }

  return (
    <>
      <ul className="ups">
        {files.map((file) => (
          <li key={file.id}>
            <Icon name="file" />
            <span>{file.name}</span>
            <span className="cap">{sizeWords(file.size)}</span>
            <button type="button" className="bt q" onClick={() => set(files.filter((other) => other.id !== file.id))}>
              移去<span className="sr">{file.name}</span>
            </button>
          </li>
        ))}
        {sending.map((one) => (
          <li key={one} role="status">
            <Icon name="file" />
            <span>{one}</span>
            <span className="cap">正在上传</span>
          </li>
        ))}
      </ul>
      {room > 0 && machine ? (
        <Suspense fallback={null}>
          <ByPhone room={room} take={add} />
        </Suspense>
      ) : room > 0 ? (
        <Drop
          id={`f-${name}`}
          many={field.maxLength !== 1}
          {...(field.images && { accept: photographs.join() })}
          labelledBy={`l-${name}`}
          describedBy={fault ? `e-${name}` : undefined}
          take={(chosen) => void take(chosen)}
        >
          <b>{field.images ? '拍照或选照片' : '选文件'}</b>
          <span>或拖到这里{howMany(field)}</span>
        </Drop>
      ) : null}
      {field.images && !machine && 'geolocation' in navigator ? (
        <label className="cap">
          <input type="checkbox" checked={placed} onChange={({ target }) => setPlaced(target.checked)} />
          带上我现在的位置
        </label>
      ) : null}
      {refused ? (
        <p className="bad" role="alert">
          {refused}
        </p>
      ) : null}
    </>
  )
}

function howMany({ min = 0, maxLength, images }: FieldFace): string {
  const of = images ? '张' : '件'
  if (min > 0) return maxLength ? `，${min} 至 ${maxLength} ${of}` : `，至少 ${min} ${of}`
  return maxLength ? `，最多 ${maxLength} ${of}` : ''
}
