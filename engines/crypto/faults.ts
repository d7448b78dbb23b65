import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('crypto', {
  'key-not-readable': {
    status: 422,
    title: '密钥无法读取',
    says: (a: { why: string }) => `这把密钥不能使用：${a.why}。请重新导出密钥，公钥用 SPKI、私钥用 PKCS#8 格式。`,
  },
  'key-not-accepted': {
    status: 422,
    title: '不接受这种密钥',
    says: () =>
      '这把密钥不是本平台接受的算法：只接受 SM2、P-256 和 Ed25519，格式须是未压缩点的 DER。请换用合规的密钥。',
  },
  'key-does-not-fit': {
    status: 422,
    title: '密钥与用途不符',
    says: (a: { needs: string; has: string }) => `这项操作要用 ${a.needs} 的密钥，给的是 ${a.has}。请换用相应的密钥。`,
  },
  'key-wrong-length': {
    status: 422,
    title: '密钥长度不对',
    says: (a: { algorithm: string; needs: number; has: number }) =>
      `${a.algorithm} 的密钥应为 ${a.needs} 字节，给的是 ${a.has} 字节。请核对密钥。`,
  },
  'nonce-wrong-length': {
    status: 422,
    title: '初始向量长度不对',
    says: (a: { algorithm: string; needs: number; has: number }) =>
      `${a.algorithm} 的初始向量应为 ${a.needs} 字节，给的是 ${a.has} 字节。请核对后重试。`,
  },
  'identity-not-taken': {
    status: 422,
    title: '该算法不用签名者标识',
    says: (a: { algorithm: string }) => `只有 SM2 签名带签名者标识，${a.algorithm} 不带。请去掉标识后重试。`,
  },
  'identity-too-long': {
    status: 422,
    title: '签名者标识过长',
    says: (a: { most: number; has: number }) => `签名者标识最长 ${a.most} 字节，给的是 ${a.has} 字节。请缩短后重试。`,
  },
  'signature-malformed': {
    status: 422,
    title: '签名格式不对',
    says: () => '这段签名不是规范的编码，不能转换。请核对签名是否完整。',
  },
  'too-much-data': {
    status: 413,
    title: '数据过大',
    says: (a: { most: number; has: number }) => `一次最多处理 ${a.most} 字节，给的是 ${a.has} 字节。请分开处理。`,
  },
  'nothing-to-encrypt': {
    status: 422,
    title: '没有要加密的内容',
    says: () => 'SM2 公钥加密不接受空内容。请给出至少一个字节。',
  },
  'not-opened': {
    status: 422,
    title: '密文打不开',
    says: () => '这段密文打不开：密钥不对，或者内容已被改动、截断。请核对密钥和密文的来源。',
  },
})
