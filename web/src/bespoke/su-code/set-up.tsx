import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { Loading } from '../../look/loading.tsx'
import { send } from '../../shell/api.ts'
import { queryClient } from '../../shell/queries.ts'
import { useManifest, useSession } from '../../shell/reader.ts'
import { renewDevice, type Kept } from './device.ts'
import { scanners } from './desk-data.ts'

/** Registers this device in the reader's agency: from then on it works in its own name, whoever is signed in. */
export function SetUp({ ready }: { ready: (device: Kept) => void }) {
  const session = useSession()
  const { codeDesk } = useManifest()
  if (!session || !codeDesk?.includes('scan'))
    return (
      <>
        <p>这台设备还没有登记。请本单位的扫码管理员登录，为它选定用途后再用。</p>
        {session ? null : (
          <Link className="bt p" to="/sign-in?from=/scan">
            登录
          </Link>
        )}
      </>
    )
  return <Form ready={ready} agency={session.position?.agency.name ?? ''} />
}

function Form({ ready, agency }: { ready: (device: Kept) => void; agency: string }) {
  const known = useQuery(scanners)
  const [name, setName] = useState('')
  const [purpose, setPurpose] = useState('')
  const register = useMutation({
    mutationFn: async () => {
      const { token } = await send<{ token: string }>('POST', '/code/scanners', { name, purpose })
      return renewDevice(token)
    },
    onSuccess: async (device) => {
      await queryClient.invalidateQueries({ queryKey: ['code', 'scanners'] })
      ready(device)
    },
  })
  if (!known.data) return <Loading lines={3} />
  const chosen = known.data.purposes.find((one) => one.name === purpose)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        register.mutate()
      }}
    >
      <p className="cap">登记到{agency}。登记后这台设备用自己的身份扫码，您可以退出登录。</p>
      <label>
        设备名称
        <input
          className="in-text"
          required
          maxLength={60}
          placeholder="例如：一楼大厅 2 号窗口"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label>
        用途
        <select className="in-text" required value={purpose} onChange={(event) => setPurpose(event.target.value)}>
          <option value="">请选择</option>
          {known.data.purposes.map((one) => (
            <option key={one.name} value={one.name}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="bt p" disabled={register.isPending}>
        登记这台设备
      </button>
      {chosen ? (
        <p className="cap">
          {chosen.consent === 'asked' ? '每次由对方在手机上同意，' : '出示即可，'}可得知：{chosen.gives.join('、')}
          。依据：
          {chosen.basis}
        </p>
      ) : null}
      {register.error ? (
        <p className="wrong" role="alert">
          {register.error.message}
        </p>
      ) : null}
    </form>
  )
}
