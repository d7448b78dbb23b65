import type { CertifyingName } from '../certificate/asn1.ts'
import type { RevocationReason } from '../certificate/revocation.ts'
import type { KeyAlgorithm, Purpose } from './algorithm.ts'
import type { Verb } from './use.ts'

/** What a key is for. */
export const purposes: Record<Purpose, string> = { sign: '签名验签', encrypt: '加密解密', mac: '报文鉴别' }

/** What a key can be made of, the national algorithm of each purpose first, and what each is good for. */
export const algorithmWords: Record<KeyAlgorithm, string> = {
  'sm2-sm3': 'SM2 签名（国密，签名一般选它）',
  'ecdsa-p256-sha256': 'P-256 签名（国际通用）',
  ed25519: 'Ed25519 签名（国际通用）',
  'sm4-gcm': 'SM4-GCM 加密（国密，改动能发现，加密一般选它）',
  'sm2-sm4-gcm': 'SM2 数字信封（国密，别人用公钥加密给您）',
  'sm4-cbc': 'SM4-CBC 加密（国密，只为对接旧系统，改动发现不了）',
  'sm4-ctr': 'SM4-CTR 加密（国密，只为对接旧系统，改动发现不了）',
  'aes-256-gcm': 'AES-256-GCM 加密（国际通用，改动能发现）',
  'p256-hkdf-sha256-aes-256-gcm': 'P-256 数字信封（国际通用，别人用公钥加密给您）',
  'aes-256-cbc': 'AES-256-CBC 加密（国际通用，只为对接旧系统）',
  'aes-256-ctr': 'AES-256-CTR 加密（国际通用，只为对接旧系统）',
  'hmac-sm3': 'HMAC-SM3 鉴别码（国密，鉴别一般选它）',
  'hmac-sha-256': 'HMAC-SHA-256 鉴别码（国际通用）',
}

/** How a version of a key stands. */
export const versionStates = { current: '当前', kept: '可验可解', retired: '已停用', destroyed: '已销毁' } as const

/** Who wants a version destroyed, as whoever reads sees it. */
export const doomWords = { mine: '您已提出销毁，待另一人确认', another: '已提出销毁，待另一人确认' } as const

/** What an application used. */
export const verbs: Record<Verb, string> = {
  ...{ digest: '摘要', random: '随机数', mac: '鉴别码', 'verify-mac': '验鉴别码', sign: '签名', verify: '验签' },
  ...{ encrypt: '加密', decrypt: '解密', 'data-key': '数据密钥', timestamp: '时间戳' },
  'request-certificate': '申请证书',
}

/** The algorithms that the city certifies in. */
export const certifyingWords: Record<CertifyingName, string> = {
  'sm2-sm3': 'SM2（国密）',
  'ecdsa-p256-sha256': 'P-256（国际通用）',
}

/** What a certificate of the city's own is for. */
export const authorityRoles = { root: '根证书', issuer: '签发机构证书', stamper: '时间戳证书' } as const

/** Why a certificate was revoked. */
export const revocationWords: Record<RevocationReason, string> = {
  keyCompromise: '私钥泄露或可能泄露',
  affiliationChanged: '单位名称或归属变了',
  superseded: '已换新证书',
  cessationOfOperation: '应用不再运行',
  unspecified: '其他原因',
}

/** How a request, or the certificate that came of it, stands. */
export const standings = {
  ...{ asked: '待审批', issued: '有效', expired: '已过期', refused: '已驳回', revoked: '已吊销' },
} as const
