import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { shortInstant } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { Failed, Forbidden } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { send } from '../../shell/api.ts'
import { queryClient } from '../../shell/queries.ts'
import { useManifest, useNow, useTitle } from '../../shell/reader.ts'
import { issuedPage, scanners } from './desk-data.ts'
import { EndRow } from './end-row.tsx'
import './code.css'

/** An agency's scanners, and the cards that it puts onto people's codes. */
export function DeskPage() {
  const { codeDesk } = useManifest()
  useTitle('扫码设备与卡证')
  if (!codeDesk) return <Forbidden what="扫码设备与卡证" />
  return (
    <main id="main" tabIndex={-1} className="page sfm">
      <p className="cap">
        <Link to="/code">苏服码</Link>
      </p>
      <h1>扫码设备与卡证</h1>
      {codeDesk.includes('scan') ? <Scanners /> : null}
      {codeDesk.includes('issue') ? <Issued /> : null}
    </main>
  )
}

function Scanners() {
  const now = useNow()
  const found = useQuery(scanners)
  if (found.error) return <Failed what="扫码设备" error={found.error} inside />
  if (!found.data) return <Loading lines={3} />
  const titleOf = (name: string) => found.data.purposes.find((one) => one.name === name)?.title ?? name
  return (
    <section aria-labelledby="scanners">
      <h2 id="scanners">扫码设备</h2>
      {found.data.rows.length === 0 ? <Empty says="本单位还没有登记扫码设备。" /> : null}
      <ul className="rows">
        {found.data.rows.map((one) => (
          <li key={one.id}>
            <span>
              <b>{one.name}</b> {titleOf(one.purpose)}
              <br />
              <span className="cap">
                今日扫码 {one.today} 次；{one.seenAt ? `最近 ${shortInstant(one.seenAt, now)} 在用` : '还没有用过'}
              </span>
            </span>
            <EndRow path={`/code/scanners/${one.id}`} name={one.name} says="注销后这台设备不能再扫码。" />
          </li>
        ))}
      </ul>
      <Link to="/scan">在本机登记一台</Link>
    </section>
  )
}

function Issued() {
  const found = useInfiniteQuery({
    queryKey: ['code', 'issued'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => issuedPage(pageParam),
    getNextPageParam: (last) => last.next,
  })
  if (found.error) return <Failed what="卡证" error={found.error} inside />
  const [first] = found.data?.pages ?? []
  if (!first) return <Loading lines={3} />
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? []
  const titleOf = (name: string) => first.kinds.find((one) => one.name === name)?.title ?? name
  return (
    <section aria-labelledby="issued">
      <h2 id="issued">卡证</h2>
      <IssueForm kinds={first.kinds} />
      {rows.length === 0 ? <Empty says="本单位还没有加载过卡证。" /> : null}
      <ul className="rows">
        {rows.map((one) => (
          <li key={one.id}>
            <span>
              <b>{one.holderName}</b> {titleOf(one.kind)}
              <br />
              <span className="cap">有效期至 {one.until}</span>
            </span>
            <EndRow
              path={`/code/issued/${one.id}`}
              name={`${one.holderName}的${titleOf(one.kind)}`}
              says="注销后扫码不再显示。"
            />
          </li>
        ))}
      </ul>
      {found.hasNextPage ? (
        <button type="button" className="bt" disabled={found.isFetching} onClick={() => void found.fetchNextPage()}>
          更多
        </button>
      ) : null}
    </section>
  )
}

const blank = { kind: '', holder: '', number: '', until: '' }

function IssueForm({ kinds }: { kinds: { name: string; title: string }[] }) {
  const [card, setCard] = useState(blank)
  const issue = useMutation({
    mutationFn: () => send('POST', '/code/issued', card),
    onSuccess: async () => {
      setCard({ ...blank, kind: card.kind, until: card.until })
      await queryClient.invalidateQueries({ queryKey: ['code'] })
    },
  })
  const text = (name: 'holder' | 'number' | 'until', label: string, type = 'text') => (
    <label>
      {label}
      <input
        className="in-text"
        type={type}
        required
        maxLength={100}
        value={card[name]}
        onChange={(event) => setCard({ ...card, [name]: event.target.value })}
      />
    </label>
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        issue.mutate()
      }}
    >
      <label>
        种类
        <select
          className="in-text"
          required
          value={card.kind}
          onChange={(event) => setCard({ ...card, kind: event.target.value })}
        >
          <option value="">请选择</option>
          {kinds.map((one) => (
            <option key={one.name} value={one.name}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      {text('holder', '持证人账号或信用代码')}
      {text('number', '号码')}
      {text('until', '有效期至', 'date')}
      <button type="submit" className="bt p" disabled={issue.isPending}>
        加载到码上
      </button>
      {issue.isSuccess ? <p role="status">已加载。</p> : null}
      {issue.error ? (
        <p className="wrong" role="alert">
          {issue.error.message}
        </p>
      ) : null}
    </form>
  )
}
