import { useQuery } from '@tanstack/react-query'
import { encodeQR } from 'qr'
import { Link } from 'react-router'
import { Loading } from '../../look/loading.tsx'
import { useManifest, useSession, useTitle } from '../../shell/reader.ts'
import { AskDialogue } from './ask-dialogue.tsx'
import { Cards } from './cards.tsx'
import { asks } from './code-data.ts'
import { useTurningCode } from './turning.ts'
import './code.css'

/** The reader's own code on the phone, and what a scanner asks of them. */
export function CodePage() {
  const session = useSession()
  useTitle('苏服码')
  if (!session)
    return (
      <main id="main" tabIndex={-1} className="page sfm">
        <h1>苏服码</h1>
        <p>登录后才有您自己的码。码每 15 秒更新，60 秒内有效；对方能看到什么，由您当场决定。</p>
        <Link className="bt p" to="/sign-in?from=/code">
          登录
        </Link>
      </main>
    )
  return <Mine />
}

function Mine() {
  const { codeDesk } = useManifest()
  const waiting = useQuery(asks).data ?? []
  const ask = waiting[0]
  // A code that was scanned is never shown again: the next scanner sees another.
  const { batch, code, share, fault, reaches } = useTurningCode(ask?.id ?? '')
  return (
    <main id="main" tabIndex={-1} className="page sfm">
      <h1>苏服码</h1>
      {ask ? <AskDialogue key={ask.id} ask={ask} /> : null}
      <div className="face" hidden={ask !== undefined}>
        {batch ? <p className="whose">{batch.as}</p> : null}
        {code ? (
          <>
            <img
              alt={`${batch?.as ?? ''}的苏服码`}
              src={`data:image/svg+xml,${encodeURIComponent(encodeQR(code.text, 'svg', { ecc: 'medium', border: 3 }))}`}
            />
            <span className="left" aria-hidden="true">
              <i style={{ width: `${share * 100}%` }} />
            </span>
            <p className="cap">每 15 秒换一个新码，请勿截图：截图过一分钟就不能用</p>
          </>
        ) : fault || reaches === undefined ? null : (
          <p role="alert">手里的码已用完。请连上网络，码会自动更新。</p>
        )}
        {!batch && !fault ? <Loading lines={4} /> : null}
        {fault ? (
          <p className="wrong" role="alert">
            {fault instanceof Error ? fault.message : '没有取到新的码。'}
            {code && reaches ? ` 没有网络也能出示到 ${new Date(reaches).toLocaleTimeString('zh-CN')}。` : ''}
          </p>
        ) : null}
      </div>
      <nav className="ways" aria-label="苏服码">
        <Link to="/code/record">用码记录</Link>
        {codeDesk ? <Link to="/code/desk">扫码设备与卡证</Link> : null}
        <Link to="/scan">把这台设备用来扫码</Link>
      </nav>
      <Cards />
    </main>
  )
}
