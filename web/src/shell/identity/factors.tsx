import { useMutation, useQuery } from '@tanstack/react-query'
import { QRCode } from 'antd'
import { useState } from 'react'
import { shortInstant } from '../../look/dates.ts'
import { Loading } from '../../look/loading.tsx'
import { Refusal, get, send } from '../api.ts'
import { queryClient, session as sessionQuery } from '../queries.ts'
import { useNow } from '../reader.ts'

interface Known {
  rows: { id: string; kind: 'totp' | 'passkey'; name: string; at: string; usedAt: string | null }[]
  recovery: number
}
interface Begun {
  id: string
  secret: string
  address: string
}
interface Confirmed {
  recovery: string[] | null
}

async function makePasskey(): Promise<Confirmed> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const optionsJSON = await send<never>('POST', '/factors/passkey/options')
  const response = await startRegistration({ optionsJSON })
  return send<Confirmed>('POST', '/factors/passkey', { name: '通行密钥', response })
}

/** The reader's second factors: an app's codes, passkeys; recovery codes are shown once. */
export function Factors() {
  const now = useNow()
  const [begun, setBegun] = useState<Begun>()
  const [codes, setCodes] = useState<string[]>()
  const known = useQuery({
    queryKey: ['factors'],
    staleTime: 0,
    queryFn: ({ signal }) => get<Known>('/factors', signal),
  })
  const renewed = (made?: Confirmed) => {
    if (made?.recovery) setCodes(made.recovery)
    void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
    void queryClient.invalidateQueries({ queryKey: ['factors'] })
    void queryClient.invalidateQueries({ queryKey: ['sessions'] })
  }
  const begin = useMutation({
    mutationFn: () => send<Begun>('POST', '/factors/totp', { name: '手机验证器' }),
    onSuccess: setBegun,
  })
  const confirm = useMutation({
    mutationFn: (code: string) => send<Confirmed>('POST', `/factors/totp/${begun?.id}`, { code }),
    onSuccess: (made) => {
      setBegun(undefined)
      renewed(made)
    },
  })
  const passkey = useMutation({ mutationFn: makePasskey, onSuccess: renewed })
  const remove = useMutation({
    mutationFn: (id: string) => send('DELETE', `/factors/${id}`),
    onSuccess: () => renewed(),
  })
  const anew = useMutation({ mutationFn: () => send<Confirmed>('POST', '/factors/recovery'), onSuccess: renewed })
  const error = begin.error ?? confirm.error ?? passkey.error ?? remove.error ?? anew.error
  return (
    <section aria-labelledby="factors">
      <h2 id="factors">第二个验证方式</h2>
      {!known.data ? (
        <Loading lines={2} />
      ) : (
        <ul>
          {known.data.rows.map((one) => (
            <li key={one.id}>
              <span>
                <b>{one.name}</b>{' '}
                <span className="cap">
                  {shortInstant(one.at, now)} 登记{one.usedAt ? `，最近 ${shortInstant(one.usedAt, now)} 使用` : ''}
                </span>
              </span>
              <button type="button" className="bt q" onClick={() => remove.mutate(one.id)}>
                删除
              </button>
            </li>
          ))}
          {known.data.rows.length > 0 ? (
            <li>
              <span>恢复码还剩 {known.data.recovery} 个</span>
              <button type="button" className="bt q" onClick={() => anew.mutate()}>
                重新生成
              </button>
            </li>
          ) : (
            <li>
              <span className="m">还没有登记。要求更可靠身份的事项要用它；手机丢失时用恢复码。</span>
            </li>
          )}
        </ul>
      )}
      {codes ? (
        <div role="status">
          <p className="m">请把恢复码抄下来收好，每个只能用一次，只显示这一次：</p>
          <p className="codes">
            {codes.map((code) => (
              <code key={code}>{code}</code>
            ))}
          </p>
        </div>
      ) : null}
      {begun ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            confirm.mutate(String(new FormData(event.currentTarget).get('code')).trim())
          }}
        >
          <QRCode value={begun.address} size={168} aria-label="验证器的二维码" />
          <label>
            用验证器扫描二维码，或输入密钥 <code>{begun.secret}</code>，再填六位验证码
            <input className="in-text" name="code" inputMode="numeric" autoComplete="one-time-code" required />
          </label>
          <button type="submit" className="bt p" disabled={confirm.isPending}>
            确认登记
          </button>
        </form>
      ) : (
        <form onSubmit={(event) => event.preventDefault()}>
          <button type="button" className="bt" onClick={() => begin.mutate()}>
            登记手机验证器
          </button>
          <button type="button" className="bt" disabled={passkey.isPending} onClick={() => passkey.mutate()}>
            登记通行密钥
          </button>
        </form>
      )}
      {error ? (
        <p className="wrong" role="alert">
          {error instanceof Refusal ? error.message : '这个浏览器没有完成登记，请再试一次。'}
        </p>
      ) : null}
    </section>
  )
}
