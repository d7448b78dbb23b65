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
  'signature-not-valid': {
    status: 422,
    title: '签名验证不通过',
    says: () => '签名与内容或公钥不符：内容被改动过，或者不是这把密钥签的。请勿采信，并核对来源。',
  },
  'identity-does-not-fit': {
    status: 422,
    title: '签名者标识不符',
    says: () => '签名本身有效，但签名者标识与给出的不同。请核对双方约定的标识。',
  },
  'signature-too-long': {
    status: 422,
    title: '签名过长',
    says: (a: { most: number; has: number }) =>
      `签名最长 ${a.most} 字节，给的是 ${a.has} 字节，没有验证。请核对签名是否取错了字段。`,
  },
  'signature-replayed': {
    status: 409,
    title: '签名被重放',
    says: (a: { at: string }) =>
      `这条签名消息已在 ${a.at} 验证过，只认一次，本次不予采信。请让对方在内容里带新的编号或时间后重签。`,
  },
  'mac-not-valid': {
    status: 422,
    title: '鉴别码不符',
    says: () => '鉴别码与内容不符：内容被改动过，或者密钥不对。请勿采信，并核对来源。',
  },
  'aad-not-taken': {
    status: 422,
    title: '该算法不带附加数据',
    says: (a: { algorithm: string }) => `${a.algorithm} 不认证附加数据。请去掉附加数据，或换用带认证的算法。`,
  },
  'ciphertext-malformed': {
    status: 422,
    title: '密文格式不对',
    says: () => '这不是本平台给出的密文，或者已被截断。请原样送回加密时得到的内容。',
  },
  'master-not-here': {
    status: 503,
    title: '主密钥不在',
    says: (a: { master: string }) =>
      `密钥由编号 ${a.master} 的主密钥保管，它没有随本进程提供，没有处理。请管理员在 MASTER_KEY 或 MASTER_KEY_BEFORE 中提供后重启。`,
  },
  'not-an-application': {
    status: 401,
    title: '不是登记的应用',
    says: () =>
      '请求没有带有效的应用令牌。请在 Authorization 中以 Bearer 方式带上令牌；令牌遗失或停用的，请应用主管人员重新生成。',
  },
  'application-stopped': {
    status: 409,
    title: '应用已停用',
    says: () => '这个应用已停用，没有换发令牌。请先由密码主管恢复它，再换发令牌。',
  },
  'no-such-application': {
    status: 404,
    title: '没有这个应用',
    says: () => '没有这个应用，或者不在您的管理范围内。请从应用列表进入。',
  },
  'no-such-agency': {
    status: 422,
    title: '不能为该部门登记',
    says: () => '没有这个部门，或者不在您的管理范围内，没有登记。请为本单位登记。',
  },
  'no-such-key': {
    status: 404,
    title: '没有这把密钥',
    says: () => '没有这把密钥，或者它不属于您。请核对密钥编号。',
  },
  'no-such-version': {
    status: 404,
    title: '没有这个密钥版本',
    says: (a: { version: number }) => `这把密钥没有第 ${a.version} 版。请核对版本号。`,
  },
  'version-not-usable': {
    status: 409,
    title: '密钥版本不可用',
    says: (a: { version: number; state: string }) =>
      `密钥第 ${a.version} 版${a.state === 'destroyed' ? '已销毁，不能恢复' : a.state === 'retired' ? '已停用' : '不在这个状态'}，没有处理。停用的版本可由主管人员恢复。`,
  },
  'version-in-use': {
    status: 409,
    title: '密钥版本正在使用',
    says: (a: { version: number }) => `第 ${a.version} 版是当前版本，不能停用。请先轮换出新版本。`,
  },
  'version-not-retired': {
    status: 409,
    title: '密钥版本尚未停用',
    says: (a: { version: number }) => `第 ${a.version} 版没有停用，不能销毁。请先停用，确认无人使用后再销毁。`,
  },
  'needs-another-officer': {
    status: 409,
    title: '需另一人确认',
    says: (a: { version: number }) =>
      `销毁第 ${a.version} 版须一人提出、另一人确认。请先提出，再请另一位主管人员确认。`,
  },
  'name-taken': {
    status: 409,
    title: '名称已被使用',
    says: (a: { name: string }) => `名称“${a.name}”已有。请换一个名称。`,
  },
  'quota-used-up': {
    status: 429,
    title: '当日配额已用完',
    says: (a: { of: string; most: number; unit: string; seconds: number }) =>
      `当日${a.of}配额 ${a.most} ${a.unit}已用完或不够本次使用，没有处理。请明日再用，或请密码主管部门调整配额。`,
  },
  'certificate-malformed': {
    status: 422,
    title: '证书格式不对',
    says: () => '这不是完整的 DER 编码，无法读取。请重新导出证书、申请、吊销列表或时间戳。',
  },
  'request-not-signed': {
    status: 422,
    title: '证书申请未经本人签名',
    says: () => '证书申请的签名与其中的公钥不符，不能证明申请人持有私钥。请用该私钥重新生成申请。',
  },
  'request-nameless': {
    status: 422,
    title: '证书申请没有写明主体',
    says: () => '证书申请的主体里没有通用名（CN），不知道证书发给谁，没有受理。请写上单位或系统的名称，重新生成申请。',
  },
  'names-not-granted': {
    status: 422,
    title: '证书申请要求了其他名称',
    says: () =>
      '证书申请除主体外还要求写入备用名称（域名、邮箱等），本机构的证书只写主体名称，没有受理。请去掉备用名称，重新生成申请。',
  },
  'extensions-not-granted': {
    status: 422,
    title: '证书申请要求了不授予的用途',
    says: (a: { asked: string[] }) =>
      `证书申请要求写入${a.asked.join('、')}，本机构的证书不授予，没有受理。应用的证书用于签名和抗抵赖；请去掉这些内容，重新生成申请。`,
  },
  'certificate-not-trusted': {
    status: 422,
    title: '证书不受信任',
    says: (a: { subject: string }) => `证书“${a.subject}”找不到受信任的签发者。请补上中间证书，或核对来源。`,
  },
  'certificate-not-in-force': {
    status: 422,
    title: '证书不在有效期内',
    says: (a: { subject: string }) => `证书“${a.subject}”当时尚未生效或已经过期。请换用有效的证书。`,
  },
  'certificate-revoked': {
    status: 422,
    title: '证书已吊销',
    says: (a: { subject: string }) => `证书“${a.subject}”已被吊销，不予采信。请联系持有人换证。`,
  },
  'list-not-valid': {
    status: 422,
    title: '吊销列表不可用',
    says: () => '吊销列表不是该签发者签的、被改动过，或已过期。请重新下载。',
  },
  'stamp-not-valid': {
    status: 422,
    title: '时间戳无效',
    says: () => '时间戳与内容不符、被改动过，或不是时间戳证书签的。请勿采信，并核对来源。',
  },
  'imprint-wrong-length': {
    status: 422,
    title: '摘要长度不对',
    says: (a: { has: number }) => `时间戳要 32 字节的摘要，给的是 ${a.has} 字节。请先用 SM3 或 SHA-256 计算摘要。`,
  },
  'authority-there': {
    status: 409,
    title: '签发机构已建立',
    says: (a: { algorithm: string }) => `${a.algorithm} 的签发机构已经建立，没有重复建立。`,
  },
  'no-authority': {
    status: 409,
    title: '尚无签发机构',
    says: (a: { algorithm: string }) => `还没有建立 ${a.algorithm} 的签发机构。请密码主管部门先建立。`,
  },
  'no-such-certificate': {
    status: 404,
    title: '没有这份证书',
    says: () => '没有这份证书或申请，或者不在您的范围内。请核对编号。',
  },
  'certificate-decided': {
    status: 409,
    title: '证书不在这个状态',
    says: (a: { state: string }) =>
      `这份证书${({ asked: '还在等待审批', issued: '已经签发', refused: '已被驳回', revoked: '已被吊销' } as Record<string, string>)[a.state] ?? '状态已变'}，没有处理。请刷新后再看。`,
  },
})
