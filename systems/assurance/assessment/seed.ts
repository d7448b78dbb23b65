import { plan } from '#commons/plan'
import { acted, registered, type SeedAct, type SeedOfficer } from '#platform'
import { assessing, deciding, reviewing } from './cases.ts'
import { assessed, entry, leaf, mark, objection, scheme } from './registers.ts'
import { assessor } from './roles.ts'

export const officers: SeedOfficer[] = [
  { account: 'kaoping', name: '高平', agency: 'city-data-bureau', title: '考评专员', roles: [assessor] },
]

const bureaux = [
  'city-cyberspace-office',
  'city-industry-bureau',
  'city-agriculture-bureau',
  'city-development-reform-commission',
  'city-education-bureau',
  'city-health-commission',
] as const
const units = [
  ...['tinghu', 'yandu', 'dafeng', 'xiangshui', 'binhai', 'funing'],
  ...['sheyang', 'jianhu', 'dongtai', 'etdz', 'yannan'],
] as const
const unitOf = (unit: (typeof units)[number]) => `${unit}-government`

const leaves = [
  {
    ...{ code: '1.1', branch: '重点任务', title: '任务按期率', group: 'bureau', weight: 30 },
    ...{ source: 'live', indicator: 'on-track-share', target: 100 },
  },
  {
    ...{ code: '1.2', branch: '重点任务', title: '任务平均进度', group: 'bureau', weight: 20 },
    ...{ source: 'live', indicator: 'mean-progress', method: 'rank', floor: 40 },
  },
  {
    ...{ code: '1.3', branch: '重点任务', title: '县区任务平均进度', group: 'county', weight: 50 },
    ...{ source: 'live', indicator: 'county-progress', method: 'rank', floor: 40 },
  },
  {
    ...{ code: '2.1', branch: '数据 / 目录', title: '数据目录编制率', weight: 20, target: 100, floor: 60 },
    says: '已编制目录的信息系统占全部信息系统的比率（%）。',
  },
  {
    ...{
      code: '2.2',
      branch: '数据 / 质量',
      title: '超期未整改的数据质量问题',
      weight: 10,
      method: 'deduct',
      each: 0.5,
    },
    says: '考评期内超期没有整改的，按件数填。',
  },
  { code: '3.1', branch: '应用', title: '应用成效', weight: 20, method: 'expert', source: 'expert' },
  { code: '4.1', branch: '加分', title: '在省级以上推广', weight: 0, method: 'bonus', each: 1, cap: 3 },
  { code: '4.2', branch: '否决', title: '发生数据安全事件', weight: 0, method: 'veto' },
] as const

/** What each told: its share of directories, and its questions that were not mended in time. */
const told: Record<string, [directory: number, questions: number]> = {
  'city-cyberspace-office': [92, 1],
  'city-industry-bureau': [88.5, 3],
  'city-agriculture-bureau': [76, 0],
  'city-development-reform-commission': [95, 2],
  'city-education-bureau': [58, 6],
  'city-health-commission': [90, 4],
  ...Object.fromEntries(
    units.map((unit, i) => [unitOf(unit), [62 + ((i * 17) % 37), (i * 5) % 7] as [number, number]]),
  ),
}
const everybody = [...bureaux, ...units.map(unitOf)]

/** The account that tells for an agency. */
const tellers: Record<string, string> = {
  ...{ 'city-cyberspace-office': 'wangan', 'city-industry-bureau': 'gongxin', 'city-agriculture-bureau': 'tianye' },
  ...{ 'city-development-reform-commission': 'fazhan', 'city-education-bureau': 'jiaoyu' },
  'city-health-commission': 'weijian',
  ...Object.fromEntries(units.map((unit) => [unitOf(unit), `${unit}-data`])),
}

const tells = (agency: string): SeedAct =>
  registered('2024-10-15', tellers[agency] as string, entry, async (find) => {
    const of = await find(scheme, ({ year }) => year === 2024)
    const [directory, questions] = told[agency] ?? [0, 0]
    const about = async (code: string, value: number, words: string) => {
      const found = await find(leaf, (row) => row.code === code)
      return { scheme: of.id, leaf: found.id, assessed: agency as never, title: found.title, value, words }
    }
    return [
      await about('2.1', directory, '按信息系统清单逐个核对。'),
      await about('2.2', questions, questions === 0 ? '没有超期的。' : `超期的 ${questions} 件正在整改。`),
    ]
  })

/** A year's assessment whose points are published and may be objected to; one objection waits, one was upheld. */
export const seed: SeedAct[] = [
  registered('2024-10-08', 'kaoping', scheme, async (find) => [
    {
      ...{ title: '2024 年数字化建设考评（前三季度）', year: 2024, reportsUntil: '2024-10-25' },
      freezesOn: '2024-10-31T18:00:00+08:00',
      within: (await find(plan, ({ year }) => year === 2024)).id,
    },
  ]),
  registered('2024-10-08', 'kaoping', leaf, async (find) => {
    const of = await find(scheme, ({ year }) => year === 2024)
    return leaves.map((one) => ({ scheme: of.id, ...one })) as never
  }),
  registered('2024-10-08', 'kaoping', assessed, async (find) => {
    const of = await find(scheme, ({ year }) => year === 2024)
    return everybody.map((who) => ({
      ...{ scheme: of.id, assessed: who as never },
      group: who.startsWith('city-') ? ('bureau' as const) : ('county' as const),
    }))
  }),
  acted('2024-10-09', 'kaoping', assessing, () => true, { action: 'begin' }),
  ...everybody.map(tells),
  registered('2024-10-28', 'kaoping', mark, async (find) => {
    const of = await find(scheme, ({ year }) => year === 2024)
    const found = await find(leaf, ({ code }) => code === '3.1')
    return everybody.flatMap((who, i) =>
      ['沈知远', '顾闻道', '陆明理', '钱守正', '孙可行'].map((judge, j) => ({
        ...{ scheme: of.id, leaf: found.id, assessed: who as never, title: found.title, judge },
        score: 68 + ((i * 11 + j * 7) % 30),
      })),
    )
  }),
  acted('2024-10-29', 'kaoping', reviewing, () => true, { action: 'accept' }),
  acted('2024-11-15', 'kaoping', assessing, () => true, { action: 'publish' }),
  registered('2024-11-18', 'weijian', objection, async (find) => {
    const of = await find(scheme, ({ year }) => year === 2024)
    const found = await find(leaf, ({ code }) => code === '2.2')
    return [
      {
        ...{ scheme: of.id, leaf: found.id, assessed: 'city-health-commission' as never, title: found.title },
        ...{ claims: 1, words: '四件里三件在期限内已经整改，平台上的回执为证。' },
      },
    ]
  }),
  acted('2024-11-19', 'kaoping', deciding, () => true, {
    action: 'uphold',
    form: { decided: 1, words: '核对回执，三件确在期限内整改。' },
  }),
  registered('2024-11-19', 'jiaoyu', objection, async (find) => {
    const of = await find(scheme, ({ year }) => year === 2024)
    const found = await find(leaf, ({ code }) => code === '2.1')
    return [
      {
        ...{ scheme: of.id, leaf: found.id, assessed: 'city-education-bureau' as never, title: found.title },
        ...{ claims: 71, words: '直属学校自建的系统不应计入分母。' },
      },
    ]
  }),
]
