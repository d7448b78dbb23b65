import { useEffect, useState } from 'react'
import { useTitle } from '../../shell/reader.ts'
import { Refusal } from '../../shell/api.ts'
import { forgetDevice, handIn, keptDevice, renewDevice, waitingScans, type Kept } from './device.ts'
import { CodeInput } from './code-input.tsx'
import { ScanResult } from './scan-result.tsx'
import { SetUp } from './set-up.tsx'
import { useScan } from './scanning.ts'
import './code.css'

/** A counter's device: it reads codes in its own name, with or without a network. */
export function ScanPage() {
  const [device, setDevice] = useState(keptDevice)
  useTitle('扫码')
  return (
    <main id="main" tabIndex={-1} className="page sfm">
      <h1>扫码</h1>
      {device ? <Counter device={device} renew={setDevice} /> : <SetUp ready={setDevice} />}
    </main>
  )
}

function Counter({ device, renew }: { device: Kept; renew: (device: Kept | undefined) => void }) {
  const { token } = device
  const [refused, setRefused] = useState<{ at: string; says: string }[]>([])
  const [gone, setGone] = useState(false)
  const { result, take, clear } = useScan(device)
  const waiting = waitingScans().length
  useEffect(() => {
    let called = 0
    const call = async () => {
      called = Date.now()
      try {
        renew(await renewDevice(token))
        const left = await handIn(token)
        // Also when all were taken: what waits is counted anew.
        setRefused((before) => [...before, ...left])
      } catch (error) {
        if (error instanceof Refusal && error.problem.code === 'code/not-a-scanner') setGone(true)
      }
    }
    void call()
    // Fetched now: when it is needed there may be no network to fetch it by.
    void import('./offline.ts')
    const due = () => Date.now() - called > (waitingScans().length > 0 ? 5000 : 60_000)
    const again = setInterval(() => void (due() && call()), 1000)
    const online = () => void call()
    window.addEventListener('online', online)
    return () => {
      clearInterval(again)
      window.removeEventListener('online', online)
    }
  }, [token, renew])
  if (gone)
    return (
      <>
        <p role="alert">
          这台设备的登记已经注销，不能再扫码。{waiting > 0 ? `未补传的 ${waiting} 条还留在本机。` : ''}
        </p>
        <button
          type="button"
          className="bt p"
          onClick={() => {
            forgetDevice()
            renew(undefined)
          }}
        >
          重新登记
        </button>
      </>
    )
  return (
    <>
      <p>
        <b>{device.name}</b>
        <span className="m"> · {device.purpose.title}</span>
      </p>
      <p className="cap">
        {device.purpose.consent === 'asked' ? '对方同意后才会显示：' : '只会显示：'}
        {device.purpose.gives.join('、')}。用完即消失，本机不保存。
      </p>
      {result ? <ScanResult result={result} clear={clear} /> : null}
      <CodeInput take={take} />
      {waiting > 0 ? <p className="cap">没有网络时扫的 {waiting} 条等待补传，联网后自动上传。</p> : null}
      {refused.length > 0 ? (
        <section aria-labelledby="refused">
          <h2 id="refused">没有入册的离线扫码</h2>
          <ul className="rows">
            {refused.map(({ at, says }) => (
              <li key={`${at}${says}`}>
                <span>
                  {new Date(at).toLocaleString('zh-CN')} {says}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
