import { instrument } from '#commons/rulebook'
import { acted, registered, type NewRecord, type SeedAct, type SeedOfficer } from '#platform'
import { answering, consulting, enactment, reading } from './cases.ts'
import { comment, edition, publication, training } from './registers.ts'
import { legalReviewer, ruleDrafter, ruleLeader, ruleReader, rulebookDesk } from './roles.ts'

const desk = 'zhidu'
const bureau = 'city-data-bureau'

export const officers: SeedOfficer[] = [
  { account: desk, name: '许明章', agency: bureau, title: '政策法规处处长', roles: [rulebookDesk, ruleDrafter] },
  {
    account: 'shenfa',
    name: '方正言',
    agency: 'city-justice-bureau',
    title: '合法性审查处处长',
    roles: [legalReviewer],
  },
  { account: 'zhidugl', name: '程守规', agency: 'city-government-office', title: '副主任', roles: [ruleLeader] },
  ...(
    [
      ['caizhi', '蔡知', 'city-finance-bureau'],
      ['gongzhi', '龚知', 'city-industry-bureau'],
      ['minzhi', '闵知', 'city-civil-affairs-bureau'],
    ] as const
  ).map(([account, name, agency]) => ({ account, name, agency, title: '办公室科员', roles: [ruleReader] })),
]

const followers = ['city-finance-bureau', 'city-industry-bureau', 'city-civil-affairs-bureau']

/** What the plan promises, with its day; the indicators of the network were to come earlier and have not. */
const planned: readonly [
  code: string,
  title: string,
  sort: NewRecord<typeof instrument>['sort'],
  plannedOn: string | null,
  planItem: string,
][] = [
  ['data-objection', '公共数据异议处理规则', 'rule', '2024-12-31', '第10条：印发《公共数据异议处理细则》'],
  ['data-sharing', '公共数据共享管理规范', 'standard', '2024-12-31', '第10条：印发《公共数据共享管理规范》'],
  ['data-operation', '公共数据授权运营规则', 'rule', '2024-12-31', '第10条：公共数据授权运营要有制度'],
  ['data-trading', '数据交易规则', 'rule', '2024-12-31', '第10条：数据交易场所要规范，制度要齐'],
  ['data-industry', '数据产业扶持政策', 'policy', null, '第10条：出台扶持数据产业的专项政策，持续推进'],
  ['project-approval', '政务信息化项目审批实施办法', 'rule', '2024-12-31', '第27条：政务信息化项目审批实施办法要出台'],
  ['computing-layout', '算力基础设施布局规划', 'plan', '2024-12-31', '第27条：算力基础设施布局规划要出台'],
  ['digital-city', '数字盐城建设规划', 'plan', '2024-12-31', '第27条：数字盐城建设规划要出台、要细化'],
  [
    'network-indicators',
    '电子政务外网运行评估指标',
    'indicators',
    '2024-10-31',
    '第22条：运行评估指标配齐，本局排到十月底',
  ],
  ['cloud-network', '云网管理规则', 'rule', '2024-12-31', '第22条：云网管理制度补全'],
]

const objection = `盐城市公共数据异议处理规则
第一章 总则
第一条 为了及时更正公共数据中的差错，保护提出人的权益，制定本规则。
第二条 本规则所称异议，是指公民、法人和其他组织认为公共数据与事实不一致、不完整或者已经过时而提出的意见。
第三条 市数据主管部门统筹异议处理；数据的来源单位负责核实和更正。
第二章 提出与受理
第四条 提出人可以在网上、窗口或者通过使用数据的单位提出异议，写明数据、理由和希望怎样更正。
第五条 受理单位应当在收到异议之日起二个工作日内转给来源单位，并告知提出人。
第三章 核实与更正
第六条 来源单位应当在收到异议之日起五个工作日内核实，属实的即时更正。
第七条 核实期间，相关数据应当加注“有异议”，使用单位审慎使用。
第八条 不予更正的，应当书面说明理由，并告知提出人可以申请复核。
第四章 附则
第九条 异议处理情况纳入数据质量考核。
第十条 本规则自印发之日起施行。`

