import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import type { KioskAsked } from '../../../platform/manifest.ts'
import { get, Refusal, send } from '../shell/api.ts'
import { useSession, useTitle } from '../shell/reader.ts'
import { Bar, Within } from './frame.tsx'
import { SignInFirst } from './sign-in.tsx'

/** On somebody's own telephone: a machine whose code they have read asks for a session. */
export function LendPage() {
  const { code = '' } = useParams()
  const session = useSession()
  const asked = useQuery({
    queryKey: ['kiosk', 'asked', code],
    enabled: session !== null,
    retry: false,
    queryFn: ({ signal }) => get<KioskAsked>(`/kiosk-asks/${code}`, signal),
  })
  const answer = useMutation({
    mutationFn: (number: number | null) => send('POST', `/kiosk-asks/${code}`, { number }),
  })
  useTitle('在自助机上登录')
  if (!session) return <SignInFirst />
  if (asked.error)
    return (
      <Within>
        <Failed what="这台自助机" error={asked.error} />
      </Within>
    )
  if (!asked.data)
    return (
      <Within>
        <Loading lines={4} whole />
      </Within>
    )
  const { called, numbers } = asked.data
  const refused = answer.error instanceof Refusal ? answer.error.problem.detail : answer.error?.message
  return (
    <>
      <Bar />
      <main id="main" tabIndex={-1} className="cit step">
        <div className="bo">
          {answer.isSuccess ? (
            <>
              <h1>{answer.variables === null ? '没有登录' : '登录好了'}</h1>
              <p className="wh">
                {answer.variables === null
                  ? '那台机器什么也看不到。'
                  : `请看“${called}”的屏幕。办完请在机器上退出；忘了的，两分钟没人碰也会自己退出。`}
              </p>
            </>
          ) : (
            <>
              <h1>您正站在“{called}”前面吗？</h1>
              <p className="wh">
                请选机器屏幕上显示的数字。选对了，那台机器就以{session.person.name}
                的身份办事，只办您自己的。不在机器前的，不要选。
              </p>
              {refused ? (
                <p className="bad" role="alert">
                  {refused}
                </p>
              ) : null}
            </>
          )}
        </div>
        <footer className="fe">
          {answer.isSuccess || answer.error ? (
            <Link className="go s" to="/">
              回首页
            </Link>
          ) : (
            <>
              {numbers.map((number) => (
                <button
                  key={number}
                  type="button"
                  className="go"
                  disabled={answer.isPending}
                  onClick={() => answer.mutate(number)}
                >
                  {number}
                </button>
              ))}
              <button type="button" className="go s" disabled={answer.isPending} onClick={() => answer.mutate(null)}>
                我不在机器前，不登录
              </button>
            </>
          )}
        </footer>
      </main>
    </>
  )
}
