import { queryOptions } from '@tanstack/react-query'
import type { KeyAlgorithm, Purpose } from '../../../../engines/crypto/custody/algorithm.ts'
import type { CustodyAction } from '../../../../engines/crypto/custody/custody.ts'
import { get } from '../../shell/api.ts'
import { queryClient } from '../../shell/queries.ts'

export interface ApplicationLine {
  id: string
  agency: string
  name: string
  stoppedAt: string | null
  dailyCalls: number
  dailyBytes: number
  calls: number
  refused: number
  bytes: number
  keys: number
}

export interface KeyVersion {
  version: number
  state: 'current' | 'kept' | 'retired' | 'destroyed'
  at: string
  doomedBy: string | null
}

export interface CustodyKey {
  id: string
  name: string
  purpose: Purpose
  algorithm: KeyAlgorithm
  version: number
  versions: KeyVersion[]
}

export interface Application extends Omit<ApplicationLine, 'calls' | 'refused' | 'bytes' | 'keys'> {
  since: string
  keys: CustodyKey[]
  days: { day: string; verb: string; calls: number; refused: number; bytes: number }[]
  uses: {
    id: string
    verb: string
    bytes: number
    outcome: string
    why: string | null
    at: string
    version: number | null
  }[]
  may: CustodyAction[]
}

export const applications = queryOptions({
  queryKey: ['crypto', 'applications'],
  queryFn: ({ signal }) => get<{ rows: ApplicationLine[] }>('/crypto/applications', signal),
})

export const application = (id: string) =>
  queryOptions({
    queryKey: ['crypto', 'applications', id],
    queryFn: ({ signal }) => get<Application>(`/crypto/applications/${id}`, signal),
  })

/** Reads anew what custody holds. */
export const renewCustody = () => queryClient.invalidateQueries({ queryKey: ['crypto'] })

export const purposes = { sign: '签名验签', encrypt: '加密解密', mac: '报文鉴别' } as const
export const states = { current: '当前', kept: '可验可解', retired: '已停用', destroyed: '已销毁' } as const
export const verbs: Record<string, string> = {
  digest: '摘要',
  random: '随机数',
  mac: '鉴别码',
  'verify-mac': '验鉴别码',
  sign: '签名',
  verify: '验签',
  encrypt: '加密',
  decrypt: '解密',
  'data-key': '数据密钥',
  timestamp: '时间戳',
  'request-certificate': '申请证书',
}

export const number = (value: number) => value.toLocaleString('zh-CN')

/** Bytes in the unit that a person reads: 1.2 MB. */
export function size(bytes: number): string {
  for (const [unit, of] of [
    ['GB', 2 ** 30],
    ['MB', 2 ** 20],
    ['KB', 2 ** 10],
  ] as const)
    if (bytes >= of) return `${Math.round((bytes / of) * 10) / 10} ${unit}`
  return `${bytes} B`
}
