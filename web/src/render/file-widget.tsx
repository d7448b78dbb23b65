import { useRef, useState } from 'react'
import type { FieldFace, FileFace } from '../../../platform/manifest.ts'
import { Drop } from '../look/drop.tsx'
import { Icon } from '../look/icon.tsx'
import { Refusal, sendFile } from '../shell/api.ts'
import { sizeWords } from './file-links.tsx'

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
  const latest = useRef(files)
  latest.current = files
  const room = field.maxLength ? field.maxLength - files.length - sending.length : Infinity

  const take = async (list: File[]) => {
    const chosen = list.slice(0, Math.max(0, room))
    setRefused(null)
    setSending((now) => [...now, ...chosen.map((one) => one.name)])
    for (const one of chosen) {
      try {
        const face = await sendFile<FileFace>('/files', one)
        if (!latest.current.some((other) => other.id === face.id)) {
          latest.current = [...latest.current, face]
          set(latest.current)
        }
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
      {room > 0 ? (
        <Drop
          id={`f-${name}`}
          many={field.maxLength !== 1}
          labelledBy={`l-${name}`}
          describedBy={fault ? `e-${name}` : undefined}
          take={(chosen) => void take(chosen)}
        >
          <b>选文件</b>
          <span>或拖到这里{howMany(field)}</span>
        </Drop>
      ) : null}
      {refused ? (
        <p className="bad" role="alert">
          {refused}
        </p>
      ) : null}
    </>
  )
}

function howMany({ min = 0, maxLength }: FieldFace): string {
  if (min > 0) return maxLength ? `，${min} 至 ${maxLength} 件` : `，至少 ${min} 件`
  return maxLength ? `，最多 ${maxLength} 件` : ''
}
