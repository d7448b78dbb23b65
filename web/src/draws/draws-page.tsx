import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'
import type { DrawWhole } from '../../../platform/manifest.ts'
import { shortInstant } from '../look/dates.ts'
import { Empty } from '../look/empty.tsx'
import { Failed, Forbidden } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { get } from '../shell/api.ts'
import { useManifest, useNow, useTitle } from '../shell/reader.ts'
import { SealForm } from './seal-form.tsx'
import './draws.css'

type Listed = Pick<DrawWhole, 'id' | 'title' | 'state' | 'sealedAt' | 'revealBy' | 'drawnAt'>

/** What a draw's state is called. */
export const stateWords = { sealed: '已封存，待揭示', drawn: '已抽取', lapsed: '逾期未揭示，作废' } as const

/** The draws of a kind; of one occasion, with the form that seals the next. */
export function DrawsPage() {
  const { name = '' } = useParams()
  const [query] = useSearchParams()
  const occasion = query.get('occasion')
  const manifest = useManifest()
  const face = manifest.draws[name]
  const now = useNow()
  useTitle(face?.title ?? '随机抽取')
  const found = useInfiniteQuery({
    queryKey: ['draws', name, occasion],
    enabled: face !== undefined,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ ...(occasion && { occasion }), ...(pageParam && { after: pageParam }) })
      return get<{ rows: Listed[]; next: string | null }>(`/draws/${name}?${asked}`, signal)
    },
    getNextPageParam: ({ next }) => next,
  })
  if (!face) return <Forbidden what="随机抽取" says="没有这种抽取，或者您无权查看。" />
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? []
  const seals = manifest.may[`draw:${name}`]?.includes('seal') === true
  return (
    <main id="main" tabIndex={-1} className="page drw">
      <h1>{face.title}</h1>
      <p className="as">
        抽取池先封存、写入账本，再由抽取人的密数和各单位节点的共签合成种子。谁也不能单独左右结果，谁都可以重算。
      </p>
      {occasion && seals && found.data ? (
        <SealForm name={name} occasion={occasion} before={rows[0]?.state} last={rows[0]?.id} />
      ) : null}
      {found.error ? <Failed what={face.title} error={found.error} retry={() => void found.refetch()} inside /> : null}
      {found.isLoading ? <Loading lines={4} /> : null}
      {found.data && rows.length === 0 ? <Empty says="还没有抽取过。" /> : null}
      {rows.length > 0 ? (
        <section aria-labelledby="all">
          <h2 id="all">历次抽取</h2>
          <ol className="all">
            {rows.map((row) => (
              <li key={row.id}>
                <Link to={`/draws/${name}/${row.id}`}>{row.title}</Link>
                <span className="m">
                  {stateWords[row.state]}，{shortInstant(row.drawnAt ?? row.sealedAt, now)}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      {found.hasNextPage ? (
        <button
          type="button"
          className="bt"
          disabled={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          再看一些
        </button>
      ) : null}
    </main>
  )
}
