import type { EventWords } from '#kernel/event'

/** What happens to applications, keys, certificates and the master key. */
export const events: EventWords = {
  of: 'custody',
  subjects: {
    'crypto-application': '密码应用',
    'crypto-key': '托管密钥',
    'crypto-certificate': '数字证书',
    'crypto-authority': '证书签发机构',
    'crypto-master': '主密钥',
  },
  kinds: {
    'crypto.create': '建立密码应用或密钥',
    'crypto.quota': '调整密码应用',
    'crypto.stop': '停用密码应用',
    'crypto.rotate': '轮换密钥',
    'crypto.retire': '停用或恢复密钥版本',
    'crypto.destroy': '销毁密钥版本',
    'crypto.certify': '办理数字证书',
    'crypto.wrapped-anew': '换用新主密钥',
  },
}
