import { listedItems } from '#commons/service-item-list'
import { licenceFace, licenceType } from '#commons/licence'
import { itemNeed, serviceItem, themes } from '#commons/service-item'
import { acted, registered, type NewRecord, type SeedAct, type SeedOfficer } from '#platform'
import { handling } from '#commons/service-handling'
import { application } from '#commons/service-application'

import { decider, itemKeeper, libraryKeeper, receiver, serviceLeader } from './roles.ts'

export const officers: SeedOfficer[] = [
  { account: 'shixiang', name: '施向', agency: 'city-data-bureau', title: '政务服务处科员', roles: [libraryKeeper] },
  { account: 'shizhuren', name: '石卫', agency: 'city-data-bureau', title: '副局长', roles: [serviceLeader] },
  { account: 'chuangkou', name: '童晓', agency: 'tinghu-service-hall', title: '综合窗口', roles: [receiver] },
  { account: 'yandukou', name: '杜鹃', agency: 'yandu-service-hall', title: '综合窗口', roles: [receiver] },
  { account: 'shipinke', name: '史平', agency: 'tinghu-market-regulation-bureau', title: '许可科', roles: [decider] },
  {
    account: 'hunyin',
    name: '闵政',
    agency: 'city-civil-affairs-bureau',
    title: '办事员',
    roles: [decider, itemKeeper],
  },
]

type Item = Omit<NewRecord<typeof serviceItem>, 'place' | 'standing'>
type Need = Omit<NewRecord<typeof itemNeed>, 'item' | 'standing'>

const whom = ['person', 'enterprise', 'organisation'] as const
const levels = ['city', 'county', 'town'] as const
const sources = { A: 'applicant', L: 'licence', S: 'shared', C: 'promise' } as const
const keys = Object.fromEntries(Object.entries(themes).map(([key, title]) => [title, key])) as Record<
  string,
  keyof typeof themes
>

/** One of what an item needs, as the list writes it: `name|source`, with `?` behind it where it is not always needed. */
function needIn(words: string): Need {
  const [title = '', letter = ''] = words.split('|')
  const source = sources[letter[0] as keyof typeof sources]
  const promised = source === 'promise'
  return {
    ...{ title: promised ? `我承诺：${title}` : title, source, needed: !letter.endsWith('?') },
    ...{ kind: promised ? 'yesNo' : 'files' },
  }
}

/** The city's items as the list has them, each with what it needs. */
function itemsListed(): { item: Item; needs: Need[] }[] {
  return listedItems.map((cell) => {
    const marks = cell('marks').split(',')
    return {
      item: {
        ...{ title: cell('title'), sort: cell('sort') as Item['sort'], lead: `city-${cell('lead')}` as Item['lead'] },
        level: levels.find((one) => one === cell('level')) ?? 'city',
        whom: whom.filter((one) => cell('for').split(',').includes(one)),
        ...{ theme: keys[cell('theme')] ?? 'other', words: cell('words'), conditions: cell('conditions') },
        ...{ promisedDays: Number(cell('promised')), legalDays: Number(cell('legal')), basis: cell('basis') },
        ...{ result: cell('result'), fee: cell('fee') },
        ...{ apart: marks.includes('apart'), grassroots: marks.includes('grassroots'), kiosk: marks.includes('kiosk') },
      },
      needs: cell('materials').split('；').map(needIn),
    }
  })
}

/** Which items are granted as a licence. */
const grantedAs: Record<string, string> = {
  '食品经营许可（新办）': '食品经营许可证',
  公共场所卫生许可: '公共场所卫生许可证',
  道路货物运输经营许可: '道路运输经营许可证',
}

const listed = itemsListed()
const elders = '高龄津贴'
const su = { applicant: '苏玉兰', idNumber: '320902196307220029', mobile: '13805110002' }
const gu = { applicant: '顾建平', idNumber: '320902195803150010', mobile: '13805110001' }

/** The allowance of the old, asked for from home: all that it needs the state has already. */
const asked = (on: string, by: string, whose: typeof su) =>
  registered(on, by, application, async (find) => [
    { item: (await find(serviceItem, ({ title }) => title === elders)).id as never, livesAt: '320902001', ...whose },
  ])

/** The city's library, and a few applications on their way. */
export const seed: SeedAct[] = [
  registered('2024-09-02', 'shixiang', serviceItem, async (_find, all) => {
    const types = new Map((await all(licenceType)).map(({ title, id }) => [title, id]))
    return listed.map(({ item }) => ({ ...item, gives: (types.get(grantedAs[item.title] ?? '') ?? null) as never }))
  }),
  registered('2024-09-02', 'shixiang', itemNeed, async (_find, all) => {
    const items = new Map((await all(serviceItem)).map((item) => [item.title, item]))
    const types = new Map((await all(licenceType)).map(({ title, id }) => [title, id]))
    const faces = await all(licenceFace)
    return listed.flatMap(({ item: { title }, needs }) => {
      const item = items.get(title)
      const onIt = faces.filter(({ type }) => type === item?.gives)
      const asksFor = onIt.map((face) => ({ title: face.title, kind: 'text' as const, source: 'applicant' as const }))
      return [...asksFor, ...needs].map((need) => ({
        ...{ needed: true, ...need, item: item?.id as never },
        licence: (need.source === 'licence' ? (types.get(need.title) ?? null) : null) as never,
      }))
    })
  }),
  asked('2024-10-08', 'suyulan', su),
  acted('2024-10-09', 'chuangkou', handling, ({ title }) => title === elders, {
    ...{
      action: 'turnAway',
      form: { words: '高龄津贴从年满八十周岁的当月起发放，您还不到年龄；到时候会主动提醒您。' },
    },
  }),
  asked('2024-11-12', 'gujianping', gu),
  acted('2024-11-13', 'chuangkou', handling, ({ idNumber, title }) => title === elders && idNumber !== null, {
    ...{ action: 'receive', form: { words: '材料齐全' } },
  }),
  asked('2024-11-19', 'suyulan', su),
]
