import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import type { PaperEdition } from '../../../platform/manifest.ts'
import { dayWords, wall } from '../look/dates.ts'
import { Light } from '../look/light.tsx'
import { get } from '../shell/api.ts'
import { useManifest, useSession } from '../shell/reader.ts'
import { standings } from './lights.ts'
import './seals.css'

const PrintHere = lazy(async () => ({ default: (await import('../kiosk/print-here.tsx')).PrintHere }))

/** The papers that a row was issued as: the newest to be taken along, the earlier ones by their day. */
export function Papers(props: {
  register: string
  id: string
  version: number
  /** What is personal in the row is not shown to this reader yet. */
  veiled?: boolean
  /** What it is read for, where its reader has said so. */
  purpose?: string | undefined
}) {
  const { register, id, version, veiled = false, purpose } = props
  const paper = useManifest().papers[register]
  const machine = useSession()?.machine
  const found = useQuery({
    queryKey: ['registers', register, 'papers', id, version],
    queryFn: ({ signal }) => get<{ rows: PaperEdition[] }>(`/sealed-papers/${paper?.name}/${id}`, signal),
    enabled: paper !== undefined,
  })
  const [last, ...before] = found.data?.rows ?? []
  if (!paper || !last) return found.error ? <p className="cap">盖章文书没有取到：{found.error.message}</p> : null
  const file = (form: string, edition?: number) => {
    const asked = new URLSearchParams({ ...(edition && { edition: String(edition) }), ...(purpose && { purpose }) })
    return `/api/sealed-papers/${paper.name}/${id}/${form}${asked.size > 0 ? `?${asked}` : ''}`
  }
  return (
    <section className="pap">
      <h2>盖章文书</h2>
      <p>
        <Light face={standings[last.standing]} /> {last.title}，{dayWords(wall(last.sealedAt).date)}盖章
        {last.edition > 1 ? `，第 ${last.edition} 版` : ''}
      </p>
      {veiled ? <p className="cap">文书里有别人的个人信息：在左边写明用途之后可以下载。</p> : null}
      {machine && last.standing === 'in-force' ? (
        <Suspense fallback={null}>
          <PrintHere paper={paper.name} record={id} title={last.title} />
        </Suspense>
      ) : null}
      <p className="do no-print">
        {veiled ? null : last.standing === 'in-force' ? (
          <a className="bt" href={file('pdf')} download>
            下载 PDF
          </a>
        ) : null}
        {veiled ? null : (
          <a className="bt" href={file('ofd')} download>
            下载 OFD
          </a>
        )}
        <Link to={`/checks/papers/${last.code}`}>核验</Link>
      </p>
      {before.map(({ edition, sealedAt, code, standing }) => (
        <p key={edition} className="cap">
          第 {edition} 版，{dayWords(wall(sealedAt).date)}盖章，{standings[standing].title} ·{' '}
          {veiled ? null : (
            <>
              <a href={file('ofd', edition)} download>
                OFD
              </a>{' '}
              ·{' '}
            </>
          )}
          <Link to={`/checks/papers/${code}`}>核验</Link>
        </p>
      ))}
    </section>
  )
}
