import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
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
  const [ticket] = useState(() => new URLSearchParams(location.hash.slice(1)).get('ticket') ?? '')
  const sent = useRef(false)
  const enter = useMutation({
    mutationFn: (replaces: boolean) => send<{ page: string }>('POST', '/app-visits', { app, ticket, replaces }),
    onSuccess: ({ page }) => location.replace(page),
  })
  const { mutate } = enter
  useEffect(() => {
    history.replaceState(history.state, '', location.pathname)
    // A ticket is good once: it is sent once.
    if (!ticket || sent.current) return
    sent.current = true
    mutate(false)
  }, [mutate, ticket])
  useTitle('正在打开')
  const problem = enter.error instanceof Refusal ? enter.error.problem : null
  const lacks = ticket ? undefined : '这一页要从别的应用里点开才进得来。请回到刚才的应用，再点开一次。'
  const says = problem?.detail ?? enter.error?.message ?? lacks
  return (
    <>
      <Bar />
      <main id="main" tabIndex={-1} className="cit step">
        <div className="bo">
          <h1>{problem?.title ?? (says ? '没有进来' : '正在打开')}</h1>
          <p className="wh" role="status">
            {says ?? '正在问您从哪里来、是谁，一两秒钟就好。'}
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
