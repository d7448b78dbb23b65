import { Link } from 'react-router'
import { shortInstant, wall } from '../../look/dates.ts'
import { mayDoAny } from '../../shell/queries.ts'
import { useManifest, useNames, useNow } from '../../shell/reader.ts'
import { CertificateActs } from './certificate-acts.tsx'
import { certifying, reasons, standing, type CertificateLine } from './certificate-data.ts'

/** Requests or certificates, a line each: whose, how it stands and why, how long it holds, what may be done. */
export function CertificateTable({ rows, title }: { rows: CertificateLine[]; title: string }) {
  const now = useNow()
  const names = useNames()
  const decides = mayDoAny(useManifest(), 'custody').includes('certify')
  return (
    <table className="dt">
      <caption className="sr">{title}</caption>
      <thead>
        <tr>
          <th scope="col">主题</th>
          <th scope="col">应用</th>
          <th scope="col">算法</th>
          <th scope="col">状态</th>
          <th scope="col">有效期</th>
          {decides ? (
            <th scope="col">
              <span className="sr">办理</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.id}>
            <td className="nm">
              {one.subject}
              {one.serial ? <code className="cap serial">{one.serial}</code> : null}
            </td>
            <td>
              <span className="lab">应用</span>
              <Link to={`/crypto/${one.application}`}>{one.applicationName ?? '应用'}</Link>{' '}
              <span className="cap">{names.agency(one.agency)}</span>
            </td>
            <td>
              <span className="lab">算法</span>
              {certifying[one.algorithm]}
            </td>
            <td>
              <span className="lab">状态</span>
              {standing(one, now)}
              <Why of={one} now={now} />
            </td>
            <td>
              <span className="lab">有效期</span>
              {one.from && one.until ? (
                <span>
                  <span className="n">{wall(one.from).date}</span> 至 <span className="n">{wall(one.until).date}</span>
                </span>
              ) : (
                '—'
              )}
            </td>
            {decides ? (
              <td className="act">
                <CertificateActs of={one} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Why({ of, now }: { of: CertificateLine; now: string }) {
  const at = of.revokedAt ?? of.decidedAt ?? of.at
  const why =
    of.state === 'revoked'
      ? (reasons[of.reason as keyof typeof reasons] ?? of.reason)
      : of.state === 'refused'
        ? of.reason
        : ''
  return (
    <span className="cap">
      {' '}
      {shortInstant(at, now)}
      {of.state === 'asked' ? ' 申请' : ''}
      {why ? `，${why}` : ''}
    </span>
  )
}
