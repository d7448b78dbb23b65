import { useMutation, useQuery } from '@tanstack/react-query'
import { shortInstant } from '../../look/dates.ts'
import { Loading } from '../../look/loading.tsx'
import { get, send } from '../api.ts'
import { queryClient } from '../queries.ts'
import { useNow } from '../reader.ts'

interface Open {
  id: string
  browser: string | null
  place: string | null
  since: string
  seen: string
  assurance: number
  here: boolean
}

/** Where the reader is signed in; each can be ended, or all but this one. */
export function Sessions() {
  const now = useNow()
  const open = useQuery({
    queryKey: ['sessions'],
    staleTime: 0,
    queryFn: async ({ signal }) => (await get<{ rows: Open[] }>('/sessions', signal)).rows,
  })
  const end = useMutation({
    mutationFn: (id: string | null) => send('DELETE', id === null ? '/sessions' : `/sessions/${id}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  })
  return (
    <section aria-labelledby="open-sessions">
      <h2 id="open-sessions">登录中的设备</h2>
      {!open.data ? (
        <Loading lines={2} />
      ) : (
        <ul>
          {open.data.map((one) => (
            <li key={one.id}>
              <span>
                <b>{one.browser ?? '未知设备'}</b> {one.place}
                {one.here ? '（本次）' : ''}
                <br />
                <span className="cap">
                  {shortInstant(one.since, now)} 登录，最近 {shortInstant(one.seen, now)} 使用
                </span>
              </span>
              {one.here ? null : (
                <button type="button" className="bt q" disabled={end.isPending} onClick={() => end.mutate(one.id)}>
                  退出这台
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {open.data && open.data.length > 1 ? (
        <p>
          <button type="button" className="bt q" disabled={end.isPending} onClick={() => end.mutate(null)}>
            退出其他所有设备
          </button>
        </p>
      ) : null}
      {end.error ? (
        <p className="wrong" role="alert">
          {end.error.message}
        </p>
      ) : null}
    </section>
  )
}
