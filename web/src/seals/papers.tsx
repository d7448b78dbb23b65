import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { PaperEdition } from '../../../platform/manifest.ts'
import { dayWords, wall } from '../look/dates.ts'
import { Light } from '../look/light.tsx'
import { get } from '../shell/api.ts'
import { useManifest } from '../shell/reader.ts'
import { standings } from './lights.ts'
import './seals.css'

/** The papers that a row was issued as: the newest to be taken along, the earlier ones by their day. */
export function Papers({ register, id, version }: { register: string; id: string; version: number }) {
  const paper = useManifest().papers[register]
  const found = useQuery({
    queryKey: ['registers', register, 'papers', id, version],
    queryFn: ({ signal }) => get<{ rows: PaperEdition[] }>(`/sealed-papers/${paper?.name}/${id}`, signal),
    enabled: paper !== undefined,
  })
  const [last, ...before] = found.data?.rows ?? []
  if (!paper || !last) return found.error ? <p className="cap">盖章文书没有取到：{found.error.message}</p> : null
  const file = (form: string) => `/api/sealed-papers/${paper.name}/${id}/${form}`
  return (
    <section className="pap">
      <h2>盖章文书</h2>
      <p>
        <Light face={standings[last.standing]} /> {last.title}，{dayWords(wall(last.sealedAt).date)}盖章
        {last.edition > 1 ? `，第 ${last.edition} 版` : ''}
      </p>
      <p className="do no-print">
        {last.standing === 'in-force' ? (
          <a className="bt" href={file('pdf')} download>
            下载 PDF
          </a>
        ) : null}
        <a className="bt" href={file('ofd')} download>
          下载 OFD
        </a>
        <Link to={`/checks/papers/${last.code}`}>核验</Link>
      </p>
      {before.map(({ edition, sealedAt, code, standing }) => (
        <p key={edition} className="cap">
          第 {edition} 版，{dayWords(wall(sealedAt).date)}盖章，{standings[standing].title} ·{' '}
          <a href={`${file('ofd')}?edition=${edition}`} download>
            OFD
          </a>{' '}
          · <Link to={`/checks/papers/${code}`}>核验</Link>
        </p>
      ))}
    </section>
  )
}
