import { queryOptions } from '@tanstack/react-query'
import type { CertifyingName } from '../../../../engines/crypto/certificate/asn1.ts'
import type { RevocationReason } from '../../../../engines/crypto/certificate/revocation.ts'
import { get } from '../../shell/api.ts'

/** A request, or the certificate that came of it. */
export interface CertificateLine {
  id: string
  application: string
  applicationName: string | null
  agency: string
  algorithm: CertifyingName
  subject: string
  state: 'asked' | 'issued' | 'refused' | 'revoked'
  serial: string | null
  reason: string | null
  at: string
  decidedAt: string | null
  revokedAt: string | null
  from: string | null
  until: string | null
}

interface Authority {
  algorithm: CertifyingName
  role: 'root' | 'issuer' | 'stamper'
  /** DER in Base64. */
  certificate: string
}

export const authorities = queryOptions({
  queryKey: ['crypto', 'authorities'],
  queryFn: async ({ signal }) => (await get<{ rows: Authority[] }>('/crypto/authorities', signal)).rows,
})

export const certificates = queryOptions({
  queryKey: ['crypto', 'certificates'],
  staleTime: 0,
  queryFn: async ({ signal }) => (await get<{ rows: CertificateLine[] }>('/crypto/certificates', signal)).rows,
})

export const certifying = { 'sm2-sm3': 'SM2（国密）', 'ecdsa-p256-sha256': 'P-256（国际通用）' } as const
export const roles = { root: '根证书', issuer: '签发机构证书', stamper: '时间戳证书' } as const
export const reasons: Record<RevocationReason, string> = {
  keyCompromise: '私钥泄露或可能泄露',
  affiliationChanged: '单位名称或归属变了',
  superseded: '已换新证书',
  cessationOfOperation: '应用不再运行',
  unspecified: '其他原因',
}

/** How a certificate stands at an instant, in a word. */
export function standing(one: CertificateLine, now: string): string {
  if (one.state === 'asked') return '待审批'
  if (one.state === 'refused') return '已驳回'
  if (one.state === 'revoked') return '已吊销'
  return one.until && one.until < now ? '已过期' : '有效'
}
