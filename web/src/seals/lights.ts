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
