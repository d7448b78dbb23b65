import { capability } from '#commons/capability'
import { acted, packed, registered, type SeedAct, type SeedOfficer } from '#platform'
import { multiYearRun, research, study } from './cases.ts'
import { milestone, multiYearPlan, proposal, topic } from './registers.ts'
import { planner } from './roles.ts'

export const officers: SeedOfficer[] = [
  {
    account: 'guihua',
    name: '桂华',
    agency: 'city-development-reform-commission',
    title: '规划处科员',
    roles: [planner],
  },
]

const milestones = [
  [1, '县级数据专区全部建成', 'city-data-bureau', 2024, '2024-09-01', '2024-12-20'],
  [2, '算力统一调度上线', 'city-industry-bureau', 2025, '2025-01-01', '2025-10-31'],
  [3, '一网统管覆盖到村', 'city-data-bureau', 2025, '2025-01-01', '2025-11-30'],
  [4, '数据产业规模翻一番', 'city-development-reform-commission', 2026, '2026-01-01', '2026-11-30'],
] as const

const batches = '镇村数字化三年行动'
const county = (of: string) => (row: { lead: string }) => row.lead === `${of}-government`

/** A county's plan in three batches of villages, which it packed for others; two took it over and run it. */
const counties: SeedAct[] = [
  registered('2024-08-28', 'dongtai-data', multiYearPlan, [
    {
      ...{ title: batches, fromYear: 2024, toYear: 2026, lead: 'dongtai-government' as never },
      words: '每年一批镇村，三年全部上线。',
    },
  ]),
  registered('2024-08-29', 'dongtai-data', milestone, async (find) => {
    const plan = await find(multiYearPlan, ({ title }) => title === batches)
    return [2024, 2025, 2026].map((year, i) => ({
      ...{ plan: plan.id, number: i + 1, year, title: `第${i + 1}批镇村上线` },
      content: '确定镇村，装好终端，教会村里的人。',
      lead: 'dongtai-government' as never,
      ...(year === 2024
        ? { startsOn: '2024-10-08', dueOn: '2024-12-20' }
        : { startsOn: `${year}-01-05`, dueOn: `${year}-11-30` }),
    }))
  }),
  acted('2024-08-30', 'dongtai-data', multiYearRun, county('dongtai'), { action: 'adopt' }),
  packed('2024-09-09', 'dongtai-data', capability, multiYearPlan, ({ title }) => title === batches),
  ...['sheyang', 'jianhu'].map((of) =>
    acted('2024-09-25', `${of}-data`, multiYearRun, county(of), { action: 'adopt' }),
  ),
]

/** A three-year plan of which one milestone is a task already, and two topics: one called for, one studied. */
export const seed: SeedAct[] = [
  ...counties,
  registered('2024-08-26', 'guihua', multiYearPlan, [
    {
      ...{ title: '数字盐城三年行动计划（2024—2026）', fromYear: 2024, toYear: 2026 },
      lead: 'city-development-reform-commission' as never,
      words: '第一年打基础，第二年贯通，第三年见成效。',
    },
  ]),
  registered('2024-08-26', 'guihua', milestone, async (find) => {
    const plan = await find(multiYearPlan, ({ fromYear }) => fromYear === 2024)
    return milestones.map(([number, title, lead, year, startsOn, dueOn]) => ({
      ...{ plan: plan.id, number, title, year, startsOn, dueOn, lead: lead as never },
      content: `${title}，按季度报送进展。`,
    }))
  }),
  acted('2024-08-27', 'guihua', multiYearRun, () => true, { action: 'adopt' }),
  registered('2024-09-03', 'guihua', topic, [
    {
      ...{ title: '十五五时期县域数据要素怎样用起来', budget: 20_000_000, callUntil: '2024-10-15' },
      question: '县一级的数据由谁管、给谁用、怎样不重复建设？',
    },
  ]),
  registered('2024-10-08', 'shenzhiyuan', proposal, async (find) => [
    {
      topic: (await find(topic, ({ title }) => title.includes('县域'))).id,
      ...{ researcher: '沈知远', approach: '选三个县调研，半年出报告。', price: 18_000_000 },
    },
  ]),
  acted('2024-10-21', 'guihua', study, () => true, {
    action: 'choose',
    form: { price: 16_000_000, checkOn: '2024-12-20', until: '2025-03-31' },
  }),
  acted('2024-10-21', 'guihua', research, ({ title }) => title.includes('县域'), { action: 'commission' }),
  registered('2024-11-12', 'guihua', topic, [
    {
      ...{ title: '低空经济的数字底座', budget: 30_000_000, callUntil: '2024-12-10' },
      question: '沿海低空飞行需要哪些共用的数据和网络？',
    },
  ]),
]
