import { licence, licenceFace, licenceType } from '#commons/licence'
import { registered, type Find, type NewRecord, type SeedAct, type SeedOfficer } from '#platform'
import { issuer, licenceLeader, loanReader, typeReviewer } from './roles.ts'

export const officers: SeedOfficer[] = [
  { account: 'zhengmu', name: '郑目', agency: 'city-data-bureau', title: '政务服务处科员', roles: [typeReviewer] },
  { account: 'zhengling', name: '郑岭', agency: 'city-data-bureau', title: '副局长', roles: [licenceLeader] },
  {
    ...{ account: 'fazhao', name: '方照', agency: 'tinghu-market-regulation-bureau', title: '登记注册科' },
    roles: [issuer],
  },
  {
    ...{ account: 'hunyinfa', name: '洪印', agency: 'tinghu-civil-affairs-bureau', title: '婚姻登记员' },
    roles: [issuer],
  },
  {
    ...{ account: 'yongzheng', name: '容政', agency: 'city-medical-insurance-bureau', title: '待遇科科员' },
    roles: [loanReader],
  },
]

type Type = Omit<NewRecord<typeof licenceType>, 'standing'>

/** Codes of managing authorities that are nobody's: the demonstration makes up its own. */
const [market, civil, health, transport] = [
  ...['11320900MB10000103', '11320900MB10000290', '11320900MB1000037T', '11320900MB1000045M'],
] as [string, string, string, string]
const lead = (agency: string) => `city-${agency}` as Type['lead']

/** The first types, each with what stands on its face. */
const types: { type: Type; faces: string[] }[] = [
  {
    type: {
      title: '营业执照',
      code: `${market}001`,
      lead: lead('market-regulation-bureau'),
      whom: 'organisation',
      months: 0,
    },
    faces: ['类型', '经营场所', '经营范围'],
  },
  {
    type: {
      ...{
        title: '食品经营许可证',
        code: `${market}002`,
        lead: lead('market-regulation-bureau'),
        whom: 'organisation',
      },
      ...{ months: 60, says: '请在经营场所醒目位置公示，有效期届满三十个工作日前申请延续。' },
    },
    faces: ['经营场所', '主体业态', '经营项目'],
  },
  {
    type: { title: '结婚证', code: `${civil}001`, lead: lead('civil-affairs-bureau'), whom: 'person', months: 0 },
    faces: ['配偶姓名', '登记日期'],
  },
  {
    type: {
      title: '公共场所卫生许可证',
      code: `${health}001`,
      lead: lead('health-commission'),
      whom: 'organisation',
      months: 48,
    },
    faces: ['经营场所', '许可项目'],
  },
  {
    type: {
      title: '道路运输经营许可证',
      code: `${transport}001`,
      lead: lead('transport-bureau'),
      whom: 'organisation',
      months: 48,
    },
    faces: ['经营范围'],
  },
]

/** What stands on a licence, by the titles of its faces. */
async function faceOf(find: Find, title: string, says: Record<string, string>) {
  const type = await find(licenceType, (one) => one.title === title)
  const said = Object.entries(says).map(async ([face, words]) => {
    const { id } = await find(licenceFace, (one) => one.title === face && (one.type as string) === type.id)
    return { asks: id, says: words }
  })
  return { type: type.id as never, said: await Promise.all(said) }
}

/** The first types of licences, and a few that were issued. */
export const seed: SeedAct[] = [
  registered(
    '2024-08-30',
    'zhengmu',
    licenceType,
    types.map(({ type }) => type),
  ),
  registered('2024-08-30', 'zhengmu', licenceFace, async (_find, all) => {
    const known = new Map((await all(licenceType)).map(({ title, id }) => [title, id]))
    return types.flatMap(({ type, faces }) =>
      faces.map((title) => ({ type: known.get(type.title) as never, title, kind: 'text' as const })),
    )
  }),
  registered('2024-09-10', 'hunyinfa', licence, async (find) => [
    {
      ...(await faceOf(find, '结婚证', { 配偶姓名: '顾海生', 登记日期: '1988年10月1日' })),
      ...{ holder: '苏玉兰', idNumber: '320902196307220029', issuer: 'tinghu-civil-affairs-bureau' as never },
    },
  ]),
  registered('2024-09-12', 'fazhao', licence, async (find) => [
    {
      ...(await faceOf(find, '营业执照', {
        类型: '个体工商户',
        经营场所: '亭湖区先锋街道建军中路 188 号',
        经营范围: '餐饮服务',
      })),
      ...{ holder: '顾建平', idNumber: '320902195803150010', issuer: 'tinghu-market-regulation-bureau' as never },
    },
  ]),
]
