import { dataResource } from '#commons/data-resource'
import { acted, corrected, registered, type SeedAct, type SeedOfficer } from '#platform'
import { gradingRun, resourceRun } from './cases.ts'
import { dataGrading } from './registers.ts'
import { catalogueKeeper, catalogueLeader, dataOfficer } from './roles.ts'

const bureau = 'city-data-bureau'
const management = 'city-city-management-bureau'

export const officers: SeedOfficer[] = [
  { account: 'mulu', name: '穆录', agency: bureau, title: '数据目录管理', roles: [catalogueKeeper] },
  { account: 'weifu', name: '魏复', agency: bureau, title: '数据安全管理', roles: [catalogueKeeper] },
  { account: 'shuju', name: '舒据', agency: bureau, title: '数据专员', roles: [dataOfficer] },
  { account: 'shuzhang', name: '束章', agency: bureau, title: '数据资源分管领导', roles: [catalogueLeader] },
  { account: 'chengshu', name: '程述', agency: management, title: '数据专员', roles: [dataOfficer] },
]

/** What of the platform's own is open to everyone: what it holds and what it is about. */
const opened = [
  ['register:service-item', '全市政务服务事项：谁可以申请、要多少天、依据什么、收不收费。', '政务服务'],
  ['register:service-package', '高效办成一件事：每件事包含哪些事项、由谁牵头、几天办好。', '政务服务'],
  ['register:licence-type', '本市签发的电子证照种类和签发单位。', '政务服务'],
  ['register:kiosk', '自助服务机的位置、开放时间和联系电话。', '政务服务'],
  ['register:answered-enquiry', '群众问过、愿意公开的问题和答复。', '政务服务'],
  ['register:plan-task', '年度数字城市建设计划的分解任务、责任单位和期限。', '经济发展'],
  ['register:cooperation-challenge', '面向企业和高校公开征集解法的难题。', '科技创新'],
] as const
const origins = opened.map(([origin]): string | null => origin)

const reason = '本平台日常业务数据，按影响对象和程度逐项判断'
const words = { words: '按目录编制指南核对过' }
/** What other agencies ask for, but the public does not. */
const shared: (string | null)[] = ['dataset:taxed-wages', 'dataset:disabilities']
const isTold = ({ origin }: { origin: string | null }) => [...origins, ...shared].includes(origin)

/** What the city's management bureau holds elsewhere. */
const elsewhere = {
  ...({ provider: management, kind: 'theme', theme: '城市管理', format: 'interface' } as const),
  ...({ cycle: 'daily', sharing: 'free', opening: 'open' } as const),
}
const parking = { title: '公共停车场', summary: '全市公共停车场的名称、位置、泊位数和收费标准。', ...elsewhere }
const lamps = { title: '城市照明设施', summary: '路灯、箱变的位置和状态。', ...elsewhere }
const own = ({ title }: { title: string }) => title === parking.title

export const seed: SeedAct[] = [
  registered('2024-09-10', 'mulu', dataGrading, async (_find, all) =>
    (await all(dataResource)).map(({ id }) => ({ resource: id as never, persons: 'ordinary' as const, reason })),
  ),
  acted('2024-09-12', 'weifu', gradingRun, () => true, { action: 'agree', form: words }),
  ...opened.map(([origin, summary, theme]) =>
    corrected('2024-09-18', 'mulu', dataResource, (row) => row.origin === origin, { summary, theme, opening: 'open' }),
  ),
  acted('2024-09-19', 'mulu', resourceRun, isTold, { action: 'submit', form: words }),
  acted('2024-09-20', 'weifu', resourceRun, isTold, { action: 'publish', form: words }),
  registered('2024-10-08', 'chengshu', dataResource, [parking, lamps]),
  registered('2024-10-09', 'chengshu', dataGrading, async (find) => [
    { resource: (await find(dataResource, own)).id as never, order: 'ordinary' as const, reason: '设施信息，影响有限' },
  ]),
  acted('2024-10-10', 'mulu', gradingRun, () => true, { action: 'agree', form: words }),
  acted('2024-10-11', 'chengshu', resourceRun, own, {
    action: 'mount',
    form: { address: 'https://cgj.example.cn/api/parking' },
  }),
  acted('2024-10-14', 'chengshu', resourceRun, own, { action: 'submit', form: words }),
]
