import { useQuery } from '@tanstack/react-query'
import { AskInPlace } from '../../look/ask-in-place.tsx'
import { shortInstant } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { Failed, Forbidden } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { send } from '../api.ts'
import { mayDo } from '../queries.ts'
import { useManifest, useNames, useNow, useTitle } from '../reader.ts'
import { authMethods, clients, grantTypes, renewClients, scopes, type ClientLine } from './client-data.ts'
import { RegisterClient } from './register-client.tsx'
import './clients.css'

/** The applications that sign people in by OpenID Connect: what each may do, registering another, ending one. */
export function ClientsPage() {
  const may = mayDo(useManifest(), 'desk', 'client')
  const found = useQuery({ ...clients, enabled: may.includes('read') })
  useTitle('接入应用')
  if (!may.includes('read')) return <Forbidden what="接入应用" says="只有身份管理员可以登记、停用接入应用。" />
  return (
    <main id="main" tabIndex={-1} className="page cls">
      <h1>接入应用</h1>
      <p className="as">
        别的系统登记在这里，就能让用户用数字盐城的账号登录（OpenID Connect）。对接地址是
        <code>{location.origin}/oidc</code>。
      </p>
      {found.error ? <Failed what="接入应用" error={found.error} retry={() => void found.refetch()} inside /> : null}
      {found.isLoading ? <Loading lines={3} /> : null}
      {found.data?.length === 0 ? <Empty says="还没有登记的应用。" /> : null}
      {found.data && found.data.length > 0 ? (
        <ul className="lines" aria-label="已登记的应用">
          {found.data.map((one) => (
            <Line key={one.id} of={one} mayEnd={may.includes('end')} />
          ))}
        </ul>
      ) : null}
      {may.includes('register') ? <RegisterClient /> : null}
    </main>
  )
}

function Line({ of, mayEnd }: { of: ClientLine; mayEnd: boolean }) {
  const now = useNow()
  const names = useNames()
  return (
    <li>
      <div className="head">
        <b>{of.name}</b>
        <code>{of.id}</code>
        <span className="cap">
          {of.agency ? `${names.agency(of.agency)}，` : ''}
          {shortInstant(of.at, now)} 登记
        </span>
      </div>
      <dl>
        <dt>登录方式</dt>
        <dd>{of.grantTypes.map((one) => grantTypes[one]?.title ?? one).join('、')}</dd>
        <dt>应用怎样证明自己</dt>
        <dd>{authMethods[of.authMethod].title}</dd>
        <dt>能得到</dt>
        <dd>{of.scopes.map((one) => scopes[one]?.title ?? one).join('、')}</dd>
        {of.redirectUris.length > 0 ? (
          <>
            <dt>登录后回到</dt>
            <dd>
              {of.redirectUris.map((one) => (
                <code key={one}>{one}</code>
              ))}
            </dd>
          </>
        ) : null}
        {of.logoutUris.length > 0 ? (
          <>
            <dt>退出后回到</dt>
            <dd>
              {of.logoutUris.map((one) => (
                <code key={one}>{one}</code>
              ))}
            </dd>
          </>
        ) : null}
      </dl>
      {mayEnd ? (
        <AskInPlace
          quiet
          word="停用"
          what={of.name}
          says="停用后马上不能再用它登录，它手里的令牌全部作废。停用不能撤回，这个编号也不能再登记。"
          act={() => send('DELETE', `/clients/${encodeURIComponent(of.id)}`)}
          renew={renewClients}
        />
      ) : null}
    </li>
  )
}
