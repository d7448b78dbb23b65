import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { AskInPlace } from '../../look/ask-in-place.tsx'
import { Empty } from '../../look/empty.tsx'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { ShownOnce } from '../../look/shown-once.tsx'
import { send } from '../../shell/api.ts'
import { useNames, useTitle } from '../../shell/reader.ts'
import { ApplicationDays, ApplicationUses } from './application-use.tsx'
import { application, number, renewCustody, size, type Application } from './custody-data.ts'
import { KeyLines } from './key-lines.tsx'
import { MakeKey } from './make-key.tsx'
import { QuotaForm } from './quota-form.tsx'
import '../../look/table.css'
import './custody.css'

/** One application as its owner looks after it: quota and token, keys with their versions, what each day came to, the last uses. */
export function ApplicationPage() {
  const { id = '' } = useParams()
  const found = useQuery(application(id))
  const one = found.data
  useTitle(one?.name ?? '密码应用')
  if (found.error) return <Failed what="应用" error={found.error} retry={() => void found.refetch()} />
  return (
    <main id="main" tabIndex={-1} className="page cst">
      <p className="cap no-print">
        <Link to="/crypto">全部应用</Link>
      </p>
      {!one ? (
        <Loading />
      ) : (
        <>
          <h1>{one.name}</h1>
          <Head key={one.id} of={one} />
          <h2>密钥</h2>
          {one.keys.length === 0 ? <Empty says="还没有密钥。" /> : null}
          <KeyLines of={one} />
          {one.may.includes('create') ? <MakeKey application={one.id} /> : null}
          <ApplicationDays of={one} />
          <ApplicationUses of={one} />
        </>
      )}
    </main>
  )
}

/** What the application may use, whether it runs, and what proves it. */
function Head({ of }: { of: Application }) {
  const names = useNames()
  const [setting, setSetting] = useState(false)
  const [token, setToken] = useState<string>()
  const may = (action: Application['may'][number]) => of.may.includes(action)
  const path = `/crypto/applications/${of.id}`
  return (
    <>
      <p className="as">
        {names.agency(of.agency)}。每日可用 {number(of.dailyCalls)} 次、{size(of.dailyBytes)}。
        {of.stoppedAt ? (
          <b>
            已停用，所有请求都被拒绝
            {may('quota') ? '。恢复之后要换发令牌才能再用。' : '。要再用，请密码主管恢复，然后换发令牌。'}
          </b>
        ) : null}
      </p>
      <div className="acts no-print">
        {may('quota') ? (
          <button type="button" className="bt" aria-expanded={setting} onClick={() => setSetting(!setting)}>
            调整配额
          </button>
        ) : null}
        {may('create') && !of.stoppedAt ? (
          <AskInPlace
            word="换发令牌"
            what={of.name}
            says="换发后旧令牌马上作废，还在用旧令牌的系统立刻被拒，要换上新令牌才能再用。"
            act={async () => setToken((await send<{ token: string }>('POST', `${path}/token`)).token)}
            renew={renewCustody}
          />
        ) : null}
        {may('stop') && !of.stoppedAt ? (
          <AskInPlace
            word="停用"
            what={of.name}
            says="停用后令牌马上作废，这个应用的所有请求都被拒绝。密钥都还在；要再用，须由密码主管恢复，再换发令牌。"
            act={() => send('POST', `${path}/stop`)}
            renew={renewCustody}
          />
        ) : null}
        {may('quota') && of.stoppedAt ? (
          <AskInPlace
            word="恢复"
            what={of.name}
            says="恢复后它还没有令牌：请它的管理员换发令牌，换发之后才能再用。"
            act={() => send('POST', `${path}/start`)}
            renew={renewCustody}
          />
        ) : null}
      </div>
      {setting ? <QuotaForm of={of} done={() => setSetting(false)} /> : null}
      {token ? (
        <ShownOnce
          title={`${of.name}的新令牌`}
          secret={token}
          says="令牌只显示这一次，收起后谁也读不到，平台也只留下核对用的摘要。请现在交给应用的运维人员；丢了只能再换发。"
          kept={() => setToken(undefined)}
        />
      ) : null}
    </>
  )
}
