import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { shortInstant } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { Failed, Forbidden } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { get } from '../../shell/api.ts'
import { useNames, useNow, useSession, useTitle } from '../../shell/reader.ts'
import { outcomeWords, type Shown } from './code-data.ts'
import './code.css'

interface RecordSlice {
  rows: Shown[]
  next: string | null
}

/** Where the reader's own code was scanned, and what was told. */
export function RecordPage() {
  const session = useSession()
  useTitle('用码记录')
  const found = useInfiniteQuery({
    queryKey: ['code', 'record', session?.person.id, session?.behalf?.mandate],
    enabled: session !== null,
    staleTime: 0,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<RecordSlice>(`/code/record${pageParam ? `?after=${pageParam}` : ''}`, signal),
    getNextPageParam: ({ next }) => next,
  })
  if (!session) return <Forbidden what="用码记录" says="登录后可看自己的码在哪里被扫过、提供过什么。" />
  if (found.error && !found.data)
    return <Failed what="用码记录" error={found.error} retry={() => void found.refetch()} />
  const rows = found.data?.pages.flatMap((page) => page.rows)
  return (
    <main id="main" tabIndex={-1} className="page cod rec">
      <p className="cap">
        <Link to="/code">回到苏服码</Link>
      </p>
      <h1>用码记录</h1>
      <p className="m">
        {session.behalf ? `“${session.behalf.name}”的码` : '您的码'}在哪里被扫过、为了什么、提供了什么，都在这里。
      </p>
      {!rows ? <Loading /> : null}
      {rows?.length === 0 ? <Empty says="还没有被扫过。" /> : null}
      <ol>
        {rows?.map((row) => (
          <Entry key={row.id} of={row} />
        ))}
      </ol>
      {found.error ? (
        <p className="wrong" role="alert">
          {found.error.message}
        </p>
      ) : null}
      {found.hasNextPage ? (
        <button
          type="button"
          className="bt"
          disabled={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          更多
        </button>
      ) : null}
    </main>
  )
}

function Entry({ of }: { of: Shown }) {
  const now = useNow()
  const { agency } = useNames()
  return (
    <li>
      <div className="head">
        <b>{of.title}</b>
        <span className="out" data-state={of.state}>
          {outcomeWords(of)}
        </span>
        {of.offline ? <span className="mark">离线</span> : null}
        <time dateTime={of.at}>{shortInstant(of.at, now)}</time>
      </div>
      <p>
        {agency(of.agency)}，{of.place}
      </p>
      <p className="m">{told(of)}</p>
      {of.forAnother && of.by ? <p className="m">由 {of.by} 代为出示</p> : null}
    </li>
  )
}

function told({ state, gave, offline }: Shown): string {
  if (gave.length > 0) return `提供了${gave.join('、')}`
  if (state === 'asked') return '还没有提供什么'
  if (state !== 'given') return '什么也没有提供'
  return offline ? '设备离线，只核验了码，没有提供信息' : '对方没有取走，什么也没有提供'
}
