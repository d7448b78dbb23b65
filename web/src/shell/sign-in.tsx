import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Session } from '../../../platform/manifest.ts'
import { Refusal, get, send } from './api.ts'
import { renew } from './person-menu.tsx'
import { useManifest, useTitle } from './reader.ts'

interface DemoAccount {
  account: string
  password: string
  name: string
  title: string
  agency: string
}

/** Account and password; in the demonstration city its accounts stand beside, one press each. */
export function SignIn() {
  const { product, city } = useManifest()
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
      await renew(session)
      const from = query.get('from') ?? '/'
      await navigate(/^\/(?!\/|\\)/.test(from) && !from.startsWith('/sign-in') ? from : '/', { replace: true })
    },
  })
  useTitle('登录')
  useEffect(() => account.current?.focus(), [])
  const problem = enter.error instanceof Refusal ? enter.error.problem : null
  return (
    <main id="main" className="enter">
      <section>
        <h1>{product}</h1>
        <p className="sub">{city}年度数字化计划的办理平台。</p>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const typed = new FormData(event.currentTarget)
            enter.mutate({ account: String(typed.get('account')).trim(), password: String(typed.get('password')) })
          }}
        >
          <label>
            账号
            <input ref={account} className="in-text" name="account" autoComplete="username" required />
          </label>
          <label>
            密码
            <input className="in-text" name="password" type="password" autoComplete="current-password" required />
          </label>
          {enter.error ? (
            <p className="wrong" role="alert">
              {problem?.detail ?? '没有登录成功，请再试一次。'}
              {problem?.instance ? <span className="cap"> 编号 {problem.instance}</span> : null}
            </p>
          ) : null}
          <button type="submit" className="bt p" disabled={enter.isPending}>
            {enter.isPending ? '正在登录' : '登录'}
          </button>
        </form>
      </section>
      {demo.data && demo.data.length > 0 ? (
        <section>
          <h2>演示账号，按一下即可登录</h2>
          <ul className="demo">
            {demo.data.map((one) => (
              <li key={one.account}>
                <button
                  type="button"
                  disabled={enter.isPending}
                  onClick={() => enter.mutate({ account: one.account, password: one.password })}
                >
                  <span>
                    <b>{one.name}</b> {one.agency}
                  </span>
                  <code>{one.account}</code>
                  <small>{one.title}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </main>
  )
}
