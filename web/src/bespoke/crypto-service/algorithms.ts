import type { algorithms, Purpose } from '../../../../engines/crypto/custody/algorithm.ts'

type Titled = { [P in Purpose]: Record<(typeof algorithms)[P][number], string> }

/** What a key of each purpose can be made of, the national algorithm first, and what each is good for. */
export const algorithmTitles: Titled = {
  sign: {
    'sm2-sm3': 'SM2 签名（国密，一般选它）',
    'ecdsa-p256-sha256': 'P-256 签名（国际通用）',
    ed25519: 'Ed25519 签名（国际通用）',
  },
  encrypt: {
    'sm4-gcm': 'SM4-GCM 加密（国密，改动能发现，一般选它）',
    'sm2-sm4-gcm': 'SM2 数字信封（国密，别人用公钥加密给您）',
    'sm4-cbc': 'SM4-CBC 加密（国密，只为对接旧系统，改动发现不了）',
    'sm4-ctr': 'SM4-CTR 加密（国密，只为对接旧系统，改动发现不了）',
    'aes-256-gcm': 'AES-256-GCM 加密（国际通用，改动能发现）',
    'p256-hkdf-sha256-aes-256-gcm': 'P-256 数字信封（国际通用，别人用公钥加密给您）',
    'aes-256-cbc': 'AES-256-CBC 加密（国际通用，只为对接旧系统）',
    'aes-256-ctr': 'AES-256-CTR 加密（国际通用，只为对接旧系统）',
  },
  mac: {
    'hmac-sm3': 'HMAC-SM3 鉴别码（国密，一般选它）',
    'hmac-sha-256': 'HMAC-SHA-256 鉴别码（国际通用）',
  },
}

/** What a rotation changes, and what it leaves as it was. */
export const afterRotation: Record<Purpose, (version: number) => string> = {
  sign: (version) => `此后用第 ${version} 版签名；以前签的仍可验。`,
  encrypt: (version) => `此后用第 ${version} 版加密；以前加密的仍可解。`,
  mac: (version) => `此后用第 ${version} 版做鉴别码；以前做的仍可验。`,
}

/** What those who use a key no longer get when a version of it is out of use. */
export const lostWithout: Record<Purpose, string> = {
  sign: '以前用它签的名验不了',
  encrypt: '以前用它加密的内容解不开',
  mac: '以前用它做的鉴别码验不了',
}
