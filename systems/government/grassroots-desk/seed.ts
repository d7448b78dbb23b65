import { serviceItem } from '#commons/service-item'
import { drafted, type SeedAct, type SeedOfficer } from '#platform'
import { villageCounter } from './counters.ts'
import { grassrootsLeader, villageWorker } from './roles.ts'

const village = 'village-320902001201'

export const officers: SeedOfficer[] = [
  { account: 'cunayin', name: '蔡英', agency: village, title: '村代办员', roles: [villageWorker] },
  { account: 'cunjianguo', name: '韦建国', agency: village, title: '村代办员', roles: [villageWorker] },
  { account: 'zhenban', name: '甄梅', agency: 'town-320902001', title: '便民服务中心', roles: [villageWorker] },
  { account: 'jicengzhang', name: '纪成', agency: 'city-data-bureau', title: '分管领导', roles: [grassrootsLeader] },
]

const gu = { applicant: '顾建平', idNumber: '320902195803150010', mobile: '13805110001' }
const agreed = { field: 'consentPapers', name: '委托书.txt', text: '本人同意由村代办员代为申请。' } as const

/** One application that a village brought in, and one that lies half written. */
export const seed: SeedAct[] = [
  drafted(
    '2024-11-18',
    'cunayin',
    villageCounter,
    async (find) => ({
      item: (await find(serviceItem, ({ title }) => title === '城乡居民基本养老保险待遇申领')).id as never,
      ...{ livesAt: '320902001201', ...gu, consent: 'signed', said: [], delivery: 'online' },
    }),
    { paper: agreed, files: true },
  ),
  drafted('2024-11-19', 'cunjianguo', villageCounter, async (find) => ({
    item: (await find(serviceItem, ({ title }) => title === '医疗救助待遇认定')).id as never,
    ...{ livesAt: '320902001201', applicant: '吴桂香', words: '等她儿子回来补照片' },
  })),
]
