import { itemNeed, serviceItem } from '#commons/service-item'
import { registered, type NewRecord, type RecordOf, type SeedAct, type SeedOfficer } from '#platform'
import { packageItem, packageNeed, servicePackage } from './registers.ts'
import { packageKeeper, packageLead, packageLeader } from './roles.ts'

export const officers: SeedOfficer[] = [
  {
    account: 'yijian',
    name: '易简',
    agency: 'city-data-bureau',
    title: '一件事专班',
    roles: [packageKeeper, packageLeader],
  },
  { account: 'yuying', name: '郁英', agency: 'city-health-commission', title: '妇幼处', roles: [packageLead] },
]

type Theme = NewRecord<typeof servicePackage>['theme']
interface Listed {
  title: string
  lead: string
  whom: 'person' | 'enterprise'
  theme: Theme
  words: string
  conditions: string
  first: string[]
  next?: string[]
  days: number
  stops?: true
}

/** The thirteen of 2024. @source 国发〔2024〕3号, annex; which items each holds is this city's demonstration, to be replaced by its own lists */
const listed: Listed[] = [
  {
    ...{ title: '企业信息变更', lead: 'market-regulation-bureau', whom: 'enterprise', theme: 'changing', days: 3 },
    ...{ words: '公司换法人、换地址、改名字', conditions: '在本市登记的企业。' },
    ...{ first: ['企业信息变更'], next: ['营业执照遗失补领、换发'] },
  },
  {
    ...{ title: '开办运输企业', lead: 'transport-bureau', whom: 'enterprise', theme: 'transport', days: 8 },
    ...{ words: '开货运公司、跑运输要什么证', conditions: '要在本市从事道路运输经营的企业。' },
    ...{ first: ['企业设立登记'], next: ['道路货物运输经营许可', '道路运输证配发和年度审验'] },
  },
  {
    ...{ title: '开办餐饮店', lead: 'market-regulation-bureau', whom: 'enterprise', theme: 'food', days: 7 },
    ...{ words: '开饭店、开餐馆、开火锅店一次办好', conditions: '已经取得营业执照、要开餐饮店的经营者。' },
    first: [
      '食品经营许可（新办）',
      '户外招牌设置',
      '公众聚集场所投入使用、营业前消防安全检查',
      '烟草专卖零售许可证核发',
    ],
  },
  {
    ...{ title: '水电气网联合报装', lead: 'data-bureau', whom: 'enterprise', theme: 'building', days: 5 },
    ...{ words: '厂里通水通电通气通网', conditions: '在本市有建设项目或者经营场所的单位。' },
    first: ['水电气网联合报装', '用电报装（高压新装、增容）'],
  },
  {
    ...{ title: '信用修复', lead: 'development-reform-commission', whom: 'enterprise', theme: 'other', days: 5 },
    ...{ words: '失信记录怎么消', conditions: '已经履行处罚决定、过了最短公示期的单位。' },
    first: ['行政处罚信用修复申请', '企业公共信用信息核查'],
  },
  {
    ...{
      title: '企业上市合法合规信息核查',
      lead: 'development-reform-commission',
      whom: 'enterprise',
      theme: 'other',
      days: 5,
    },
    ...{ words: '上市要开无违规证明', conditions: '准备上市、挂牌或者再融资的企业。' },
    first: ['企业公共信用信息核查', '企业行政处罚信息核查', '企业社会保险缴纳信息核查', '企业纳税信息核查'],
  },
  {
    ...{
      title: '企业破产信息核查',
      lead: 'development-reform-commission',
      whom: 'enterprise',
      theme: 'other',
      days: 5,
    },
    ...{ words: '破产管理人查企业财产', conditions: '人民法院指定的破产管理人。' },
    first: ['企业不动产登记信息核查', '企业职工参保信息核查', '企业纳税信息核查'],
  },
  {
    ...{
      title: '企业注销登记',
      lead: 'market-regulation-bureau',
      whom: 'enterprise',
      theme: 'changing',
      days: 5,
      stops: true,
    },
    ...{ words: '公司不开了、注销营业执照', conditions: '在本市登记、已经清算完的企业。' },
    ...{ first: ['清税申报（税务注销）'], next: ['企业注销'] },
  },
  {
    ...{ title: '新生儿出生', lead: 'health-commission', whom: 'person', theme: 'birth', days: 5 },
    ...{ words: '生了孩子要办什么、给宝宝上户口办社保', conditions: '新生儿的父母或者其他监护人。' },
    first: ['出生医学证明签发', '预防接种证办理'],
    next: ['出生登记（申报户口）', '城乡居民基本医疗保险参保登记（新生儿）', '社会保障卡申领', '生育医疗费用报销'],
  },
  {
    ...{ title: '教育入学', lead: 'education-bureau', whom: 'person', theme: 'school', days: 10 },
    ...{ words: '孩子上小学报名', conditions: '适龄儿童的父母或者其他监护人。' },
    first: ['义务教育入学报名', '居住证申领'],
  },
  {
    ...{ title: '社会保障卡居民服务', lead: 'human-resources-bureau', whom: 'person', theme: 'insurance', days: 3 },
    ...{ words: '社保卡坐车看病领补贴', conditions: '本市参保人员。' },
    first: ['社会保障卡申领', '社会保障卡居民服务'],
  },
  {
    ...{ title: '残疾人服务', lead: 'disabled-federation', whom: 'person', theme: 'disability', days: 20 },
    ...{ words: '办残疾证领残疾补贴', conditions: '本市户口、符合残疾标准的人。' },
    ...{ first: ['残疾人证办理'], next: ['困难残疾人生活补贴', '重度残疾人护理补贴'] },
  },
  {
    ...{ title: '退休', lead: 'human-resources-bureau', whom: 'person', theme: 'age', days: 15 },
    ...{ words: '到年龄办退休、领养老金', conditions: '在本市参加企业职工基本养老保险、到了退休年龄的人。' },
    ...{ first: ['正常退休申请'], next: ['医保退休待遇核定', '公积金离退休提取'] },
  },
]

