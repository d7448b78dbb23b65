import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { SealWhole } from '../../../platform/manifest.ts'
import { longDate, shortInstant, wall } from '../look/dates.ts'
import { Light } from '../look/light.tsx'
import { get, Refusal } from '../shell/api.ts'
import { useManifest, useNow } from '../shell/reader.ts'
import { sealStandings } from './lights.ts'
import './seals.css'

interface Use {
  id: string
  title: string
  edition: number
  sealedAt: string
}

const notMade = (error: unknown) => error instanceof Refusal && error.problem.code === 'seal/no-such-seal'

/** The seal that a row is: its picture, until when it holds, and what it was used for. */
export function SealOf({ register, id, version }: { register: string; id: string; version: number }) {
  const face = useManifest().seals[register]
  const found = useQuery({
    queryKey: ['registers', register, 'seal', id, version],
    queryFn: ({ signal }) => get<SealWhole>(`/seals/${face?.name}/${id}`, signal),
    enabled: face !== undefined,
    retry: (count, error) => !notMade(error) && count < 2,
  })
  if (!face) return null
  if (notMade(found.error)) return <p className="cap">印章还没有制作：审批通过后立刻制作。</p>
  if (found.error) return <p className="cap">印章没有取到：{found.error.message}</p>
  const seal = found.data
  if (!seal) return null
  return (
    <section className="sea">
      <h2>印章</h2>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(seal.picture)}`}
        alt={`${seal.name}的印章图样`}
        width={168}
        height={168}
      />
      <p>
        <Light face={sealStandings[seal.standing]} /> 编号 <span className="n">{seal.number}</span>
      </p>
      <p className="cap">
        {longDate(wall(seal.from).date)}至{longDate(wall(seal.until).date)}
        <br />
        证书 <span className="n">{seal.certificate.slice(0, 16)}…</span>
      </p>
      <p className="no-print">
        <a href={`/api/seals/${face.name}/${id}/file`} download>
          下载印章文件
        </a>
      </p>
      <Uses name={face.name} id={id} version={version} />
    </section>
  )
}

function Uses({ name, id, version }: { name: string; id: string; version: number }) {
  const now = useNow()
  const uses = useInfiniteQuery({
    queryKey: ['seals', name, 'uses', id, version],
    queryFn: ({ signal, pageParam }) =>
      get<{ rows: Use[]; next: string | null }>(
        `/seals/${name}/${id}/uses${pageParam && `?after=${pageParam}`}`,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const rows = uses.data?.pages.flatMap((page) => page.rows) ?? []
  if (!uses.data) return null
  return (
    <>
      <h3>用印记录</h3>
      {rows.length === 0 ? <p className="cap">还没有用过。</p> : null}
      <ul className="use">
        {rows.map((one) => (
          <li key={one.id}>
            <span className="m">{shortInstant(one.sealedAt, now)}</span> {one.title}
            {one.edition > 1 ? `（第 ${one.edition} 版）` : ''}
          </li>
        ))}
      </ul>
      {uses.hasNextPage ? (
        <button type="button" className="bt q" disabled={uses.isFetching} onClick={() => void uses.fetchNextPage()}>
          再看一些
        </button>
      ) : null}
    </>
  )
}
