import { acted, registered, type SeedAct, type SeedOfficer } from '#platform'
import { kioskRun } from './cases.ts'
import { kiosk } from './registers.ts'
import { kioskKeeper, kioskLeader, kioskPlanner } from './roles.ts'

const hall = 'tinghu-service-hall'

export const officers: SeedOfficer[] = [
  { account: 'zizhuke', name: '祝子明', agency: 'city-data-bureau', title: '自助服务科', roles: [kioskPlanner] },
  { account: 'zizhuyuan', name: '袁自立', agency: hall, title: '自助区管理员', roles: [kioskKeeper] },
  { account: 'zizhuzhang', name: '章立', agency: 'city-data-bureau', title: '分管领导', roles: [kioskLeader] },
]

const standing = { keeper: hall as never, phone: '0515-88000000' }

/** Machines of one district, at three tiers, of which one is still to come. */
export const seed: SeedAct[] = [
  registered('2024-10-08', 'zizhuke', kiosk, [
    {
      ...{ title: '亭湖区政务服务中心一号机', livesAt: '320902' as never, address: '亭湖区政务服务中心一楼东门' },
      ...{ tier: 'county', allDay: true, hours: '全天', point: { lat: 33.39, lon: 120.2 } as never },
      ...standing,
    },
    {
      ...{ title: '五星街道便民服务中心一号机', livesAt: '320902001' as never, address: '五星街道便民服务中心' },
      ...{ tier: 'town', allDay: false, hours: '工作日 8:30 至 17:30', point: { lat: 33.38, lon: 120.15 } as never },
      ...standing,
    },
    {
      ...{ title: '五星社区党群服务站一号机', livesAt: '320902001201' as never, address: '五星社区党群服务站门厅' },
      ...{ tier: 'community', allDay: true, hours: '全天', point: { lat: 33.381, lon: 120.153 } as never },
      ...standing,
    },
  ]),
  ...['亭湖区政务服务中心一号机', '五星街道便民服务中心一号机'].map((title) =>
    acted('2024-10-15', 'zizhuke', kioskRun, (record) => record.title === title, {
      action: 'start',
      form: { since: '2024-10-15' },
    }),
  ),
]
