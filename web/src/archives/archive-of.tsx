import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import type { ArchivePackage, Manifest } from '../../../platform/manifest.ts'
import { size } from '../look/bytes.ts'
import { shortInstant } from '../look/dates.ts'
import { Light } from '../look/light.tsx'
import { useOnce } from '../look/once.ts'
import { get, send } from '../shell/api.ts'
import { useManifest, useNow } from '../shell/reader.ts'
import { results } from './words.ts'
import './archives.css'

/** The package of an archived item: whether it is whole, what was looked at, and the package itself for a purpose. */
export function ArchiveOf({ register, id, version }: { register: string; id: string; version: number }) {
  const face = useManifest().archives[register]
  return face ? <PackageOf face={face} id={id} version={version} /> : null
}

function PackageOf({ face, id, version }: { face: Manifest['archives'][string]; id: string; version: number }) {
  const now = useNow()
  const queries = useQueryClient()
  const url = `/archives/${face.name}/${id}`
  const found = useQuery({
    queryKey: ['archives', face.name, id, version],
    queryFn: ({ signal }) => get<ArchivePackage>(url, signal),
    refetchInterval: (query) => (query.state.data?.state === 'waiting' ? 3000 : false),
  })
  const checking = useOnce(
    () => send('POST', `${url}/checks`),
    () => queries.invalidateQueries(),
  )
  if (found.error) return <p className="cap">归档信息包没有取到：{found.error.message}</p>
  const kept = found.data
  if (!kept) return null
  if (kept.state === 'waiting') return <p className="cap">归档信息包正在生成，过一会儿自动显示。</p>
  return (
    <section className="arc">
      <h2>归档信息包</h2>
      {kept.state === 'destroyed' ? (
        <p>已经依法销毁，只保留目录和摘要。</p>
      ) : (
        <>
          <p>
            {kept.size === null ? null : size(kept.size)}，{shortInstant(kept.filedAt, now)}归档
          </p>
          <Take url={url} />
        </>
      )}
      {kept.digest ? <p className="cap n">SHA-256 {kept.digest.slice(0, 24)}…</p> : null}
      {kept.report ? <Report report={kept.report} now={now} /> : null}
      {face.may.includes('check') && kept.state === 'kept' ? (
        <p className="no-print">
          <button type="button" className="bt" disabled={checking.isPending} onClick={() => checking.mutate(undefined)}>
            现在检测
          </button>
        </p>
      ) : null}
      {checking.error ? (
        <p className="wrong" role="alert">
          {checking.error.message}
        </p>
      ) : null}
    </section>
  )
}

/** A package is taken for a purpose, which is on record. */
function Take({ url }: { url: string }) {
  const id = useId()
  const [purpose, setPurpose] = useState('')
  const [short, setShort] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setShort(purpose.trim().length < 4)
    if (purpose.trim().length >= 4) location.assign(`/api${url}/package?purpose=${encodeURIComponent(purpose.trim())}`)
  }
  return (
    <form className="take no-print" onSubmit={submit}>
      <label htmlFor={id}>用来做什么（会记录，当事人看得到）</label>
      <input
        id={id}
        className="in-text"
        value={purpose}
        maxLength={200}
        aria-invalid={short}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <button type="submit" className="bt">
        下载信息包
      </button>
      {short ? (
        <p className="wrong" role="alert">
          请写明用途，至少四个字。
        </p>
      ) : null}
    </form>
  )
}

function Report({ report, now }: { report: NonNullable<ArchivePackage['report']>; now: string }) {
  const groups = Map.groupBy(report.found, ({ of }) => of)
  return (
    <>
      <h3>
        四性检测 <Light face={results[report.result]} />
      </h3>
      <p className="cap">{shortInstant(report.at, now)}检测</p>
      {[...groups].map(([called, found]) => {
        const apart = found.filter(({ result }) => result === 'wrong' || result === 'human')
        return (
          <details key={called} open={apart.some(({ result }) => result === 'wrong')}>
            <summary>
              {called}{' '}
              <Light
                face={
                  results[
                    apart.some(({ result }) => result === 'wrong') ? 'wrong' : apart.length > 0 ? 'human' : 'good'
                  ]
                }
              />
            </summary>
            <ul>
              {found.map(({ code, title, result, says }) => (
                <li key={code}>
                  <span className="n m">{code}</span> {title} <Light face={results[result]} />
                  <span className="cap">{says}</span>
                </li>
              ))}
            </ul>
          </details>
        )
      })}
    </>
  )
}
