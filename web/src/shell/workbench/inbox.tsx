import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { InboxEntry, Page } from '../../../../platform/manifest.ts'
import { wall, weekEnd } from '../../look/dates.ts'
import { Loading } from '../../look/loading.tsx'
import type { QueueState } from '../../render/case-queue.tsx'
import { get } from '../api.ts'
import { FrontLink } from '../front-link.tsx'
import { isDownload } from '../jobs/job-line.tsx'
import { useNow, useSession } from '../reader.ts'
import { Entry } from './inbox-entry.tsx'

/** What came in: to do by the day it is due, then notes; the finished ones on request. */
export function Inbox() {
  const session = useSession()
  const now = useNow()
  const [state, setState] = useState<'open' | 'done'>('open')
  const inbox = useInfiniteQuery({
    queryKey: ['inbox', state],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<Page<InboxEntry>>(
        `/inbox?state=${state}&limit=50${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`,
        signal,
      ),
    getNextPageParam: (page) => page.next,
    refetchInterval: 60_000,
  })
  const entries = inbox.data?.pages.flatMap((page) => page.rows) ?? []
  const groups = state === 'open' ? byDue(entries, now) : [{ title: '已办', rows: entries }]
  const urgent = groups.find((group) => group.title === '今天')?.rows.length ?? 0
  const todos = entries.filter((one) => one.kind === 'todo').length
  const paths = groups.flatMap((group) => group.rows.map((one) => one.path))
  const handed: QueueState = { queue: paths.filter((path) => !isDownload(path)), from: '/' }
  return (
    <section className="box" aria-label="收件箱">
      <header>
        <h1>
          {greeting(now)}，{session?.person.name}
        </h1>
        <p>{inbox.data ? standing(state, todos, urgent, inbox.hasNextPage) : ''}</p>
      </header>
      {inbox.isPending ? <Loading lines={5} /> : null}
      {inbox.error ? (
        <p className="none wrong" role="alert">
          收件箱没有取到：{inbox.error.message}{' '}
          <button type="button" className="bt q" onClick={() => void inbox.refetch()}>
            再试一次
          </button>
        </p>
      ) : null}
      {groups.map((group) =>
        group.rows.length === 0 ? null : (
          <div key={group.title}>
            <h2>
              <span>{group.title}</span>
              <span>{group.rows.length} 件</span>
            </h2>
            <Rows rows={group.rows} now={now} handed={handed} />
          </div>
        ),
      )}
      {inbox.data && entries.length === 0 ? (
        <p className="none m">{state === 'open' ? '新到的事会出现在这里。' : '还没有办过的事。'}</p>
      ) : null}
      <p className="done-link">
        <button type="button" className="bt q" onClick={() => setState(state === 'open' ? 'done' : 'open')}>
          {state === 'open' ? '看已办' : '回到待办'}
        </button>
        {inbox.hasNextPage ? (
          <button type="button" className="bt q" onClick={() => void inbox.fetchNextPage()}>
            再看五十件
          </button>
        ) : null}
        <FrontLink />
      </p>
    </section>
  )
}

/** Entries of one group that are shown before the reader asks for the rest. */
const fewest = 6

function Rows({ rows, now, handed }: { rows: InboxEntry[]; now: string; handed: QueueState }) {
  const [whole, setWhole] = useState(false)
  const shown = whole || rows.length <= fewest + 2 ? rows : rows.slice(0, fewest)
  return (
    <>
      <ul className="in">
        {shown.map((one) => (
          <Entry key={one.id} entry={one} now={now} handed={handed} />
        ))}
      </ul>
      {shown.length < rows.length ? (
        <button type="button" className="bt q rest" onClick={() => setWhole(true)}>
          再看 {rows.length - shown.length} 件
        </button>
      ) : null}
    </>
  )
}

function byDue(entries: InboxEntry[], now: string): { title: string; rows: InboxEntry[] }[] {
  const today = wall(now).date
  const sunday = weekEnd(today)
  const todos = entries
    .filter((one) => one.kind === 'todo')
    .toSorted((a, b) => (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999'))
  const day = (one: InboxEntry) => (one.dueAt ? wall(one.dueAt).date : '9999')
  return [
    { title: '今天', rows: todos.filter((one) => day(one) <= today) },
    { title: '本周', rows: todos.filter((one) => day(one) > today && day(one) <= sunday) },
    { title: '以后', rows: todos.filter((one) => day(one) > sunday) },
    { title: '知会', rows: entries.filter((one) => one.kind === 'note') },
  ]
}

function standing(state: 'open' | 'done', todos: number, urgent: number, more: boolean): string {
  if (state === 'done') return '已经办过、看过的。'
  if (todos === 0) return '手上没有待办。'
  const today = urgent > 0 ? `${urgent} 件今天到期或已过期` : '今天没有到期的'
  return `手上有 ${todos}${more ? '+' : ''} 件待办，${today}。`
}

function greeting(now: string): string {
  const hour = Number(wall(now).time.slice(0, 2))
  if (hour < 5) return '夜深了'
  if (hour < 12) return '早上好'
  return hour < 18 ? '下午好' : '晚上好'
}
