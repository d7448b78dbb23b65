import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { KioskAsk, Session } from '../../../platform/manifest.ts'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { get, send } from '../shell/api.ts'
import { backTo } from '../shell/back-to.ts'
import { renew } from '../shell/queries.ts'
import { useTitle } from '../shell/reader.ts'
import { Picture } from './picture.tsx'

const looksEvery = 1500

/** A code that whoever stands here reads with their telephone, and the number that they find again on it. */
export function SignIn() {
  const [query] = useSearchParams()
  const navigate = useNavigate()
  const ask = useMutation({ mutationFn: () => send<KioskAsk>('POST', '/kiosk/asks') })
  const { mutate, data } = ask
  useEffect(() => mutate(), [mutate])
  const came = useQuery({
    queryKey: ['kiosk', 'ask', data?.id],
    enabled: data !== undefined,
    retry: false,
    refetchInterval: ({ state }) => (state.error || (state.data && state.data !== 'open') ? false : looksEvery),
    queryFn: async () =>
      (await send<{ state: 'open' | 'given' | 'refused' }>('POST', `/kiosk/asks/${data?.id}/session`)).state,
  })
  const given = came.data === 'given'
  useEffect(() => {
    if (!given) return
    void get<Session>('/session')
      .then(renew)
      .then(() => navigate(backTo(query), { replace: true }))
  }, [given, query, navigate])
  useTitle('扫码登录')
  const over = came.error !== null || came.data === 'refused'
  if (ask.error) return <Failed what="二维码" error={ask.error} retry={() => mutate()} />
  if (!data || given) return <Loading whole />
  return (
    <main id="main" tabIndex={-1} className="cit ki-enter">
      <h1>用手机扫码登录</h1>
      {over ? (
        <>
          <p className="wh" role="status">
            {came.data === 'refused' ? '手机上没有同意，或者数字选得不对。' : '这个二维码过期了。'}
          </p>
          <button type="button" className="go" onClick={() => mutate()}>
            换一个二维码
          </button>
        </>
      ) : (
        <div className="ki-code">
          <Picture text={`${location.origin}/lend/${data.code}`} alt="登录二维码，请用手机扫" />
          <ol>
            <li>用手机扫左边的码。</li>
            <li>
              在手机上选这个数字：<b className="which">{data.number}</b>
            </li>
            <li>这里自己会打开，不用输密码。</li>
          </ol>
        </div>
      )}
    </main>
  )
}
