import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import type { FileFace } from '../../../platform/manifest.ts'
import { Drop } from '../look/drop.tsx'
import { Icon } from '../look/icon.tsx'
import { Refusal, newKey, send, sendFile } from '../shell/api.ts'
import { WatchedJob } from '../shell/jobs/watched-job.tsx'
import './list-work.css'

/** A sheet that is filled in for many at once. */
export interface Sheet {
  name: string
  title: string
  /** What it asks for, and what the download holds. */
  says: string
  /** Below /api: GET gives the sheet, POST takes it filled in. */
  path: string
}

/** Export of a list as it stood when it was asked for: under way, then ready, in place. */
export function ExportWork({ path, query, close }: { path: string; query: string; close: () => void }) {
  const key = useRef(newKey())
  const asked = useRef<string | null>(null)
  const ask = useMutation({
    mutationFn: (list: string) => send<{ id: string }>('POST', path, { query: list }, { key: key.current }),
  })
  const { mutate } = ask
  const start = useCallback(
    (list: string) => {
      asked.current = list
      key.current = newKey()
      mutate(list)
    },
    [mutate],
  )
  useEffect(() => {
    if (asked.current === null) start(query)
  }, [start, query])
  return (
    <Work title="导出 Excel" close={close}>
      {ask.data ? (
        <WatchedJob key={ask.data.id} id={ask.data.id}>
          {asked.current === query ? null : (
            <button type="button" className="bt q" onClick={() => start(query)}>
              条件变了，按现在的列表再导出
            </button>
          )}
        </WatchedJob>
      ) : ask.error ? (
        <>
          <Wrong error={ask.error} />
          <button type="button" className="bt" onClick={() => start(query)}>
            再试一次
          </button>
        </>
      ) : (
        <p role="status">正在提交，按现在的条件和顺序导出整个列表，不只这一页。</p>
      )}
    </Work>
  )
}

/** Work on many at once: download the sheet, fill it in, hand it back, see how it went. */
export function SheetWork({ title, sheets, close }: { title: string; sheets: Sheet[]; close: () => void }) {
  const [name, setName] = useState(sheets[0]?.name ?? '')
  const sheet = sheets.find((one) => one.name === name) ?? sheets[0]
  if (!sheet) return null
  return (
    <Work title={title} close={close}>
      {sheets.length > 1 ? (
        <p className="pick" role="group" aria-label={title}>
          {sheets.map((one) => (
            <button
              key={one.name}
              type="button"
              className="fc any"
              aria-pressed={one === sheet}
              onClick={() => setName(one.name)}
            >
              {one.title}
            </button>
          ))}
        </p>
      ) : null}
      <OneSheet key={sheet.name} sheet={sheet} />
    </Work>
  )
}

function OneSheet({ sheet }: { sheet: Sheet }) {
  const key = useRef(newKey())
  const give = useMutation({
    mutationFn: async (file: File) => {
      if (!file.name.toLowerCase().endsWith('.xlsx')) throw new Error(`请传回填好的 .xlsx 表，这一个是“${file.name}”。`)
      const face = await sendFile<FileFace>('/files', file, `${key.current}-file`)
      return send<{ id: string }>('POST', sheet.path, { file: face.id, name: file.name }, { key: key.current })
    },
    onError: () => (key.current = newKey()),
  })
  const again = () => {
    key.current = newKey()
    give.reset()
  }
  if (give.data)
    return (
      <WatchedJob key={give.data.id} id={give.data.id}>
        <button type="button" className="bt q" onClick={again}>
          再传一份
        </button>
      </WatchedJob>
    )
  return (
    <>
      <ol>
        <li>
          <p>{sheet.says}</p>
          <a className="bt" href={`/api${sheet.path}`} download>
            下载填报表
          </a>
        </li>
        <li>
          <p>填好后传回。每一行各办各的：有误的行退回一份说明原因的表，其余照办。</p>
          <Drop accept=".xlsx" busy={give.isPending} take={([file]) => file && give.mutate(file)}>
            <Icon name="file" />
            {give.isPending ? (
              <span role="status">正在上传“{give.variables.name}”</span>
            ) : (
              <span>
                <b>选填好的表</b>，或拖到这里
              </span>
            )}
          </Drop>
        </li>
      </ol>
      <Wrong error={give.error} />
    </>
  )
}

function Work({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  return (
    <section className="work no-print" aria-label={title}>
      <h2>
        {title}
        <button type="button" className="bt q" onClick={close}>
          收起
        </button>
      </h2>
      {children}
    </section>
  )
}

/** A refusal where it happened, with the number to quote. */
export function Wrong({ error }: { error: Error | null }) {
  if (!error) return null
  const number = error instanceof Refusal ? error.problem.instance : ''
  return (
    <p className="wrong" role="alert">
      {error.message}
      {number ? <span className="cap"> 编号 {number}</span> : null}
    </p>
  )
}
