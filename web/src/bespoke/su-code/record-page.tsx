import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { shortInstant } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { Failed, Forbidden } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { useNames, useNow, useSession, useTitle } from '../../shell/reader.ts'
import { outcomes, recordPage, type Shown } from './code-data.ts'
import './code.css'

/** Where the reader's code was scanned, what for, and what was told. */
export function RecordPage() {
  const session = useSession()
  useTitle('用码记录')
  const found = useInfiniteQuery({
    queryKey: ['code', 'record'],
    enabled: session !== null,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => recordPage(pageParam),
    getNextPageParam: (last) => last.next,
  })
  if (!session) return <Forbidden what="用码记录" />
  if (found.error) return <Failed what="用码记录" error={found.error} retry={() => void found.refetch()} />
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <main id="main" tabIndex={-1} className="page sfm">
      <p className="cap">
        <Link to="/code">苏服码</Link>
      </p>
      <h1>用码记录</h1>
      {found.isLoading ? <Loading /> : null}
      {found.data && rows.length === 0 ? <Empty says="您的码还没有被扫过。谁扫过、给出了什么，都会记在这里。" /> : null}
      <ul className="rows">
        {rows.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
      {found.hasNextPage ? (
        <button type="button" className="bt" disabled={found.isFetching} onClick={() => void found.fetchNextPage()}>
          更多
        </button>
      ) : null}
    </main>
  )
}

function Line({ row }: { row: Shown }) {
  const now = useNow()
  const names = useNames()
  return (
    <li>
      <span>
        <b>{row.title}</b> {names.agency(row.agency)} {row.place}
        <br />
        <span className="cap">
          {shortInstant(row.at, now)}
          {row.offline ? ' · 离线扫码' : ''}
          {row.forAnother && row.by ? ` · 由${row.by}代为出示` : ''}
          {row.gave.length > 0 ? ` · 给出：${row.gave.join('、')}` : ''}
        </span>
      </span>
      <span className="outcome" data-state={row.state}>
        {outcomes[row.state]}
      </span>
    </li>
  )
}
