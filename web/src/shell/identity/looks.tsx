import { useInfiniteQuery } from '@tanstack/react-query'
import { Failed } from '../../look/failed.tsx'
import { shortInstant } from '../../look/dates.ts'
import { Loading } from '../../look/loading.tsx'
import { get } from '../api.ts'
import { useNames, useNow } from '../reader.ts'

interface Look {
  id: string
  at: string
  officer: string
  agency: string | null
  purpose: string
  /** The register in words, and its fields. */
  title: string
  labels: string[]
}
interface Page {
  rows: Look[]
  next: string | null
}

/** Who looked at the reader's personal data, when and what for; the newest first. */
export function Looks({ heading: Heading = 'h2' }: { heading?: 'h1' | 'h2' }) {
  const now = useNow()
  const names = useNames()
  const looks = useInfiniteQuery({
    queryKey: ['looks'],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) => get<Page>(`/looks${pageParam ? `?after=${pageParam}` : ''}`, signal),
    getNextPageParam: (page) => page.next,
  })
  const rows = looks.data?.pages.flatMap((page) => page.rows)
  return (
    <section aria-labelledby="looks">
      <Heading id="looks">谁看过我的信息</Heading>
      {looks.error ? <Failed what="查看记录" error={looks.error} retry={() => void looks.refetch()} inside /> : null}
      {!rows ? (
        looks.error ? null : (
          <Loading lines={2} />
        )
      ) : (
        <ul>
          {rows.map((one) => (
            <li key={one.id}>
              <span>
                <b>{one.officer}</b> {names.agency(one.agency)}，{shortInstant(one.at, now)}：{one.purpose}
                <br />
                <span className="cap">
                  {one.title}的{one.labels.join('、')}
                </span>
              </span>
            </li>
          ))}
          {rows.length === 0 ? (
            <li>
              <span className="m">还没有人看过。工作人员查看您的个人信息时，会连同用途记在这里。</span>
            </li>
          ) : null}
        </ul>
      )}
      {rows && rows.length > 0 ? (
        <p className="cap">您登记的，以及窗口核验过您的身份证后、别人登记的写有您公民身份号码的，都在这里。</p>
      ) : null}
      {looks.hasNextPage ? (
        <button
          type="button"
          className="bt q"
          disabled={looks.isFetchingNextPage}
          onClick={() => void looks.fetchNextPage()}
        >
          更早的
        </button>
      ) : null}
    </section>
  )
}
