import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { Failed } from '../../../look/failed.tsx'
import { Loading } from '../../../look/loading.tsx'
import { get, send } from '../../../shell/api.ts'
import { mayDoAny } from '../../../shell/queries.ts'
import { useManifest, useSession } from '../../../shell/reader.ts'
import { device } from './device.ts'

interface Purpose {
  name: string
  title: string
  basis: string
  consent: 'asked' | 'shown'
  /** The titles of what its scanner is told. */
  gives: string[]
}

/** An officer says what this device is for and what it is called; from then on it proves itself by its own token. */
export function SetUp() {
  const session = useSession()
  const keepsScanners = mayDoAny(useManifest(), 'code').includes('scan')
  if (!session)
    return (
      <>
        <p>登记这台设备，要由本单位的扫码管理员登录一次，选定用途；登记以后就不用登录了。</p>
        <p className="go">
          <Link className="bt p" to="/sign-in?from=%2Fscan">
            登录后登记
          </Link>
        </p>
      </>
    )
  if (!keepsScanners)
    return (
      <>
        <p role="alert">
          {session.person.name}
          不能登记扫码设备。登记要由本单位的扫码管理员来做；没有这个岗位的，请单位管理员在“岗位任免”里指定。
        </p>
        <p className="go">
          <Link className="bt" to="/sign-in?from=%2Fscan">
            换一个身份登录
          </Link>
        </p>
      </>
    )
  return <Register />
}

function Register() {
  const found = useQuery({
    queryKey: ['code', 'purposes'],
    queryFn: async ({ signal }) => (await get<{ purposes: Purpose[] }>('/code/scanners', signal)).purposes,
  })
  const [chosen, setChosen] = useState('')
  const register = useMutation({
    mutationFn: (of: { name: string; purpose: string }) => send<{ token: string }>('POST', '/code/scanners', of),
    onSuccess: ({ token }) => device.set({ token, self: null, ahead: 0, ended: false }),
  })
  if (found.error) return <Failed what="扫码用途" error={found.error} retry={() => void found.refetch()} inside />
  if (!found.data) return <Loading lines={3} />
  const purpose = found.data.find(({ name }) => name === chosen)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget)
        register.mutate({ name: String(typed.get('name')).trim(), purpose: String(typed.get('purpose')) })
      }}
    >
      <label>
        设备名称，例如“3 号窗口”
        <input className="in-text" name="name" maxLength={60} autoComplete="off" required />
      </label>
      <label>
        用途
        <select
          className="in-text"
          name="purpose"
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          required
        >
          <option value="">请选择</option>
          {found.data.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {purpose ? (
        <p className="m">
          扫码后告知：{purpose.gives.join('、')}。
          {purpose.consent === 'asked'
            ? '每次都要持码人在手机上同意，没有网络时不能用。'
            : '出示即可，不问持码人，也不告知是谁；没有网络时也能核验。'}
          <br />
          依据：{purpose.basis}
        </p>
      ) : null}
      {register.error ? (
        <p className="wrong" role="alert">
          {register.error.message}
        </p>
      ) : null}
      <button type="submit" className="bt p" disabled={register.isPending}>
        {register.isPending ? '正在登记' : '登记本机'}
      </button>
    </form>
  )
}
