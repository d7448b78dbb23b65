import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { wall } from '../../look/dates.ts'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { get, send } from '../api.ts'
import { useNow } from '../reader.ts'
import { ActBoxes, type Act } from './acts.tsx'
import { typedIn } from './typed.ts'

interface Asked {
  principal: string
  agent: string
  acts: string[]
  relation?: string
  from: string
  until: string
}

/** Records who acts for somebody who cannot grant it themselves, once the papers were seen. */
export function RecordProxy() {
  const today = wall(useNow()).date
  const [turn, setTurn] = useState(0)
  const [from, setFrom] = useState(today)
  const known = useQuery({
    queryKey: ['mandates'],
    queryFn: ({ signal }) => get<{ acts: Act[] }>('/mandates', signal),
  })
  const acts = known.data?.acts
  const record = useMutation({
    mutationFn: async (asked: Asked) => {
      if (asked.acts.length === 0) throw new Error('没有登记：还没有选择授权事项。请至少选一项。')
      await send('POST', '/mandates', asked)
      return asked
    },
    onSuccess: () => setTurn((n) => n + 1),
  })
  const last = `${Number(from.slice(0, 4)) + 3}${from.slice(4)}`
  return (
    <section aria-labelledby="proxy">
      <h2 id="proxy">代办登记</h2>
      <p className="m">本人不能自己授权的，看过双方证件和关系证明后，在这里替他登记。最长三年，双方随时可以撤销。</p>
      <form
        key={turn}
        onSubmit={(event) => {
          event.preventDefault()
          const { word, all } = typedIn(event.currentTarget)
          record.mutate({
            ...{ principal: word('principal'), agent: word('agent'), acts: all('acts') },
            ...(word('relation') && { relation: word('relation') }),
            ...{ from: word('from'), until: word('until') },
          })
        }}
      >
        <label>
          本人的账号
          <input className="in-text" name="principal" maxLength={100} autoComplete="off" required />
        </label>
        <label>
          代办人的账号
          <input className="in-text" name="agent" maxLength={100} autoComplete="off" required />
        </label>
        <label>
          与本人的关系
          <input className="in-text" name="relation" maxLength={40} placeholder="如子女、监护人、村干部代办" />
        </label>
        <label>
          从哪一天起
          <input
            className="in-text"
            name="from"
            type="date"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
            required
          />
        </label>
        <label>
          到哪一天为止
          <input
            className="in-text"
            name="until"
            type="date"
            min={from > today ? from : today}
            max={from ? last : undefined}
            required
          />
        </label>
        {known.error ? <Failed what="授权事项" error={known.error} retry={() => void known.refetch()} inside /> : null}
        {acts === undefined ? known.error ? null : <Loading lines={1} /> : <ActBoxes acts={acts} />}
        {acts?.length === 0 ? <p className="m">现在没有可以委托办理的事项。</p> : null}
        <button type="submit" className="bt" disabled={record.isPending || !acts || acts.length === 0}>
          登记代办
        </button>
      </form>
      {record.data ? (
        <p role="status">
          已登记：<b>{record.data.agent}</b> 从 <span className="n">{record.data.from}</span> 到{' '}
          <span className="n">{record.data.until}</span> 代 <b>{record.data.principal}</b> 办理{' '}
          {record.data.acts.length} 个事项。双方在“登录与安全”里看得到，随时可以撤销。
        </p>
      ) : null}
      {record.error ? (
        <p className="wrong" role="alert">
          {record.error.message}
        </p>
      ) : null}
    </section>
  )
}
