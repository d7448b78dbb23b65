import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link, useParams } from 'react-router'
import { Refusal, send } from '../shell/api.ts'
import { useTitle } from '../shell/reader.ts'
import { Bar } from './frame.tsx'

const anothers = 'app/somebody-here'

/**
 * Somebody comes from another application in which an app of the city's was opened. The ticket stands in the fragment of the
 * address, which no server sees; it leaves the address before anything is done with it.
 */
export function InPage() {
  const { app = '' } = useParams()
  const ticket = useRef<string | null>(null)
  const enter = useMutation({
    mutationFn: (replaces: boolean) =>
      send<{ page: string }>('POST', '/app-visits', { app, ticket: ticket.current ?? '', replaces }),
    onSuccess: ({ page }) => location.replace(page),
  })
  const { mutate } = enter
  useEffect(() => {
    if (ticket.current !== null) return
    ticket.current = new URLSearchParams(location.hash.slice(1)).get('ticket') ?? ''
    history.replaceState(history.state, '', location.pathname)
    if (ticket.current) mutate(false)
  }, [mutate])
  useTitle('正在打开')
  const problem = enter.error instanceof Refusal ? enter.error.problem : null
  const says = problem?.detail ?? enter.error?.message
  return (
    <>
      <Bar />
      <main id="main" tabIndex={-1} className="cit step">
        <div className="bo">
          <h1>{problem?.title ?? (says ? '没有进来' : '正在打开')}</h1>
          <p className="wh" role="status">
            {says ?? '正在问您从哪里来、是谁，一两秒钟就好。没有反应的，请回到刚才的应用再点开一次。'}
          </p>
        </div>
        {says ? (
          <footer className="fe">
            {problem?.code === anothers ? (
              <button type="button" className="go" disabled={enter.isPending} onClick={() => mutate(true)}>
                换人进来
              </button>
            ) : null}
            <Link className="go s" to="/">
              {problem?.code === anothers ? '不换，回首页' : '打开首页'}
            </Link>
          </footer>
        ) : null}
      </main>
    </>
  )
}
