import { listedItems } from '#commons/service-item-list'
import { serviceItem, themes } from '#commons/service-item'
import { acted, registered, type NewRecord, type SeedAct, type SeedOfficer } from '#platform'
import { appRun, enquiryRun } from './cases.ts'
import { enquiry, mobileApp } from './registers.ts'
import { appKeeper, enquiryAnswerer, portalKeeper, portalLeader } from './roles.ts'

const bureau = 'city-data-bureau'

export const officers: SeedOfficer[] = [
  { account: 'menhu', name: '门海', agency: bureau, title: '政务服务网运营', roles: [portalKeeper, enquiryAnswerer] },
  { account: 'menhuzhang', name: '蒋宏', agency: bureau, title: '分管领导', roles: [portalLeader] },
  {
    account: 'minzhengda',
    name: '达敏',
    agency: 'city-civil-affairs-bureau',
    title: '咨询答复',
    roles: [enquiryAnswerer, appKeeper],
  },
]

/** Items that people do on a telephone: of the library, those that can be done without a window, for a person. */
const onTelephones = 62
const listed = listedItems
  .filter((cell) => cell('marks').split(',').includes('kiosk') && cell('for').split(',').includes('person'))
  .slice(0, onTelephones)

const phone = '0515-12345'
const themeNamed = (title: string) =>
  (Object.keys(themes) as (keyof typeof themes)[]).find((key) => themes[key] === title) ?? 'other'
const short = (title: string) => [...title].slice(0, 30).join('')

type App = Omit<NewRecord<typeof mobileApp>, 'standing' | 'tested'>
const pages: App[] = [
  { title: '我的办件', says: '办到哪一步了，一看就知道', opens: 'mine', theme: 'other' },
  { title: '我的证照', says: '本市发给您的电子证照', opens: 'licences', theme: 'other' },
  { title: '办事指南', says: '要什么材料、几天办好', opens: 'guides', theme: 'other' },
].map((one) => ({ ...one, lead: bureau, phone }) as App)

/** Sixty-five apps, agreed on; each is supplied once it has passed. And a question that was answered for everybody. */
export const seed: SeedAct[] = [
  registered('2024-10-21', 'menhu', mobileApp, async (_find, all) => {
    const items = new Map((await all(serviceItem)).map((item) => [item.title, item]))
    return [
      ...listed.map((cell): App => {
        const item = items.get(cell('title'))
        return {
          ...{ title: short(cell('title')), says: short(`${cell('words').split('，')[0]}`), opens: 'item', phone },
          ...{ item: item?.id as never, lead: item?.lead as never, theme: themeNamed(cell('theme')) },
        }
      }),
      ...pages,
    ]
  }),
  acted('2024-10-28', 'menhu', appRun, () => true, {
    action: 'agree',
    form: { words: '同意接入，联调通过后上架' },
  }),
  registered('2024-11-11', 'suyulan', enquiry, async (find) => [
    {
      ...{ title: '高龄津贴要自己去申请吗', sort: 'how' as const, sharing: true },
      item: (await find(serviceItem, ({ title }) => title === '高龄津贴')).id as never,
      words: '我明年满八十，是到时候自动发，还是要去社区申请？',
    },
  ]),
  acted('2024-11-12', 'minzhengda', enquiryRun, ({ title }) => title === '高龄津贴要自己去申请吗', {
    action: 'answer',
    form: {
      answer: '满八十周岁的当月起可以领，要申请一次：在网上、社区或者自助机上都行，材料不用交。批准以后每月自动发。',
      publishes: '高龄津贴要自己申请吗？',
    },
  }),
]
