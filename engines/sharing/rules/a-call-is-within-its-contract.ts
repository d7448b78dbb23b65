import type { Actor } from '#engines/identity'

/** What a contract says. */
export interface Contract {
  id: string
  title: string
  live: boolean
  consumer: string | null
  origin: string | null
  key: string | null
  way: 'query' | 'verify'
  until: string
  quota: number
  stopped: string | null
}

/** Why a call is outside its contract; nothing where it is within. @param source whether there is data that can be asked for so */
export function outsideOf(
  contract: Contract,
  { way, by, today, source }: { way: 'query' | 'verify'; by: Actor; today: string; source: boolean },
): string | undefined {
  if (by.agency !== contract.consumer) return '协议不是给您单位的'
  if (!contract.live) return '协议还没有生效，或者已经终止'
  if (contract.stopped) return `协议因为异常调用暂停了（${contract.stopped}），要提供单位核查以后才能恢复`
  if (contract.until < today) return `协议到 ${contract.until} 为止，已经过期`
  if (contract.way !== way)
    return contract.way === 'verify' ? '协议只给核验（答复“是”或者“不是”），不给查询' : '协议是查询，不是核验'
  if (!source) return '这份数据不能按协议里写的那一项来查'
  return undefined
}
