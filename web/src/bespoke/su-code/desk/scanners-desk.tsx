import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { AskInPlace } from '../../../look/ask-in-place.tsx'
import { shortInstant } from '../../../look/dates.ts'
import { Empty } from '../../../look/empty.tsx'
import { Failed } from '../../../look/failed.tsx'
import { Loading } from '../../../look/loading.tsx'
import { send } from '../../../shell/api.ts'
import { useNow } from '../../../shell/reader.ts'
import { renewCode, scanners } from './desk-data.ts'

/** The devices in use: for what, when they were last heard of, how often they scanned today. */
export function ScannersDesk() {
  const now = useNow()
  const found = useQuery({ ...scanners, staleTime: 0 })
  const titleOf = (name: string) => found.data?.purposes.find((purpose) => purpose.name === name)?.title ?? name
  const rows = found.data?.rows
  return (
    <section aria-labelledby="scanners">
      <div className="ttl">
        <h2 id="scanners">扫码设备</h2>
        <Link to="/scan">在本机设置</Link>
      </div>
      {found.error ? <Failed what="扫码设备" error={found.error} retry={() => void found.refetch()} inside /> : null}
      {found.isLoading ? <Loading lines={3} /> : null}
      {rows?.length === 0 ? (
        <Empty says="还没有登记的设备。请在要放到柜台、门口或车上的那台设备上打开“扫码”页登记。" />
      ) : null}
      {rows && rows.length > 0 ? (
        <table className="dt">
          <caption className="sr">扫码设备</caption>
          <thead>
            <tr>
              <th scope="col">名称</th>
              <th scope="col">用途</th>
              <th scope="col">最近联系</th>
              <th scope="col" className="num">
                今日扫码
              </th>
              <th scope="col">
                <span className="sr">注销</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.id}>
                <td className="nm">{one.name}</td>
                <td>{titleOf(one.purpose)}</td>
                <td>
                  <span className="lab">最近联系</span>
                  {one.seenAt ? shortInstant(one.seenAt, now) : '还没有'}
                </td>
                <td className="num">
                  <span className="lab">今日扫码</span>
                  {one.today.toLocaleString('zh-CN')} 次
                </td>
                <td className="end">
                  <AskInPlace
                    quiet
                    word="注销"
                    what={one.name}
                    says="注销后这台设备马上不能再扫码。"
                    act={() => send('POST', `/code/scanners/${one.id}/end`)}
                    renew={renewCode}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
