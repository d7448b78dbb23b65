/** The shortest example of every word for who may do what, and for what an engine keeps; `docs/words.md` is read off them. */
import {
  appointmentDesk,
  awayIn,
  clientDesk,
  defineBulletin,
  defineCard,
  defineCode,
  defineCustody,
  defineDuty,
  defineIndicator,
  defineLedger,
  definePurpose,
  defineRegister,
  defineRole,
  directoryDesk,
  field,
  listedIn,
  mandateDesk,
  may,
  organisationDesk,
  tells,
  verificationDesk,
  type BoardLine,
  type BulletinFacts,
  type Compared,
} from '#platform'
import { visit } from './cases.ts'
import { expert } from './registers.ts'

const chart = defineRegister('expert-chart', {
  title: '分工表',
  naming: 'post',
  fields: {
    office: field.agency('承办单位'),
    domain: field.text('领域'),
    rank: field.choice('责任', { deputy: '分管', main: '主管' }),
    postAt: field.agency('岗位所在单位'),
    post: field.text('岗位'),
  },
})
const leave = defineRegister('expert-leave', {
  title: '外出',
  naming: 'post',
  fields: {
    postAt: field.agency('单位'),
    post: field.text('岗位'),
    from: field.date('从哪一天'),
    until: field.date('到哪一天'),
  },
})

// awayIn
export const whoIsAway = awayIn(leave, { postAt: 'postAt', post: 'post', from: 'from', until: 'until' })

// listedIn
export const asCharted = listedIn(chart, {
  where: { rank: 'deputy' },
  agency: 'office',
  per: 'domain',
  postAt: 'postAt',
  post: 'post',
  away: whoIsAway,
})

// defineDuty
export const escalation = defineDuty('escalation', { title: '分管领导', of: 'agency', listed: asCharted })

// may
export const reading = may(expert, ['read', 'amend'], 'own-agency')

// defineRole
export const secretary = defineRole('expert-secretary', {
  title: '专家秘书',
  heldBy: 'officers',
  leads: true,
  duties: [escalation],
  grants: [reading],
})

// appointmentDesk
export const appoints = may(appointmentDesk, ['read', 'appoint', 'end'], 'own-agency')

// clientDesk
export const connects = may(clientDesk, ['read', 'register'], 'all')

// mandateDesk
export const writesDown = may(mandateDesk, ['record'], 'all')

// directoryDesk
export const addsBodies = may(directoryDesk, ['read', 'add'], 'all')

// organisationDesk
export const registers = may(organisationDesk, ['read', 'register'], 'all')

// verificationDesk
export const verifies = may(verificationDesk, ['verify'], 'all')

// defineIndicator
export const experts = defineIndicator('experts', {
  title: '专家人数',
  unit: '名',
  says: '在册的专家人数。',
  of: expert,
  formula: 'count',
  gives: () => true,
  on: (row) => row.createdAt.toISOString().slice(0, 10),
  counted: 'at-once',
})

const report = defineRegister('expert-report', {
  ...{ title: '月报', naming: 'words', fields: { words: field.longText('内容') } },
})

// BoardLine
export const lineOf = ({ name, count }: BoardLine) => `${name} ${count} 件`

// Compared
export const change = ({ now, before }: Compared) => (now ?? 0) - (before ?? 0)

// BulletinFacts
export const words = ({ month, late }: BulletinFacts) => `${month}：逾期 ${late.length} 件。`

// defineBulletin
export const monthly = defineBulletin('expert-monthly', {
  title: '起草月报',
  about: expert,
  boards: { agencies: { of: visit, by: 'agency' } },
  late: visit,
  indicators: { experts },
  into: report,
  compose: (facts) => ({ words: `${facts.within.name}：逾期 ${facts.late.length} 件。` }),
})

// defineCard
export const readerCard = defineCard('reader', { title: '读者证' })

// tells.name
export const calls = tells.name

// tells.checked
export const checks = tells.checked

// tells.creditCode
export const codes = tells.creditCode

// tells.numberHere
export const numbers = tells.numberHere('本馆读者编号')

// tells.card
export const shows = tells.card(readerCard)

// tells.hasCard
export const holds = tells.hasCard(readerCard)

// definePurpose
export const lending = definePurpose('library', {
  title: '图书借阅',
  basis: '《中华人民共和国公共图书馆法》第四十三条',
  gives: [tells.numberHere('本馆读者编号')],
  consent: 'asked',
  checked: true,
})

// defineCode
export const code = defineCode('code', { title: '一码', purposes: [lending], cards: [readerCard] })

// defineCustody
export const custody = defineCustody('custody', { title: '密钥托管' })

// defineLedger
export const ledger = defineLedger('ledger', { title: '存证账本' })
