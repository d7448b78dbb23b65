import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Navigate, useLocation, useNavigate, useSearchParams } from 'react-router'
import type { Session } from '../../../platform/manifest.ts'
import { Refusal, get, send } from '../shell/api.ts'
import { backTo } from '../shell/back-to.ts'
import { faceOf } from '../shell/face.ts'
import { queryClient, renew, session as sessionQuery } from '../shell/queries.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { Bar } from './frame.tsx'

interface DemoAccount {
  account: string
  password: string
  name: string
  title: string
  agency: string
}

/** Account and password; in the demonstration city its accounts stand beside, one press each. */
export function SignIn() {
  const { product } = useManifest()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const account = useRef<HTMLInputElement>(null)
  const demo = useQuery({
    queryKey: ['demo'],
    retry: false,
    queryFn: async ({ signal }) => {
      try {
        return (await get<{ accounts: DemoAccount[] }>('/demo', signal)).accounts
      } catch {
        return []
      }
    },
  })
  const enter = useMutation({
    mutationFn: (card: { account: string; password: string }) => send<Session>('POST', '/session', card),
    onSuccess: async (session) => {
      const to = backTo(query)
      queryClient.setQueryData(sessionQuery.queryKey, session)
      if (faceOf(session, to.split('?')[0] as string) === 'workbench') return location.replace(to)
      await renew(session)
      await navigate(to, { replace: true })
    },
  })
  useTitle('登录')
  useEffect(() => account.current?.focus(), [])
  const problem = enter.error instanceof Refusal ? enter.error.problem : null
  return (
    <>
      <Bar />
      <main id="main" className="cit enter">
        <section>
          <h1>登录{product}</h1>
          <p className="wh">办事、看办到哪了、出示苏服码，都从这里进。</p>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              const typed = new FormData(event.currentTarget)
              enter.mutate({ account: String(typed.get('account')).trim(), password: String(typed.get('password')) })
            }}
          >
            <label>
              账号
              <input ref={account} className="in" name="account" autoComplete="username" required />
            </label>
            <label>
              密码
              <input className="in" name="password" type="password" autoComplete="current-password" required />
            </label>
            {enter.error ? (
              <p className="bad" role="alert">
                {problem?.detail ?? '没有登录成功，请再试一次。'}
                {problem?.instance ? <span className="cap"> 编号 {problem.instance}</span> : null}
              </p>
            ) : null}
            <button type="submit" className="go" disabled={enter.isPending}>
              {enter.isPending ? '正在登录' : '登录'}
            </button>
          </form>
        </section>
        {demo.data && demo.data.length > 0 ? (
          <section>
            <h2>演示账号，按一下即可登录</h2>
            <ul className="ct-rows demo">
              {demo.data.map((one) => (
                <li key={one.account}>
                  <button
                    type="button"
                    disabled={enter.isPending}
                    onClick={() => enter.mutate({ account: one.account, password: one.password })}
                  >
                    <span>
                      <b>{one.name}</b>
                      <small>
                        {one.agency}
                        {one.title}
                      </small>
                    </span>
                    <code>{one.account}</code>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </main>
    </>
  )
}

/** Stands where a page is somebody's own and nobody is signed in. */
export function SignInFirst() {
  const { pathname, search } = useLocation()
  return <Navigate to={`/sign-in?from=${encodeURIComponent(pathname + search)}`} replace />
}
