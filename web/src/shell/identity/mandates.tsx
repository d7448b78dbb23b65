import { useMutation, useQuery } from '@tanstack/react-query'
import { get, send } from '../api.ts'
import { Loading } from '../../look/loading.tsx'
import { queryClient, renew, session as sessionQuery } from '../queries.ts'
import { useNow, useSession } from '../reader.ts'
import { wall } from '../../look/dates.ts'
import { ActBoxes, sayAct, type Act } from './acts.tsx'
import { typedIn } from './typed.ts'

interface Mandate {
  id: string
  party: string
  agent: string
  acts: string[]
  relation: string | null
  from: string
  until: string
  mine: boolean
  inForce: boolean
}
interface Known {
  rows: Mandate[]
  acts: Act[]
}

/** Who acts for whom: what the reader has granted, and for whom the reader may act. */
export function Mandates() {
  const session = useSession()
  const today = wall(useNow()).date
  const known = useQuery({
    queryKey: ['mandates'],
    staleTime: 0,
    queryFn: ({ signal }) => get<Known>('/mandates', signal),
  })
  const again = () => queryClient.invalidateQueries({ queryKey: ['mandates'] })
  const act = useMutation({
    mutationFn: (mandate: string | null) => send('POST', '/session/mandate', { mandate }),
    onSuccess: async () => renew(await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })),
  })
  const end = useMutation({ mutationFn: (id: string) => send('DELETE', `/mandates/${id}`), onSettled: again })
  const grant = useMutation({
    mutationFn: (asked: object) => send('POST', '/mandates', asked),
    onSuccess: again,
  })
  const named = (act: string) => sayAct(known.data?.acts, act)
  const error = act.error ?? end.error ?? grant.error
  return (
    <section aria-labelledby="mandates">
      <h2 id="mandates">授权与代办</h2>
      {session?.behalf ? (
        <p>
          现在代<b>{session.behalf.name}</b>办理，办的每一步都留下两个人的名字。
          <button type="button" className="bt q" onClick={() => act.mutate(null)}>
            回到自己的身份
          </button>
        </p>
      ) : null}
      {!known.data ? (
        <Loading lines={2} />
      ) : (
        <ul>
          {known.data.rows.map((one) => (
            <li key={one.id}>
              <span>
                <b>{one.agent}</b> 代 <b>{one.party}</b>
                {one.relation ? `（${one.relation}）` : ''}：{one.acts.map(named).join('、')}
                <br />
                <span className="cap">
                  {one.from} 至 {one.until}
                  {one.inForce ? '' : '，已失效'}
                </span>
              </span>
              {one.inForce && one.mine ? (
                <button type="button" className="bt" onClick={() => act.mutate(one.id)}>
                  代办
                </button>
              ) : null}
              {one.inForce ? (
                <button type="button" className="bt q" onClick={() => end.mutate(one.id)}>
                  {one.mine ? '不再代办' : '撤销'}
                </button>
              ) : null}
            </li>
          ))}
          {known.data.rows.length === 0 ? (
            <li>
              <span className="m">还没有授权。</span>
            </li>
          ) : null}
        </ul>
      )}
      {known.data && known.data.acts.length > 0 && !session?.behalf ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const { word, all } = typedIn(event.currentTarget)
            grant.mutate({
              agent: word('agent'),
              ...(word('organisation') && { organisation: word('organisation') }),
              acts: all('acts'),
              from: today,
              until: word('until'),
            })
          }}
        >
          <label>
            代办人的账号
            <input className="in-text" name="agent" required />
          </label>
          <label>
            组织代码（授权代自己办的不填）
            <input className="in-text" name="organisation" maxLength={18} />
          </label>
          <label>
            到哪一天为止
            <input className="in-text" name="until" type="date" min={today} required />
          </label>
          <ActBoxes acts={known.data.acts} />
          <button type="submit" className="bt p" disabled={grant.isPending}>
            授权
          </button>
        </form>
      ) : null}
      {error ? (
        <p className="wrong" role="alert">
          {error.message}
        </p>
      ) : null}
    </section>
  )
}
