import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import type { SharingAgreed, SharingQueried, SharingVerified } from '../../../platform/manifest.ts'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { get, send } from '../shell/api.ts'
import { useTitle } from '../shell/reader.ts'
import './sharing.css'

/** What an officer's agency may ask for of others, and the asking itself: each call for a matter, on record. */
export function SharingsPage() {
  useTitle('用数据')
  const { data, error, refetch } = useQuery({
    queryKey: ['sharings'],
    queryFn: ({ signal }) => get<{ rows: SharingAgreed[] }>('/sharings', signal),
  })
  const [chosen, choose] = useState<string>()
  if (error) return <Failed what="共享协议" error={error} retry={() => void refetch()} />
  if (!data) return <Loading lines={6} whole />
  const open = data.rows.find(({ id }) => id === chosen)
  return (
    <main id="main" tabIndex={-1} className="page shr">
      <h1>用数据</h1>
      <p className="m">按本单位的共享协议查询、核验。每一次都记下是谁、为哪件事查的，本人能看到。</p>
      {data.rows.length === 0 ? (
        <p className="none">
          本单位还没有生效的共享协议。要用哪份数据，到<Link to="/lists/data-resource">数据资源</Link>
          里找到它，再请本单位的数据共享申请人提出申请。
        </p>
      ) : null}
      <ul className="shr-rows">
        {data.rows.map((one) => (
          <li key={one.id}>
            <h2>{one.title}</h2>
            <p>
              {one.way === 'query' ? '查询' : '核验'}：{one.lets.map(({ title }) => title).join('、')}
            </p>
            <p className="cap">
              今天用了 {one.used} 次，最多 {one.quota} 次；用到 {one.until}
            </p>
            {one.stopped ? (
              <p className="wrong">因为异常调用暂停：{one.stopped}。提供单位核查以后恢复。</p>
            ) : (
              <button
                type="button"
                className="bt"
                aria-expanded={one.id === chosen}
                onClick={() => choose(one.id === chosen ? undefined : one.id)}
              >
                {one.way === 'query' ? '查询' : '核验'}
              </button>
            )}
            {open?.id === one.id && !one.stopped ? <Call key={one.id} agreed={one} /> : null}
          </li>
        ))}
      </ul>
    </main>
  )
}

function Call({ agreed }: { agreed: SharingAgreed }) {
  const { id, name, way, lets } = agreed
  const at = useId()
  const queries = useQueryClient()
  const [typed, setTyped] = useState<Record<string, string>>({})
  const calling = useMutation({
    mutationFn: (body: object) =>
      send<SharingQueried & Partial<SharingVerified>>('POST', `/sharings/${name}/${id}/${way}`, body),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sharings'] }),
  })
  const ask = (event: FormEvent) => {
    event.preventDefault()
    if (calling.isPending) return
    const said = (one: string) => (typed[one] ?? '').trim()
    const claims = Object.fromEntries(lets.flatMap((one) => (said(one.name) ? [[one.name, said(one.name)]] : [])))
    calling.mutate({ key: said('key'), matter: said('matter'), ...(way === 'verify' && { claims }) })
  }
  const field = (one: string, title: string, most: number, needed: boolean) => (
    <p key={one}>
      <label htmlFor={`${at}${one}`}>{title}</label>
      <input
        id={`${at}${one}`}
        className="in-text"
        maxLength={most}
        required={needed}
        autoComplete="off"
        value={typed[one] ?? ''}
        onChange={(event) => setTyped({ ...typed, [one]: event.target.value })}
      />
    </p>
  )
  return (
    <form className="shr-call" onSubmit={ask}>
      {field('key', '查谁、查什么（身份证号或者编码）', 80, true)}
      {field('matter', '办哪一件事（四个字以上，本人能看到）', 150, true)}
      {way === 'verify' ? lets.map((one) => field(one.name, `${one.title}应该是`, 400, false)) : null}
      <p>
        <button type="submit" className="bt p" disabled={calling.isPending}>
          {way === 'query' ? '查询并留下记录' : '核验并留下记录'}
        </button>
      </p>
      <div aria-live="polite">
        {calling.error ? (
          <p className="wrong" role="alert">
            {calling.error.message}
          </p>
        ) : null}
        {calling.data ? <Answer way={way} answer={calling.data} /> : null}
      </div>
    </form>
  )
}

function Answer({ way, answer }: { way: 'query' | 'verify'; answer: SharingQueried & Partial<SharingVerified> }) {
  const titleOf = (name: string) => answer.columns.find((one) => one.name === name)?.title ?? name
  if (way === 'verify')
    return answer.matches ? (
      <ul className="shr-yes">
        {Object.entries(answer.matches).map(([name, is]) => (
          <li key={name}>
            {titleOf(name)}：<b>{is ? '是' : '不是'}</b>
          </li>
        ))}
      </ul>
    ) : (
      <p className="none">这份数据里没有查到。</p>
    )
  if (answer.rows.length === 0) return <p className="none">这份数据里没有查到。</p>
  return (
    <>
      {answer.rows.map((row, nth) => (
        <dl key={nth}>
          {answer.columns.map(({ name, title }) => (
            <div key={name}>
              <dt>{title}</dt>
              <dd>{row[name] || '没有'}</dd>
            </div>
          ))}
        </dl>
      ))}
    </>
  )
}
