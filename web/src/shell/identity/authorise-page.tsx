import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { get, send } from '../api.ts'
import { useSession, useTitle } from '../reader.ts'
import './identity.css'

interface Asked {
  client: { id: string; name: string }
  scopes: string[]
  person: { name: string } | null
  needs: number
  has: number
  again: boolean
  agreed: boolean
}

const told: Record<string, string> = {
  openid: '您在数字盐城的编号',
  profile: '您的姓名',
  officer: '您的岗位、单位和角色',
  organisation: '您代表或受托代办的组织',
  offline_access: '您离开之后，仍可凭这次同意取得以上信息（十四天内不用即失效）',
}

/** Another system asks to sign its person in: who asks, what it would be told, and the person's answer. */
export function AuthorisePage() {
  const { uid = '' } = useParams()
  const session = useSession()
  const place = `/authorisations/${uid}`
  const asked = useQuery({
    queryKey: ['authorisation', uid, session?.person.id, session?.assurance],
    staleTime: 0,
    queryFn: ({ signal }) => get<Asked>(`${place}/asked`, signal),
  })
  const answer = useMutation({
    mutationFn: (agrees: boolean) => send<{ to: string }>('POST', `${place}/answer`, { agrees }),
    onSuccess: ({ to }) => location.assign(to),
  })
  useTitle('登录应用')
  const { data } = asked
  const ready = data !== undefined && data.person !== null && !data.again && data.has >= data.needs
  const silent = ready && data.agreed && answer.isIdle
  useEffect(() => {
    if (silent) answer.mutate(true)
  }, [silent]) // eslint-disable-line -- once for each question
  if (asked.error) return <Failed what="登录请求" error={asked.error} />
  if (!data || silent || answer.isSuccess)
    return (
      <main id="main" className="agree">
        <Loading lines={3} />
      </main>
    )
  return (
    <main id="main" tabIndex={-1} className="agree">
      <h1>用数字盐城登录“{data.client.name}”</h1>
      {data.person && !data.again ? (
        <>
          <p className="m">
            您现在是 <b>{data.person.name}</b>
            {session?.behalf ? `，代${session.behalf.name}` : ''}。同意之后，“{data.client.name}”会得到：
          </p>
          <ul>
            {data.scopes.map((scope) => (
              <li key={scope}>{told[scope] ?? scope}</li>
            ))}
          </ul>
          {data.has < data.needs ? <p className="m">它要求更可靠的身份，同意时会请您再确认一次。</p> : null}
          {answer.error ? (
            <p className="wrong" role="alert">
              {answer.error.message}
            </p>
          ) : null}
          <div className="do">
            <button type="button" className="bt p" disabled={answer.isPending} onClick={() => answer.mutate(true)}>
              同意并登录
            </button>
            <button type="button" className="bt" disabled={answer.isPending} onClick={() => answer.mutate(false)}>
              不同意
            </button>
          </div>
        </>
      ) : (
        <>
          <p className="m">{data.person ? '它要求您现在重新登录一次。' : '请先登录；登录之后再决定是否同意。'}</p>
          <div className="do">
            <Link className="bt p" to={`/sign-in?from=${encodeURIComponent(`/authorise/${uid}`)}`}>
              去登录
            </Link>
            <button type="button" className="bt" onClick={() => answer.mutate(false)}>
              不登录，返回
            </button>
          </div>
        </>
      )}
    </main>
  )
}
