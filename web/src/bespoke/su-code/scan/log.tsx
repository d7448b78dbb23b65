import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { wall } from '../../../look/dates.ts'
import { Empty } from '../../../look/empty.tsx'
import { outcomeWords, type ScanState } from '../code-data.ts'
import { ask, cityNow, device } from './device.ts'
import { queue } from './waiting.ts'

interface Row {
  id: string
  at: string
  kind: 'person' | 'organisation'
  offline: boolean
  state: ScanState
}
interface Slice {
  rows: Row[]
  next: string | null
}

/** What this device did today, and nothing of whose codes they were. @param after changes when a scan came to something */
export function Log({ after, away }: { after: string; away: boolean }) {
  const token = device.use()?.token
  const today = wall(cityNow()).date
  const isToday = ({ at }: Row) => wall(at).date === today
  const client = useQueryClient()
  const found = useInfiniteQuery({
    queryKey: ['scanner', 'log', token],
    retry: false,
    initialPageParam: '',
    queryFn: async ({ pageParam }): Promise<Slice> => {
      try {
        return await ask<Slice>('GET', `/code/scans${pageParam ? `?after=${pageParam}` : ''}`)
      } catch (error) {
        // A device that was ended is told so by the page; it is no sign-out of whoever reads.
        if (device.now()?.ended) return { rows: [], next: null }
        throw error
      }
    },
    getNextPageParam: ({ rows, next }) => (rows.every(isToday) ? next : null),
  })
  const { refetch } = found
  const waiting = queue.use().waiting.length
  useEffect(() => {
    if (away || after === 'busy') return
    // What was asked before this came of it would be answered without it, and a first answer under way is not asked again.
    void client.cancelQueries({ queryKey: ['scanner', 'log', token] }).then(() => refetch())
  }, [after, away, waiting, refetch, client, token])
  const rows = found.data?.pages.flatMap((page) => page.rows).filter(isToday)
  return (
    <section aria-labelledby="today">
      <h2 id="today">本机今天扫的</h2>
      {away ? <p className="m">没有网络，列的是断网以前的。</p> : null}
      {rows?.length === 0 ? <Empty says="今天还没有扫过。" /> : null}
      <ol className="log">
        {rows?.map((row) => (
          <li key={row.id}>
            <time dateTime={row.at}>{wall(row.at).time}</time>
            <span>{row.kind === 'organisation' ? '单位' : '个人'}</span>
            <span>{outcomeWords(row)}</span>
            {row.offline ? <span className="mark">离线</span> : null}
          </li>
        ))}
      </ol>
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
    </section>
  )
}
