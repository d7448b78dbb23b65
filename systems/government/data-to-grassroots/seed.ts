import { registered, type SeedAct, type SeedOfficer } from '#platform'
import { returnSubscription } from './registers.ts'
import { connectionKeeper, dataReturnLeader, returnReader } from './roles.ts'

const street = 'town-320902001'

export const officers: SeedOfficer[] = [
  { account: 'duijie', name: '段捷', agency: 'city-data-bureau', title: '数据共享处', roles: [connectionKeeper] },
  { account: 'jiedaoshu', name: '席舒', agency: street, title: '数据专员', roles: [returnReader] },
  { account: 'zhidazhang', name: '支达', agency: 'city-data-bureau', title: '分管领导', roles: [dataReturnLeader] },
]

/** A street wants to know of pensions that the province pays. */
export const seed: SeedAct[] = [
  registered('2024-11-06', 'jiedaoshu', returnSubscription, [{ catalogue: 'pension', why: '核对高龄津贴发放对象' }]),
]
