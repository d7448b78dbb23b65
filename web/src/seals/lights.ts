import type { PaperByCode, PaperChecked, SealWhole, SignalFace } from '../../../platform/manifest.ts'

/** How a sealed paper stands. */
export const standings: Record<PaperByCode['standing'], SignalFace> = {
  'in-force': { title: '有效', shape: 'done' },
  replaced: { title: '已经换发', shape: 'near' },
  ended: { title: '已经失效', shape: 'late' },
}

/** How a seal stands. */
export const sealStandings: Record<SealWhole['standing'], SignalFace> = {
  live: { title: '在用', shape: 'done' },
  rests: { title: '停用', shape: 'stop' },
  revoked: { title: '已注销', shape: 'late' },
  expired: { title: '已过期', shape: 'late' },
}

/** What came of one step of a check. */
export const outcomes: Record<PaperChecked['steps'][number]['outcome'], SignalFace> = {
  good: { title: '通过', shape: 'done' },
  wrong: { title: '不通过', shape: 'late' },
  doubt: { title: '不能确定', shape: 'near' },
  unreached: { title: '没有查到', shape: 'wait' },
}

/** What is looked at, as it is called. */
export const steps: Record<PaperChecked['steps'][number]['step'], string> = {
  ...{ form: '文件格式', signer: '签章人的签名', maker: '制章人的签名', listed: '使用人名单' },
  ...{ term: '印章的有效期', trust: '证书的来历', stopped: '印章是否停用', digest: '签章说明', parts: '文件内容' },
  stands: '文书现在的状态',
}