const objectionAgain = objection
  .replace('五个工作日内核实，属实的即时更正', '三个工作日内核实，属实的当日更正，并通知已经取用该数据的单位')
  .replace(
    '第九条 异议处理情况纳入数据质量考核。',
    '第九条 异议处理情况纳入数据质量考核，每季度公布一次。\n第九条之一 因数据差错给提出人造成不便的，来源单位应当说明情况并道歉。',
  )
  .replace('第七条 核实期间，相关数据应当加注“有异议”，使用单位审慎使用。\n', '')

const approval = `盐城市政务信息化项目审批实施办法
第一条 为了统筹政务信息化建设，避免重复，提高效益，制定本办法。
第二条 使用市级财政资金的政务信息化项目，适用本办法。
第三条 项目实行一端受理、一体办结：建设单位一次提交，各审核单位并联审核。
第四条 已有系统能够满足需要的，不予新建；能够共用平台的，应当共用。
第五条 建设方案应当写明数据目录、共享安排、安全等级和运行维护费用。
第六条 预算在一百万元以上的项目，应当组织专家评审；评审专家在专家库中随机抽取，有利害关系的应当回避。
第七条 项目建成后六个月内验收，数据没有按目录共享的不予验收。
第八条 本办法自印发之日起施行。`

const sharing = `盐城市公共数据共享管理规范
第一条 为了规范公共数据共享，制定本规范。
第二条 公共数据以共享为原则，不共享为例外；不共享的，应当有法律、行政法规的依据。
第三条 来源单位编制数据目录，写明每项数据的格式、更新频率和共享条件。
第四条 使用单位按用途申请，用途与职责相符的，来源单位五个工作日内答复。
第五条 取得的数据只用于申请的用途，不得转给第三方。
第六条 涉及个人信息的，遵循最小必要，并留存使用记录。
第七条 数据质量有问题的，按照公共数据异议处理规则办理。`

const cloud = `盐城市云网管理规则
第一条 为了统一管理政务云和电子政务外网，制定本规则。
第二条 管理、运维、安全防护逐步一体，由市大数据管理中心承担日常工作。
第三条 资源按需申请、按月核减；连续三个月使用率不足两成的，应当退回。
第四条 发生中断的，运维单位十五分钟内报告，两小时内给出恢复时间。
第五条 等级保护三级以上的系统，每年测评一次。`

const operation = `盐城市公共数据授权运营规则
第一条 为了规范公共数据授权运营，制定本规则。
第二条 授权运营遵循依法合规、原始数据不出域、收益合理分配的原则。
第三条 运营单位通过公开方式确定，授权期限不超过五年。`

const drafted = (on: string, code: string, title: string, text: string, why: string): SeedAct =>
  registered(on, desk, edition, async (find) => [
    {
      instrument: (await find(instrument, (one) => one.code === code)).id,
      ...{ title, text, why, followers },
    },
  ])

/** What became of the open edition of a title: by whom, on which day, with what form. */
const edited =
  (title: string) =>
  (on: string, action: string, form: Record<string, unknown>, by = desk): SeedAct =>
    acted(on, by, enactment, (one) => one.title === title, { action, form })

const about = (title: string) => (one: { title: string }) => one.title.startsWith(title)
const [ofObjection, ofApproval, ofSharing, ofCloud] = [
  '盐城市公共数据异议处理规则',
  '盐城市政务信息化项目审批实施办法',
  '盐城市公共数据共享管理规范',
  '盐城市云网管理规则',
] as const

/** The whole way of an edition on which nobody says anything, to the day on which it holds. */
function wholeWay(
  title: string,
  [published, until, finished, passed, issued]: readonly [string, string, string, string, string],
  docNumber: string,
): SeedAct[] {
  const does = edited(title)
  return [
    does(published, 'publish', { commentUntil: until }),
    acted(finished, desk, consulting, about(title), {
      action: 'finish',
      form: { summary: '征求意见期间没有收到修改意见。' },
    }),
    does(finished, 'submit', { words: '意见已经办理完毕，请审查。' }),
    does(passed, 'pass', { opinion: '内容合法，程序齐全，同意印发。' }, 'shenfa'),
    does(issued, 'issueNow', { docNumber, followers, evaluateOn: '2025-10-31' }),
  ]
}

