import { absence, responsibility } from '#commons/escalation-path'
import { acted, registered, type SeedAct, type SeedOfficer } from '#platform'
import { attendance, session, signature, term } from './cases.ts'
import { chiefDataOfficer, meeting, resolution } from './registers.ts'
import { secretary } from './roles.ts'

const office = 'city-government-office'
const desk = 'meixia'

export const officers: SeedOfficer[] = [
  { account: desk, name: '梅夏', agency: 'city-data-bureau', title: '联席会议办公室科长', roles: [secretary] },
]

const [past, coming] = ['2024年第3次联席会议', '2024年第4次联席会议']
const isPast = ({ title }: { title: string }) => title === past
const isComing = ({ title }: { title: string }) => title === coming

/** Who came to the past session: account, agency and what it is called, name, post. */
const members = [
  ['zhoumingyuan', 'city-data-bureau', '周明远', '督查处处长', '市数据局'],
  ['gongxin', 'city-industry-bureau', '龚欣', '数字经济处处长', '市工信局'],
  ['wangan', 'city-cyberspace-office', '王安', '网络安全处处长', '市委网信办'],
  ['fazhan', 'city-development-reform-commission', '樊展', '规划处处长', '市发改委'],
] as const
const agencies = members.map(([, agency]) => agency)

const answers = (on: string, [by, unit, name, post]: (typeof members)[number], which: typeof isPast): SeedAct =>
  acted(on, by, attendance, which, { action: 'come', unit, form: { name, post } })

const matrix = [
  ['economy', 'city-industry-bureau', '副秘书长', '副市长'],
  ['economy', 'city-development-reform-commission', '副秘书长', '副市长'],
  ['society', 'city-civil-affairs-bureau', '二级巡视员', '副市长'],
  ['government', 'city-data-bureau', '副秘书长', '副市长'],
  ['government', 'city-housing-bureau', '副秘书长（城建）', '副市长'],
  ['city', 'city-cyberspace-office', '副秘书长', '副市长'],
] as const

const chiefs = [
  ['city-data-bureau', '江潮生', '局长', '2026-08-31'],
  ['city-industry-bureau', '石工成', '局长', '2026-08-31'],
  ['city-cyberspace-office', '盛网宁', '主任', '2026-08-31'],
  ['city-civil-affairs-bureau', '闵正', '社会救助处处长', '2024-12-10'],
] as const

/** A session with its minutes and two resolutions, one to come, a matrix in which a post is vacant, four chief data officers. */
export const seed: SeedAct[] = [
  registered(
    '2024-08-29',
    desk,
    responsibility,
    matrix.flatMap(([domain, of, deputy, main]) => [
      { domain, office: of, rank: 'deputy' as const, postAt: office, post: deputy },
      { domain, office: of, rank: 'main' as const, postAt: office, post: main },
    ]),
  ),
  registered(
    '2024-09-02',
    desk,
    chiefDataOfficer,
    chiefs.map(([of, name, post, termEndsOn]) => ({ office: of, name, post, termEndsOn })),
  ),
  ...chiefs.map(([of], i) =>
    acted('2024-09-04', desk, term, (row) => row.office === of, {
      action: 'appoint',
      form: { number: `盐数任〔2024〕${i + 1}号`, appointedOn: '2024-09-04' },
    }),
  ),
  registered('2024-09-05', desk, meeting, [
    {
      ...{ title: past, heldOn: '2024-09-12', place: '市行政中心301会议室', chair: '江怀远' },
      agenda: '一、工业企业数据目录归集情况\n二、政务数据共享的堵点',
    },
  ]),
  acted('2024-09-05', desk, session, isPast, { action: 'invite', form: { invited: agencies } }),
  ...members.map((one) => answers('2024-09-06', one, isPast)),
  acted('2024-09-12', desk, session, isPast, {
    action: 'record',
    form: { attended: agencies, present: members.map(([, , name, post, unit]) => ({ unit, name, post })) },
  }),
  registered('2024-09-12', desk, resolution, async (find) => {
    const { id } = await find(meeting, isPast)
    return [
      {
        ...{ meeting: id, number: 1, title: '归集工业企业数据目录', lead: 'city-industry-bureau' },
        ...{ words: '完成规模以上工业企业数据目录归集，统一挂接到市数据目录。', dueOn: '2024-11-15' },
        support: ['city-data-bureau'],
      },
      {
        ...{ meeting: id, number: 2, title: '打通政务数据共享堵点', lead: 'city-data-bureau' },
        ...{ words: '逐项销号共享申请超期未复的问题，建立按月通报。', dueOn: '2024-12-31' },
      },
    ]
  }),
  acted('2024-09-13', desk, session, isPast, {
    action: 'draft',
    form: { minutes: '会议听取了市工信局、市数据局的汇报，议定两项工作，由牵头单位按期完成。' },
  }),
  acted('2024-09-13', desk, session, isPast, { action: 'circulate', form: { signers: agencies } }),
  ...members.map(([by, unit, name]) =>
    acted('2024-09-14', by, signature, isPast, { action: 'sign', unit, form: { name } }),
  ),
  acted('2024-09-18', desk, session, isPast, {
    action: 'issue',
    form: { number: '盐数联纪〔2024〕3号', issuedOn: '2024-09-18' },
  }),
  registered('2024-11-14', desk, meeting, [
    {
      ...{ title: coming, heldOn: '2024-11-28', place: '市行政中心301会议室', chair: '江怀远' },
      agenda: '一、全年任务冲刺安排\n二、首席数据官履职情况',
    },
  ]),
  acted('2024-11-14', desk, session, isComing, {
    action: 'invite',
    form: { invited: [...agencies, 'city-finance-bureau', 'city-civil-affairs-bureau'] },
  }),
  answers('2024-11-15', members[1], isComing),
  acted('2024-11-18', 'wangan', attendance, isComing, {
    action: 'excuse',
    unit: 'city-cyberspace-office',
    form: { reason: '当天参加全省网络安全演练。' },
  }),
  registered('2024-11-18', desk, absence, [
    { postAt: office, post: '二级巡视员', from: '2024-11-25', until: '2024-12-05', reason: 'training' },
  ]),
]
