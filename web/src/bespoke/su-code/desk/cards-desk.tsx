import { useInfiniteQuery } from '@tanstack/react-query'
import { AskInPlace } from '../../../look/ask-in-place.tsx'
import { shortInstant } from '../../../look/dates.ts'
import { Empty } from '../../../look/empty.tsx'
import { Failed } from '../../../look/failed.tsx'
import { Loading } from '../../../look/loading.tsx'
import { get, send } from '../../../shell/api.ts'
import { useNow } from '../../../shell/reader.ts'
import { issued, renewCode, type CardSlice } from './desk-data.ts'
import { IssueForm } from './issue-form.tsx'

/** The cards that the agency has put onto people's codes, and the form for another. */
export function CardsDesk() {
  const now = useNow()
  const found = useInfiniteQuery({
    queryKey: issued,
    staleTime: 0,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => get<CardSlice>(`/code/issued${pageParam ? `?after=${pageParam}` : ''}`, signal),
    getNextPageParam: ({ next }) => next,
  })
  const kinds = found.data?.pages[0]?.kinds ?? []
  const rows = found.data?.pages.flatMap((page) => page.rows)
  const titleOf = (name: string) => kinds.find((kind) => kind.name === name)?.title ?? name
  return (
    <section aria-labelledby="issued">
      <h2 id="issued">卡证</h2>
      {found.error ? <Failed what="卡证" error={found.error} retry={() => void found.refetch()} inside /> : null}
      {found.isLoading ? <Loading lines={3} /> : null}
      {found.data ? <IssueForm kinds={kinds} /> : null}
      {rows?.length === 0 ? <Empty says="本单位还没有加载卡证。" /> : null}
      {rows && rows.length > 0 ? (
        <table className="dt">
          <caption className="sr">在用的卡证</caption>
          <thead>
            <tr>
              <th scope="col">持证人</th>
              <th scope="col">卡证</th>
              <th scope="col">有效期至</th>
              <th scope="col">加载</th>
              <th scope="col">
                <span className="sr">注销</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.id}>
                <td className="nm">{one.holderName}</td>
                <td>{titleOf(one.kind)}</td>
                <td>
                  <span className="lab">有效期至</span>
                  {one.until}
                </td>
                <td>
                  <span className="lab">加载</span>
                  {shortInstant(one.at, now)}
                </td>
                <td className="end">
                  <AskInPlace
                    quiet
                    word="注销"
                    what={`${one.holderName}的${titleOf(one.kind)}`}
                    says="注销后扫码时不再告知这张卡证。"
                    act={() => send('POST', `/code/issued/${one.id}/end`)}
                    renew={renewCode}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
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
    </section>
  )
}
