import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { Page, RecordRow } from '../../../platform/manifest.ts'
import { Find } from '../citizen/find.tsx'
import { Row } from '../citizen/rows.tsx'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { get } from '../shell/api.ts'
import { listPath } from '../shell/navigation.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { thisMachine } from './machine.ts'

const titles = { file: '办一件事', look: '查一查' }

/** What can be done, or looked up, at this machine: what was tried and went. */
export function OffersPage() {
  const { sort = 'file' } = useParams()
  const manifest = useManifest()
  const machine = useQuery(thisMachine)
  const offers = machine.data?.offers ?? ''
  const title = titles[sort as keyof typeof titles] ?? titles.file
  useTitle(title)
  const found = useInfiniteQuery({
    queryKey: ['registers', offers, 'offered', sort],
    enabled: offers !== '',
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<Page<RecordRow>>(
        `/registers/${offers}?${new URLSearchParams({ 'filter.sort': sort, 'filter.standing': 'passed', limit: '20', ...(pageParam && { after: pageParam }) })}`,
        signal,
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const rows = found.data?.pages.flatMap((page) => page.rows)
  return (
    <main id="main" tabIndex={-1} className="cit ki-list">
      <h1>{title}</h1>
      <Find />
      {found.error ? <Failed what={title} error={found.error} retry={() => void found.refetch()} /> : null}
      {rows ? null : <Loading lines={6} />}
      {rows?.length === 0 ? <p className="none">这台机器上现在没有试办成的，请到窗口办。</p> : null}
      <ul className="ct-rows big">
        {rows?.map((row) => (
          <Row
            key={row.id}
            to={`${listPath(manifest, String(row['of']))}/${String(row['about'])}`}
            title={String(row['title'])}
          />
        ))}
      </ul>
      {found.hasNextPage ? (
        <button type="button" className="go s" disabled={found.isFetching} onClick={() => void found.fetchNextPage()}>
          {found.isFetching ? '正在取' : '再看二十件'}
        </button>
      ) : null}
    </main>
  )
}
