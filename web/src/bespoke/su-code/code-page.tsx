import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { Session } from '../../../../platform/manifest.ts'
import { wall } from '../../look/dates.ts'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { pictureOf } from '../../look/qr.ts'
import { useSession, useTitle } from '../../shell/reader.ts'
import { AskLayer } from './ask-layer.tsx'
import { Cards } from './cards.tsx'
import { asks } from './code-data.ts'
import { useCodes } from './codes.ts'
import './code.css'

/** The code on the phone of whoever is signed in. */
export function CodePage() {
  const session = useSession()
  useTitle('苏服码')
  if (!session) return <SignInFirst />
  // Whoever it is now, and for whom: another one starts with no codes.
  return <Phone key={`${session.person.id} ${session.behalf?.mandate ?? ''}`} session={session} />
}

function SignInFirst() {
  return (
    <main id="main" tabIndex={-1} className="page cod">
      <h1>苏服码</h1>
      <p>登录后出示您的码：看病、借书、乘车、进门、亮证，都用这一个码。</p>
      <p>
        <Link className="bt p" to="/sign-in?from=%2Fcode">
          登录后出示
        </Link>
      </p>
    </main>
  )
}

function Phone({ session }: { session: Session }) {
  const codes = useCodes()
  const { renew } = codes
  const scanned = useQuery(asks).data?.scanned
  useEffect(() => {
    if (scanned) void renew()
  }, [scanned, renew])
  const [said, setSaid] = useState('')
  if (codes.fault && codes.fault.problem.status === 403) return <Failed what="苏服码" error={codes.fault} />
  const whose = codes.as ?? session.behalf?.name ?? session.person.name
  return (
    <main id="main" tabIndex={-1} className="page cod">
      <h1>苏服码</h1>
      <p className="whose">{session.behalf ? `代表 ${whose}` : whose}</p>
      {codes.code ? (
        <>
          <Picture text={codes.code} />
          <div className="time" aria-hidden="true">
            <i style={{ width: `${codes.share * 100}%` }} />
          </div>
          <p className="cap">{codes.seconds} 秒后换新码。当面出示有效，截图和照片无效。</p>
        </>
      ) : codes.had || codes.fault ? (
        <NoCode codes={codes} />
      ) : (
        <Loading lines={3} />
      )}
      {codes.code && codes.fault ? <Unreached until={codes.until} /> : null}
      {said ? (
        <p className="said" role="status">
          {said}
        </p>
      ) : null}
      <p className="go">
        <Link className="bt" to="/code/record">
          用码记录
        </Link>
      </p>
      <Cards />
      <AskLayer answered={setSaid} />
    </main>
  )
}

const Picture = ({ text }: { text: string }) => {
  const picture = useMemo(() => pictureOf(text), [text])
  return <img className="qr" src={picture} alt="苏服码二维码，请对准扫码设备" />
}

function Unreached({ until }: { until: number }) {
  const { time, second } = wall(until)
  return (
    <p className="off" role="status">
      连不上网络。手机里的码还可以出示到{' '}
      <b>
        {time}:{second}
      </b>
      ，连上后会自己更新。
    </p>
  )
}

function NoCode({ codes }: { codes: ReturnType<typeof useCodes> }) {
  const away = codes.fault?.problem.status === 0
  return (
    <div className="none" role="alert">
      <h2>{away ? '没有网络，现在不能出示' : '现在没有可以出示的码'}</h2>
      <p>
        {away
          ? '手机里的码已经用完。请连上网络，本页会自己换上新码；急着办事，请出示证件原件。'
          : (codes.fault?.message ?? '正在取新的码，请稍候。')}
      </p>
      <button type="button" className="bt p" onClick={() => void codes.renew()}>
        再试一次
      </button>
    </div>
  )
}
