import { acted, registered, type SeedAct, type SeedCitizen, type SeedOfficer } from '#platform'
import { answering, calling, listing, milestoneRun, resultRun } from './cases.ts'
import { answer, challenge, jointProject, partner, result } from './registers.ts'
import { cooperationLeader, keeper, poster } from './roles.ts'

export const officers: SeedOfficer[] = [
  { account: 'kechuang', name: '柯创', agency: 'city-science-bureau', title: '成果处科员', roles: [keeper, poster] },
  { account: 'kelingdao', name: '柯领', agency: 'city-science-bureau', title: '局长', roles: [cooperationLeader] },
  { account: 'yuxing', name: '于兴', agency: 'city-agriculture-bureau', title: '渔业处科员', roles: [poster] },
]

export const citizens: SeedCitizen[] = [
  { account: 'hailan', name: '海蓝智渔研究院' },
  { account: 'yunfan', name: '云帆软件有限公司' },
]

const partners = [
  ['hailan', '海蓝智渔研究院', '91320904MA1KEM0030', 'institute', '水产养殖的传感、模型和预警。'],
  ['yunfan', '云帆软件有限公司', '91320904MA1KEM0043', 'company', '物联网平台、数据治理。'],
] as const

/** A need that is called for, from its posting to its agreement. */
const agreed = (
  need: { title: string; question: string; offer: string },
  [posted, until, answers, judged, chosen, signed]: readonly [string, string, string, string, string, string],
  [who, plan, approach]: readonly [string, string, string],
  milestones: { title: string; dueOn: string }[],
): SeedAct[] => {
  const isIt = ({ title }: { title: string | null }) => title === need.title
  return [
    registered(posted, 'yuxing', challenge, [{ ...need, answersUntil: until }]),
    registered(answers, who, answer, async (find) => [
      {
        challenge: (await find(challenge, isIt)).id,
        partner: (await find(partner, ({ name }) => partners.some(([by, called]) => by === who && called === name))).id,
        ...{ plan, approach },
      },
    ]),
    acted(judged, 'yuxing', answering, isIt, { action: 'score', form: { score: 92, words: '方案成熟，可以试用。' } }),
    acted(judged, 'yuxing', calling, isIt, { action: 'judge', form: { words: '一份应答，同意进入选定。' } }),
    acted(chosen, 'yuxing', answering, isIt, {
      action: 'choose',
      form: {
        ...{ rights: 'both', rightsWords: '软件著作权双方共有，数据归需求方。', startsOn: signed, milestones },
        endsOn: '2025-06-30',
      },
    }),
    acted(signed, who, answering, isIt, { action: 'sign' }),
  ]
}

const met = (reported: string, accepted: string, who: string, which: string): SeedAct[] => [
  acted(reported, who, milestoneRun, ({ title }) => title === which, {
    action: 'report',
    form: { words: '已经完成，材料附后。' },
    evidence: { name: '完成情况.txt', text: which },
  }),
  acted(accepted, 'yuxing', milestoneRun, ({ title }) => title === which, {
    action: 'accept',
    form: { words: '现场核对属实。' },
  }),
]

const isWarning = ({ title }: { title: string }) => title === '鱼塘缺氧预警'

/** Three needs: one whose result became a capability, one whose project goes on, and one that is called for. */
export const seed: SeedAct[] = [
  ...partners.flatMap(([who, name, code, sort, specialities]) => [
    registered('2024-08-19', who, partner, [{ name, code, sort, specialities }]),
    acted('2024-08-20', 'kechuang', listing, (one) => one.name === name, { action: 'list' }),
  ]),
  ...agreed(
    {
      title: '鱼塘缺氧提前两小时预警',
      question: '夜里缺氧来不及处置，怎样提前两小时告诉养殖户？',
      offer: '三个渔场试用，经费三十万元。',
    },
    ['2024-08-20', '2024-08-30', '2024-08-26', '2024-09-02', '2024-09-03', '2024-09-04'],
    ['hailan', '溶氧浮标预警', '溶氧浮标加天气模型，短信提醒。'],
    [{ title: '三个渔场装好浮标', dueOn: '2024-10-10' }],
  ),
  ...met('2024-10-08', '2024-10-09', 'hailan', '三个渔场装好浮标'),
  registered('2024-10-14', 'hailan', result, async (find) => [
    {
      project: (await find(jointProject, ({ title }) => title.includes('鱼塘'))).id,
      ...{ title: '鱼塘缺氧预警', words: '溶氧低于阈值前两小时短信提醒，三个渔场在用。' },
    },
  ]),
  acted('2024-10-15', 'yuxing', resultRun, isWarning, { action: 'sendBack', form: { words: '请附试用报告。' } }),
  acted('2024-10-16', 'hailan', resultRun, isWarning, {
    action: 'resubmit',
    form: { words: '试用报告已附。' },
    evidence: { name: '试用报告.txt', text: '三个渔场试用两个月，预警提前两小时以上。' },
  }),
  acted('2024-10-17', 'yuxing', resultRun, isWarning, { action: 'accept', form: { words: '试用有效。' } }),
  acted('2024-10-21', 'yuxing', resultRun, isWarning, { action: 'adopt', form: { words: '在全市渔场推广。' } }),
  ...agreed(
    {
      title: '滩涂养殖面积按月自动测算',
      question: '靠人工上报，面积一季度才更新一次。',
      offer: '提供历年调查数据和卫星影像。',
    },
    ['2024-09-02', '2024-09-20', '2024-09-12', '2024-09-23', '2024-09-25', '2024-09-27'],
    ['yunfan', '卫星逐月测图', '卫星影像识别，逐月出图。'],
    [
      { title: '出第一张图', dueOn: '2024-11-08' },
      { title: '三个县按月出图', dueOn: '2024-12-20' },
    ],
  ),
  ...met('2024-11-05', '2024-11-07', 'yunfan', '出第一张图'),
  registered('2024-11-12', 'yuxing', challenge, [
    {
      ...{ title: '农机作业质量怎样远程核验', answersUntil: '2024-12-20' },
      ...{ question: '补贴按亩发放，现场核验跑不过来。', offer: '两个镇试用，提供农机轨迹数据。' },
    },
  ]),
  registered('2024-11-18', 'hailan', answer, async (find) => [
    {
      challenge: (await find(challenge, ({ title }) => title.includes('农机'))).id,
      partner: (await find(partner, ({ name }) => name.includes('海蓝'))).id,
      plan: '轨迹核验单',
      approach: '轨迹加车载传感，按地块出核验单。',
    },
  ]),
]
