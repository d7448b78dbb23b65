import { queryOptions } from '@tanstack/react-query'
import type { SignalFace } from '../../../../platform/manifest.ts'
import { get } from '../../shell/api.ts'

/** The chain as it lives: `GET /api/ledger`. */
export interface Chain {
  size: number
  final: number
  blocks: { size: number; leaves: number; at: string; finalAt: string | null; witnesses: string[] }[]
  minutes: number[]
  quorum: { least: number; of: number }
  witnesses: { name: string; url: string | null; state: string; size: number; says: string; at: string | null }[]
  /** How far the city has held its log against its events in this round. */
  audit: { round: number; size: number; at: string; ended: string | null; hours: number } | null
  alarms: { id: string; source: string; kind: string; size: number; says: string; at: string }[]
}

/** Read anew each second while the page is looked at. */
export const chain = queryOptions({
  queryKey: ['ledger', 'chain'],
  queryFn: ({ signal }) => get<Chain>('/ledger', signal),
  staleTime: 0,
  refetchInterval: 1000,
})

/** How a node stands. */
export const nodeStates: Record<string, SignalFace> = {
  cosigning: { title: '见证中', shape: 'done' },
  away: { title: '离线', shape: 'near' },
  refusing: { title: '拒签', shape: 'late' },
  ahead: { title: '见过更长的账本', shape: 'late' },
}

/** What an alarm says in a word. */
export const alarmKinds: Record<string, string> = {
  refusing: '节点拒签',
  ahead: '节点见过更长的账本',
  fork: '同一大小两个树根',
  rewritten: '历史被改写',
  shrunk: '账本变短',
  'bad-signature': '签名不成立',
  stale: '长时间没有新块',
  altered: '记录与存证不符',
  damaged: '账本文件损坏',
}

/** Whole numbers as the house writes them. */
export const whole = (number: number) => number.toLocaleString('zh-CN')

/** Milliseconds between two instants, as words. */
export function took(from: string, until: string): string {
  const ms = Math.max(0, Date.parse(until) - Date.parse(from))
  return ms < 10_000 ? `${whole(ms)} 毫秒` : `${whole(Math.round(ms / 1000))} 秒`
}
