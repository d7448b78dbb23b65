import { rosterMember } from '#commons/joint-meeting'
import { planItem } from '#commons/plan'
import { acted, composed, corrected, registered, type SeedAct } from '#platform'
import { bulletinIssue, countySupervision, planAdoption, taskSupervision } from './cases.ts'
import { importPlan } from './documents.ts'
import { monthlyBulletin } from './indicators.ts'
import { planTarget } from './registers.ts'

const bureau = 'zhoumingyuan'
const members = [
  'city-data-bureau',
  'city-development-reform-commission',
  'city-industry-bureau',
  'city-cyberspace-office',
  'city-finance-bureau',
  'city-public-security-bureau',
]

const row =
  (number: number, part = 1) =>
  (task: { number: number; part: number }) =>
    task.number === number && task.part === part
const accepts = (by: string, ...rows: [number, number?][]): SeedAct[] =>
  rows.map((place) => acted('2024-08-28', by, taskSupervision, row(...place), { action: 'accept' }))

/** A month's report of one row: percent and words, with a page of evidence. */
const reports = (on: string, by: string, number: number, part: number, percent: number, words: string): SeedAct =>
  acted(on, by, taskSupervision, row(number, part), {
    action: 'report',
    form: { month: on.slice(0, 7), percent, words },
    evidence: { name: `第${number}项${on.slice(0, 7)}佐证.txt`, text: words },
  })

const county = (on: string, unit: string, number: number, percent: number, words: string): SeedAct =>
  acted(on, `${unit}-data`, countySupervision, row(number), {
    action: 'report',
    unit: `${unit}-government`,
    form: { month: on.slice(0, 7), percent, words, evidence: [] },
  })

/** From August to November: imported, confirmed, reported well and badly, one overdue and pressed. */
export const seed: SeedAct[] = [
  { on: '2024-08-26', by: bureau, imports: importPlan, city: 'plan' },
  registered(
    '2024-08-26',
    bureau,
    rosterMember,
    members.map((member) => ({ member, duty: '成员单位', standing: 'proposed' })),
  ),
  acted('2024-08-27', bureau, planAdoption, () => true, { action: 'confirm' }),
  ...accepts(bureau, [1], [2], [9], [10], [10, 2], [18], [19], [20], [21], [22]),
  ...accepts('wangan', [3], [4]),
  ...accepts('gongxin', [6], [7], [8], [11], [11, 2], [11, 3]),
  ...accepts('minzheng', [12, 5]),
  ...accepts('tianye', [14], [7, 2]),
  ...accepts('dashuju', [15]),
  ...accepts('wenlv', [16, 2], [16, 3]),
  ...accepts('fazhan', [17]),
  reports('2024-08-30', 'wangan', 3, 1, 70, '资源池单位遴选已发布公告，培训两期，考核办法还在征求意见。'),
  reports('2024-09-27', 'gongxin', 6, 1, 35, '已赴珠三角推介一次，新签约项目九个。'),
  reports('2024-09-27', bureau, 22, 1, 40, '统一受理平台上线试运行，首批事项已接入。'),
  reports('2024-09-29', 'dashuju', 15, 1, 45, '首页活动每月一期，消费券已发放两批。'),
  reports('2024-10-30', bureau, 22, 1, 62, '收办分离事项过半，自助终端已投放到镇街道。'),
  reports('2024-10-30', bureau, 21, 1, 55, '核验事项三十余个，挂接率九成以上。'),
  reports('2024-10-30', bureau, 20, 1, 48, '协同办公已接入二十八家部门。'),
  reports('2024-10-31', 'wangan', 4, 1, 30, '完成系统摸底，演练方案待定。'),
  reports('2024-10-31', 'gongxin', 8, 1, 44, '政策一站通查已上线，跨境电商中心在选址。'),
  reports('2024-10-31', 'gongxin', 11, 1, 50, '园区5G补点四十处。'),
  reports('2024-10-31', 'tianye', 14, 1, 66, '手机应用培训六千余人次。'),
  reports('2024-10-31', 'wenlv', 16, 2, 40, '文物数字化采集完成两个县。'),
  reports('2024-11-15', bureau, 9, 1, 100, '组织参赛项目二十一个，试点申报已获批。'),
  acted('2024-11-18', bureau, taskSupervision, row(9), { action: 'complete', form: { words: '材料齐全，予以认定。' } }),
  registered('2024-09-02', bureau, planTarget, async (find) => {
    const item = await find(planItem, ({ number }) => number === 1)
    return [
      {
        ...{
          plan: item.plan,
          item: item.id,
          task: null,
          name: '任务按期率',
          unit: '%',
          kind: 'rate',
          comparator: 'ge',
        },
        ...({ comparator: 'ge', kind: 'rate', standing: 'added' } as const),
        ...{ quote: item.title, value: 90, dueOn: '2025-01-31' },
        ...{ rule: '扎实推进，指到期前九成以上的任务按期', indicator: 'on-track-share' },
      },
    ]
  }),
  // What the plan counts in items and packages is counted where they are kept.
  ...[
    ['重点事项清单', 'one-thing-packages', '现在可以办的一件事'],
    ['省定高频', 'items-received-apart', '可以办、受理与办理分离的事项'],
    ['基层高频', 'items-grassroots', '可以办、镇村一平台办理的事项'],
  ].map(([words = '', indicator = '', rule = '']) =>
    corrected('2024-09-04', bureau, planTarget, ({ name }) => name.includes(words), { indicator, rule }),
  ),
  composed('2024-10-08', bureau, monthlyBulletin, ({ year }) => year === 2024, '2024-09'),
  acted('2024-10-08', bureau, bulletinIssue, () => true, {
    action: 'issue',
    form: { number: 12, issuedOn: '2024-10-08', to: ['city-cyberspace-office', 'city-industry-bureau'] },
  }),
  composed('2024-11-06', bureau, monthlyBulletin, ({ year }) => year === 2024, '2024-10'),
  acted('2024-11-18', 'wangan', taskSupervision, row(3), {
    action: 'defer',
    form: { until: '2024-12-20', reason: '考核办法需再征求一轮意见，资源池单位的服务合同十二月中旬签订。' },
  }),
  acted('2024-11-19', bureau, taskSupervision, row(3), {
    action: 'press',
    form: { words: '已超期两个多月，请三日内补报考核办法和完成计划。' },
  }),
  county('2024-10-31', 'dongtai', 22, 72, '镇街道自助终端全部到位。'),
  county('2024-10-31', 'dafeng', 22, 60, '自助终端到位八成。'),
  county('2024-10-31', 'binhai', 22, 25, '选址未定，采购推迟。'),
]
