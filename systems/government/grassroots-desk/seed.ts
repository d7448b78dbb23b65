import type { SeedOfficer } from '#platform'
import { grassrootsLeader, villageWorker } from './roles.ts'

const village = 'village-320902001201'

export const officers: SeedOfficer[] = [
  { account: 'cunayin', name: '蔡英', agency: village, title: '村代办员', roles: [villageWorker] },
  { account: 'cunjianguo', name: '韦建国', agency: village, title: '村代办员', roles: [villageWorker] },
  { account: 'zhenban', name: '甄梅', agency: 'town-320902001', title: '便民服务中心', roles: [villageWorker] },
  { account: 'jicengzhang', name: '纪成', agency: 'city-data-bureau', title: '分管领导', roles: [grassrootsLeader] },
]