/** Ten instruments of the plan on their way: two in force, one of them for the second time, one before the public, one under review, one late. */
export const seed: SeedAct[] = [
  registered(
    '2024-08-30',
    desk,
    instrument,
    planned.map(([code, title, sort, plannedOn, planItem]) => ({
      ...{ code, title, sort, plannedOn, planItem },
      issuer: bureau,
    })),
  ),
  drafted('2024-09-02', 'data-objection', ofObjection, objection, '群众反映数据有差错时不知道找谁，先把路子定下来。'),
  ...wholeWay(ofObjection, ['2024-09-03', '2024-09-11', '2024-09-12', '2024-09-19', '2024-09-23'], '盐数规〔2024〕1号'),
  drafted('2024-09-24', 'project-approval', ofApproval, approval, '项目审批“一件事”，一端受理、一体办结。'),
  ...wholeWay(ofApproval, ['2024-09-25', '2024-10-09', '2024-10-10', '2024-10-21', '2024-10-28'], '盐数规〔2024〕2号'),
  acted('2024-09-30', 'caizhi', reading, about(ofObjection), {
    ...{ action: 'acknowledge', unit: 'city-finance-bureau', form: { people: 42 } },
  }),
  acted('2024-11-06', 'gongzhi', reading, about(ofApproval), {
    ...{ action: 'acknowledge', unit: 'city-industry-bureau', form: { people: 36 } },
  }),
  registered('2024-10-15', desk, training, async (find) => [
    {
      instrument: (await find(instrument, ({ code }) => code === 'data-objection')).id,
      ...{ topic: '公共数据异议怎样办', on: '2024-10-15', trainer: '许明章', people: 61 },
      attended: [
        { agency: '市财政局', people: '20' },
        { agency: '市工信局', people: '18' },
        { agency: '市民政局', people: '23' },
      ],
    },
  ]),
  drafted(
    '2024-10-11',
    'data-objection',
    ofObjection,
    objectionAgain,
    '试行以来核实偏慢，缩短期限；增加公布和致歉的要求。',
  ),
  ...wholeWay(ofObjection, ['2024-10-14', '2024-10-22', '2024-10-23', '2024-10-30', '2024-11-04'], '盐数规〔2024〕3号'),
  drafted('2024-10-14', 'cloud-network', ofCloud, cloud, '政务云和外网各管各的，合成一套规矩。'),
  edited(ofCloud)('2024-10-28', 'publish', { commentUntil: '2024-11-08' }),
  acted('2024-11-12', desk, consulting, about(ofCloud), {
    ...{ action: 'finish', form: { summary: '没有收到修改意见。' } },
  }),
  edited(ofCloud)('2024-11-15', 'submit', { words: '请审查。' }),
  drafted('2024-11-08', 'data-sharing', ofSharing, sharing, '共享以目录为准，申请有期限，用途有记录。'),
  edited(ofSharing)('2024-11-11', 'publish', { commentUntil: '2024-11-26' }),
  registered('2024-11-14', 'suyulan', comment, async (find) => [
    {
      text: (await find(publication, about(ofSharing))).id,
      ...{ label: '第六条', point: '谁用过我的信息，应该让我看得到', name: '苏玉兰' },
      words: '留存使用记录以外，建议写明本人可以查询谁在什么时候因为什么用过。',
    },
  ]),
  registered('2024-11-18', 'gujianping', comment, async (find) => [
    {
      text: (await find(publication, about(ofSharing))).id,
      ...{ label: '第四条', point: '五个工作日太长', words: '一般的数据当天就能答复，建议缩短。', name: '顾建平' },
    },
  ]),
  acted('2024-11-19', desk, answering, ({ label }) => label === '第六条', {
    action: 'answer',
    form: { result: 'whole', answer: '采纳。第六条增加一句：本人可以查询其个人信息的使用记录。' },
  }),
  drafted('2024-11-18', 'data-operation', '盐城市公共数据授权运营规则', operation, '先把原则和程序写清楚。'),
]
