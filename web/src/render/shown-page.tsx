import { useInfiniteQuery } from '@tanstack/react-query'
import type { Manifest } from '../../../platform/manifest.ts'
import { shortInstant } from '../look/dates.ts'
import { Empty } from '../look/empty.tsx'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { useOnce } from '../look/once.ts'
import { typeset } from '../look/typeset.ts'
import { get, send } from '../shell/api.ts'
import { useNow, useTitle } from '../shell/reader.ts'
import './rows-table.css'

type Shown = Manifest['shown'][number]
type Row = Record<string, unknown>
interface Rows {
  rows: Row[]
  next?: string | null
}

const isInstant = /^\d{4}-\d\d-\d\dT/

/** The rows that a route answers, as its declaration says: its columns, and what may be done to each row. */
export function ShownPage({ title, path, columns, acts }: Shown) {
  useTitle(title)
  const found = useInfiniteQuery({
    queryKey: ['shown', path],
    queryFn: ({ pageParam, signal }) =>
      get<Rows>(`/${path}${pageParam ? `?after=${encodeURIComponent(pageParam)}` : ''}`, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? []
  if (found.error) return <Failed what={title} error={found.error} retry={() => void found.refetch()} />
  return (
    <main id="main" tabIndex={-1} className="page">
      <h1>{title}</h1>
      {found.isLoading ? <Loading lines={3} /> : null}
      {found.data && rows.length === 0 ? <Empty says={`当前身份看得到的范围里没有${title}。`} /> : null}
      {rows.length > 0 ? (
        <table className="rws">
          <caption className="sr">{title}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.name} scope="col">
                  {column.title}
                </th>
              ))}
              {acts.length > 0 ? <th scope="col">办理</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={String(row['id'] ?? at)}>
                {columns.map((column) => (
                  <td key={column.name}>
                    <span className="lab">{column.title}</span>
                    <Cell value={row[column.name]} />
                  </td>
                ))}
                {acts.length > 0 ? (
                  <td>
                    {acts.map((act) => (
                      <RowAct key={act.path} act={act} row={row} then={() => found.refetch()} />
                    ))}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {found.hasNextPage ? (
        <button type="button" className="bt" onClick={() => void found.fetchNextPage()} disabled={found.isFetching}>
          再看一些
        </button>
      ) : null}
    </main>
  )
}

function Cell({ value }: { value: unknown }) {
  const now = useNow()
  if (value === null || value === undefined || value === '') return <span className="m">—</span>
  if (typeof value === 'boolean') return <>{value ? '是' : '否'}</>
  if (typeof value === 'string' && isInstant.test(value)) return <>{shortInstant(value, now)}</>
  return <>{typeset(String(value))}</>
}

/** What may be done to a row, at the press of a button; a refusal is told beside it. */
function RowAct({ act, row, then }: { act: Shown['acts'][number]; row: Row; then: () => unknown }) {
  const path = act.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(row[name])))
  const doing = useOnce(() => send('POST', `/${path}`), then)
  return (
    <>
      <button type="button" className="bt" disabled={doing.isPending} onClick={() => doing.mutate(undefined)}>
        {act.title}
      </button>
      {doing.error ? <span role="alert">{doing.error.message}</span> : null}
    </>
  )
}
