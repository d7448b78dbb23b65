import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { send } from '../../../shell/api.ts'
import { renew } from '../../../shell/queries.ts'
import { useSession, useTitle } from '../../../shell/reader.ts'
import { Counter } from './counter.tsx'
import { device } from './device.ts'
import { keepPage } from '../../../shell/keep-page.ts'
import { SetUp } from './set-up.tsx'
import { queue } from './waiting.ts'
import './scan.css'

/** A device at a counter: set up once by an officer, and then on its own, with nobody signed in. */
export function ScanPage() {
  const mine = device.use()
  const waiting = queue.use().waiting.length
  const working = mine !== null && !mine.ended
  const kept = useKeptPage(working)
  useTitle('扫码')
  return (
    <main id="main" tabIndex={-1} className="page scn">
      <h1>{mine?.self && !mine.ended ? mine.self.name : '扫码设备'}</h1>
      {working ? (
        <>
          <StillSignedIn />
          <Counter />
          {kept ? <p className="cap">本页已存在本机，没有网络也打得开。</p> : null}
        </>
      ) : (
        <>
          {mine?.ended ? (
            <p className="warn" role="alert">
              {mine.self ? `“${mine.self.name}”的` : '这台设备的'}登记已经注销，不能再扫码。请重新登记。
            </p>
          ) : null}
          {waiting > 0 ? (
            <p className="m">
              本机还有 {waiting} 条离线记录没有补传，会一直留着；仍登记为原来的单位和用途时，联网即补传。
            </p>
          ) : null}
          <SetUp />
        </>
      )}
    </main>
  )
}

/** What the page is drawn from beside its own parts; nobody is signed in on a device, so nobody's data is among it. */
const declarations = ['/api/manifest', '/api/agencies', '/api/regions']

/** Whether the device opens this page without a network, once it was set up. */
function useKeptPage(working: boolean): boolean {
  const [kept, setKept] = useState(false)
  useEffect(() => {
    if (working) void keepPage('/scan', declarations).then(setKept)
  }, [working])
  return kept
}

/** The device needs nobody: whoever set it up is asked to leave. */
function StillSignedIn() {
  const session = useSession()
  const leave = useMutation({
    mutationFn: () => send('DELETE', '/session'),
    onSuccess: () => renew(null),
  })
  if (!session) return null
  return (
    <p className="warn">
      本机还登录着 {session.person.name}。扫码不需要登录，请退出，免得别人用到您的账号。
      <button type="button" className="bt" disabled={leave.isPending} onClick={() => leave.mutate()}>
        退出登录
      </button>
      {leave.error ? (
        <span className="wrong" role="alert">
          {leave.error.message}
        </span>
      ) : null}
    </p>
  )
}
