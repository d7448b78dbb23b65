import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Empty } from '../../look/empty.tsx'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { mayDoAny } from '../../shell/queries.ts'
import { useManifest, useTitle } from '../../shell/reader.ts'
import { Authorities } from './authorities.tsx'
import { certificates } from './certificate-data.ts'
import { CertificateTable } from './certificate-table.tsx'
import '../../look/table.css'
import './custody.css'

/** The city's authorities for everybody; requests and certificates for whoever looks after applications, and who decides on them. */
export function CertificatesPage() {
  const custody = mayDoAny(useManifest(), 'custody')
  useTitle('证书和签发机构')
  return (
    <main id="main" tabIndex={-1} className="page cst">
      {custody.includes('read') ? (
        <p className="cap no-print">
          <Link to="/crypto">密码应用</Link>
        </p>
      ) : null}
      <h1>证书和签发机构</h1>
      <p className="as">应用用自己的令牌申请证书，密码主管审批、签发、吊销。签发机构证书和吊销列表人人可以下载。</p>
      {custody.includes('read') ? <Certificates /> : null}
      <Authorities />
    </main>
  )
}

function Certificates() {
  const found = useQuery(certificates)
  if (found.error) return <Failed what="证书" error={found.error} retry={() => void found.refetch()} inside />
  if (!found.data) return <Loading lines={4} />
  const asked = found.data.filter((one) => one.state === 'asked')
  const decided = found.data.filter((one) => one.state !== 'asked')
  return (
    <>
      <section aria-labelledby="asked">
        <h2 id="asked">待审批的申请</h2>
        {asked.length === 0 ? (
          <Empty says="没有待审批的申请。" />
        ) : (
          <CertificateTable rows={asked} title="待审批的申请" />
        )}
      </section>
      <section aria-labelledby="decided">
        <h2 id="decided">证书</h2>
        {decided.length === 0 ? <Empty says="还没有签发过证书。" /> : <CertificateTable rows={decided} title="证书" />}
        {found.data.length >= 200 ? <p className="cap">只列最近 200 份申请和证书。</p> : null}
      </section>
    </>
  )
}
