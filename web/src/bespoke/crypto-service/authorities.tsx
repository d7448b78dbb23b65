import { useQuery } from '@tanstack/react-query'
import { AskInPlace } from '../../look/ask-in-place.tsx'
import { Failed } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { send } from '../../shell/api.ts'
import { mayDoAny } from '../../shell/queries.ts'
import { useManifest } from '../../shell/reader.ts'
import { authorities, certifying, roles } from './certificate-data.ts'
import { renewCustody } from './custody-data.ts'

/** The city's own authorities, one an algorithm: their certificates and the list of what they revoked are for everybody. */
export function Authorities() {
  const found = useQuery(authorities)
  const mayEstablish = mayDoAny(useManifest(), 'custody').includes('certify')
  return (
    <section aria-labelledby="authorities">
      <h2 id="authorities">签发机构</h2>
      {found.error ? <Failed what="签发机构" error={found.error} retry={() => void found.refetch()} inside /> : null}
      {found.isLoading ? <Loading lines={2} /> : null}
      {found.data ? (
        <ul className="auth">
          {Object.entries(certifying).map(([algorithm, title]) => {
            const held = Object.keys(roles).flatMap((role) =>
              found.data.filter((one) => one.algorithm === algorithm && one.role === role),
            )
            return (
              <li key={algorithm}>
                <b>{title}</b>
                {held.length === 0 ? <span>还没有建立</span> : null}
                {held.map((one) => (
                  <a
                    key={one.role}
                    href={`data:application/pkix-cert;base64,${one.certificate}`}
                    download={`${algorithm}-${one.role}.cer`}
                  >
                    {roles[one.role]}
                  </a>
                ))}
                {held.length > 0 ? (
                  <a href={`/api/crypto/authorities/${algorithm}/revoked.crl`} download={`${algorithm}.crl`}>
                    吊销列表（.crl）
                  </a>
                ) : null}
                {held.length === 0 && mayEstablish ? (
                  <AskInPlace
                    word="建立"
                    what={`${title}签发机构`}
                    says="建立后全市的应用都可以向它申请证书。根证书二十年有效，建立以后不能重建，也不能删除。"
                    act={() => send('POST', '/crypto/authorities', { algorithm })}
                    renew={renewCustody}
                  />
                ) : null}
              </li>
            )
          })}
        </ul>
      ) : null}
    </section>
  )
}
