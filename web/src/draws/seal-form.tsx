import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { DrawWhole, PoolNow } from '../../../platform/manifest.ts'
import { Loading } from '../look/loading.tsx'
import { useOnce } from '../look/once.ts'
import { get, send } from '../shell/api.ts'
import { queryClient } from '../shell/queries.ts'
import { keepSecret, newSecret, promiseOf } from './secret.ts'

/** Seals a draw: how many of which kind, out of the pool as it stands now. @param before how the last draw for the same stands */
export function SealForm(props: {
  name: string
  occasion: string
  before: DrawWhole['state'] | undefined
  last: string | undefined
}) {
  const { name, occasion, before, last } = props
  const navigate = useNavigate()
  const [takes, setTakes] = useState<Record<string, string>>({})
  const [again, setAgain] = useState('')
  const pool = useQuery({
    queryKey: ['draws', name, 'pool', occasion],
    staleTime: 0,
    retry: false,
    queryFn: ({ signal }) =>
      get<{ title: string; pools: PoolNow[] }>(`/draws/${name}/pool?occasion=${occasion}`, signal),
  })
  const sealing = useOnce(
    async () => {
      const secret = newSecret()
      keepSecret(secret)
      const places = (pool.data?.pools ?? []).flatMap((one) =>
        one.strata.map((stratum) => ({
          ...{ pool: one.name, stratum: stratum.name },
          take: Number(takes[`${one.name}/${stratum.name}`] || 0),
        })),
      )
      const body = { occasion, commitment: promiseOf(secret), places, ...(again.trim() && { again: again.trim() }) }
      return send<{ id: string }>('POST', `/draws/${name}`, body)
    },
    ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['draws', name] })
      void navigate(`/draws/${name}/${id}`)
    },
  )
  if (before === 'sealed')
    return (
      <p className="warn">
        已经封存了一次，还没有揭示。
        <button type="button" className="bt p" onClick={() => void navigate(`/draws/${name}/${last}`)}>
          去揭示
        </button>
      </p>
    )
  if (pool.error)
    return (
      <p className="wrong" role="alert">
        {pool.error.message}
      </p>
    )
  if (!pool.data) return <Loading lines={4} />
  return (
    <form
      className="seal"
      aria-label="封存抽取池"
      onSubmit={(event) => {
        event.preventDefault()
        sealing.mutate(undefined)
      }}
    >
      <h2>{pool.data.title}</h2>
      {pool.data.pools.map((one) => (
        <fieldset key={one.name}>
          <legend>{one.title}</legend>
          {one.strata.map((stratum) => {
            const key = `${one.name}/${stratum.name}`
            return (
              <label key={key}>
                <span>
                  {stratum.title}
                  <span className="cap">可抽 {stratum.there} 名</span>
                </span>
                <input
                  className="in-text"
                  type="number"
                  inputMode="numeric"
                  min={0}
                  max={stratum.there}
                  placeholder="0"
                  value={takes[key] ?? ''}
                  onChange={({ target }) => setTakes({ ...takes, [key]: target.value })}
                />
                名
              </label>
            )
          })}
          {one.excluded.length > 0 ? (
            <p className="m">回避：{one.excluded.map(({ reason, count }) => `${reason} ${count} 名`).join('，')}。</p>
          ) : null}
        </fieldset>
      ))}
      {before ? (
        <label className="why">
          为什么再抽一次
          <textarea
            className="in-text"
            rows={2}
            required
            minLength={4}
            maxLength={500}
            value={again}
            onChange={({ target }) => setAgain(target.value)}
          />
          <span className="cap">前一次的结果和这里的缘由会一并公开。</span>
        </label>
      ) : null}
      {sealing.error ? (
        <p className="wrong" role="alert">
          {sealing.error.message}
        </p>
      ) : null}
      <p>
        <button type="submit" className="bt p" disabled={sealing.isPending}>
          {sealing.isPending ? '正在封存' : '封存抽取池'}
        </button>
        <span className="cap">封存以后不能再改；密数留在这台设备上，揭示时用。</span>
      </p>
    </form>
  )
}
