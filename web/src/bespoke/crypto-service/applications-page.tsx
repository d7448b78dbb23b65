import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Empty } from '../../look/empty.tsx'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { mayDoAny } from '../../shell/queries.ts'
import { useManifest, useNames, useTitle } from '../../shell/reader.ts'
import { applications, number, size } from './custody-data.ts'
import { RegisterApplication } from './register-application.tsx'
import '../../look/table.css'
import './custody.css'

/** The applications whose keys the reader looks after: what each used today, against its quota. */
export function ApplicationsPage() {
  const found = useQuery(applications)
  const names = useNames()
  const mayRegister = mayDoAny(useManifest(), 'custody').includes('create')
  useTitle('密码应用')
  if (found.error) return <Failed what="密码应用" error={found.error} retry={() => void found.refetch()} />
  const rows = found.data?.rows ?? []
  const several = new Set(rows.map((one) => one.agency)).size > 1
  return (
    <main id="main" tabIndex={-1} className="page cst">
      <div className="ttl">
        <h1>密码应用</h1>
        <Link to="/crypto/certificates">证书和签发机构</Link>
      </div>
      <p className="as">各部门系统的密钥由平台托管，不出平台。每次使用都有记录，按日计量。</p>
      {!found.data ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty says="还没有登记的应用。" />
      ) : (
        <table className="dt">
          <caption className="sr">应用</caption>
          <thead>
            <tr>
              <th scope="col">应用</th>
              {several ? <th scope="col">单位</th> : null}
              <th scope="col" className="num">
                密钥
              </th>
              <th scope="col" className="num">
                今日次数
              </th>
              <th scope="col" className="num">
                今日被拒
              </th>
              <th scope="col" className="num">
                今日数据量
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.id}>
                <td className="nm">
                  <Link to={`/crypto/${one.id}`}>{one.name}</Link>
                  {one.stoppedAt ? <span className="cap"> 已停用</span> : null}
                </td>
                {several ? (
                  <td>
                    <span className="lab">单位</span>
                    {names.agency(one.agency)}
                  </td>
                ) : null}
                <td className="num">
                  <span className="lab">密钥</span>
                  {one.keys}
                </td>
                <td className="num">
                  <span className="lab">今日次数</span>
                  {number(one.calls)} <span className="cap">/ {number(one.dailyCalls)}</span>
                </td>
                <td className="num">
                  <span className="lab">今日被拒</span>
                  {number(one.refused)}
                </td>
                <td className="num">
                  <span className="lab">今日数据量</span>
                  {size(one.bytes)} <span className="cap">/ {size(one.dailyBytes)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayRegister ? <RegisterApplication /> : null}
    </main>
  )
}