type Item = RecordOf<typeof serviceItem>
const titlesOf = ({ first, next = [] }: Listed) => [...first, ...next]

/** What is saved over doing each by itself: forms, papers, visits, days. */
function savesOf(one: Listed, items: readonly Item[], papers: (item: string) => readonly { title: string }[]): string {
  const of = items.filter(({ title }) => titlesOf(one).includes(title))
  const all = of.flatMap(({ id }) => papers(id))
  const days = of.reduce((sum, { promisedDays }) => sum + promisedDays, 0)
  const once = new Set(all.map(({ title }) => title)).size
  return `表单 ${of.length}→1，材料 ${all.length}→${once}，跑动 ${of.length}→0 次，时限 ${Math.max(days, one.days)}→${one.days} 个工作日`
}

/** The thirteen packages, put together from the library. */
export const seed: SeedAct[] = [
  registered('2024-09-03', 'yijian', servicePackage, async (_find, all) => {
    const [items, needs] = await Promise.all([all(serviceItem), all(itemNeed)])
    const papers = (item: string) => needs.filter((need) => need.item === item)
    return listed.map((one) => ({
      ...{ title: one.title, lead: `city-${one.lead}` as never, whom: one.whom, theme: one.theme, words: one.words },
      ...{ conditions: one.conditions, promisedDays: one.days, onRefusal: one.stops ? 'stop' : 'goOn' },
      saves: savesOf(one, items, papers),
    }))
  }),
  registered('2024-09-03', 'yijian', packageItem, async (_find, all) => {
    const [packages, items] = await Promise.all([all(servicePackage), all(serviceItem)])
    const idOf = (title: string) => items.find((item) => item.title === title)?.id as never
    return listed.flatMap((one) => {
      const of = { package: packages.find(({ title }) => title === one.title)?.id as never }
      return [
        ...one.first.map((title) => ({ ...of, item: idOf(title), stage: 'first' as const })),
        ...(one.next ?? []).map((title) => ({ ...of, item: idOf(title), stage: 'next' as const })),
      ]
    })
  }),
  registered('2024-09-03', 'yijian', packageNeed, async (_find, all) => {
    const [packages, items, needs] = await Promise.all([all(servicePackage), all(packageItem), all(itemNeed)])
    return packages.flatMap(({ id }) => {
      const of = new Set(items.filter((one) => one.package === id).map(({ item }) => item as string))
      const asked = new Map<string, (typeof needs)[number]>()
      for (const need of needs) {
        if (!of.has(need.item)) continue
        // Whatever one of them must have, the whole must have.
        if (!asked.has(need.title) || need.needed) asked.set(need.title, need)
      }
      return [...asked.values()].map(({ title, kind, source, needed, help, options }) => ({
        ...{ package: id as never, title, kind, source, needed, help, options },
      }))
    })
  }),
]
