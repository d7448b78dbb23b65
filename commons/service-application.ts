import { defineRegister, field, nearest } from '#platform'
import { licence, licenceType } from './licence.ts'
import { handledBy, itemNeed, numberOf, serviceItem } from './service-item.ts'

/** Whoever applies: a person or an organisation by number, and where they are reached. */
export const whoApplies = () => ({
  applicant: field.text('申请人', { max: 100, help: '个人写姓名，单位写全称', sensitivity: 'personal' }),
  idNumber: field.optional(field.citizenNumber('身份证号')),
  creditCode: field.optional(field.creditCode()),
  mobile: field.mobile('联系手机'),
})

/** What is said beside what is asked, and how the result comes to whoever applied. */
export const whatElse = () => ({
  words: field.optional(field.longText('还要说明的', { max: 2000, sensitivity: 'personal' })),
  delivery: field.choice('结果怎样给您', { online: '网上看、网上下载', window: '到窗口取', post: '邮寄' }),
  address: field.optional(field.text('寄到哪里', { max: 200, sensitivity: 'personal' })),
})

/** How somebody agrees that another applies for them, and what shows it. @source 《民法典》第一百六十五条 */
const agrees = () => ({
  consent: field.optional(
    field.choice('本人怎样同意代办', {
      signed: '当面签了委托书',
      thumb: '在委托书上按了手印',
      present: '本人在场，拿着证件',
    }),
  ),
  consentPapers: field.optional(field.files('同意的凭证', { max: 5, help: '委托书、本人和证件的照片' })),
})

/** What is asked of whoever applies for themselves, or at a window. */
export const askedToApply = [
  ...['item', 'livesAt', 'applicant', 'idNumber', 'creditCode', 'mobile', 'said', 'words', 'delivery', 'address'],
] as (keyof typeof application.fields)[]

/** An application for a service, by whatever door it came, until it is delivered. @source GB/T 39046-2020 tables 5 to 8 */
export const application = defineRegister('service-application', {
  title: '办事申请',
  naming: 'title',
  owner: 'at',
  place: 'livesAt',
  fields: {
    item: field.record('办什么', serviceItem, { where: { standing: 'in-force' } }),
    livesAt: field.region('在哪里办'),
    ...whoApplies(),
    ...agrees(),
    said: field.answers('申请内容和材料', itemNeed, { of: 'item', sensitivity: 'personal' }),
    ...whatElse(),
    door: field.choice('来源', {
      online: '网上',
      window: '窗口',
      village: '村（社区）',
      kiosk: '自助机',
      post: '邮寄',
      province: '省平台',
      app: '别的平台里的应用',
    }),
    desk: field.optional(field.agency('收件窗口', { kinds: ['service-hall'] })),
    at: field.optional(field.agency('现在在哪里')),
    broughtBy: field.optional(field.agency('收件单位')),
    beside: field.optional(field.agencies('一起办的单位')),
    title: field.optional(field.text('事项', { max: 200 })),
    gives: field.optional(field.record('办成后发的电子证照', licenceType)),
    handledBy: field.optional(field.agency('办理单位')),
    promisedDays: field.optional(field.integer('承诺办结', { max: 365, unit: '个工作日', zero: '当场办结' })),
    on: field.optional(field.date('申请日期')),
    serial: field.integer('当日流水号', { min: 1, max: 999_999 }),
    number: field.optional(field.text('办件编号', { max: 50 })),
    dueOn: field.optional(field.date('办结期限')),
    outcome: field.optional(field.choice('结果', { granted: '准予', refused: '不予', unaccepted: '不予受理' })),
    resultWords: field.optional(field.longText('结果说明', { max: 2000, sensitivity: 'personal' })),
    resultFiles: field.files('结果文书', { max: 10 }),
  },
  counts: { field: 'serial', among: ['item', 'on'] },
  unique: [['item', 'on', 'serial']],
  derives: {
    title: ['item', 'title'],
    gives: ['item', 'gives'],
    promisedDays: ['item', 'promisedDays'],
    broughtBy: 'agency',
    beside: ({ broughtBy, desk }) => (broughtBy && broughtBy !== desk ? [broughtBy] : []),
    on: (_row, { today }) => today,
    handledBy: ({ item, livesAt }, { named, nearest }) => handledBy(named(serviceItem, item), livesAt, nearest),
    number: ({ item, on, serial }, { named }) => numberOf(named(serviceItem, item), String(on), serial),
  },
  columns: ['title', 'number', 'applicant', 'livesAt', 'handledBy', 'on', 'outcome'],
  filters: ['item', 'handledBy', 'outcome'],
  sorts: ['on'],
  defaults: {
    ...{ said: [], door: 'window', resultFiles: [], delivery: 'online' },
    desk: nearest('service-hall', 'livesAt'),
    at: nearest('service-hall', 'livesAt'),
  },
  moved: ['dueOn', 'outcome', 'resultWords', 'resultFiles'],
  knows: { applicant: 'name' },
  sections: [
    { title: '办什么、在哪里', says: '由所在地的政务服务中心收件。', asks: ['item', 'livesAt'] },
    {
      title: '谁来申请',
      says: '个人填身份证号，单位填统一社会信用代码。',
      asks: ['applicant', 'idNumber', 'creditCode', 'mobile'],
    },
    {
      title: '本人同意',
      says: '替人办要本人同意，凭证随申请一起交；他随时可以在“我的事”里看到、撤回。',
      asks: ['consent', 'consentPapers'],
    },
    { title: '申请内容和材料', says: '政府已经有的不用您交。', asks: ['said', 'words'] },
    { title: '结果怎样给您', asks: ['delivery', 'address'] },
  ],
  amends: ['words', 'delivery', 'address'],
})

/** What an application needs as a licence, and what was found of it in the city's registers: nothing is handed in. */
export const applicationLicence = defineRegister('service-application-licence', {
  title: '已经从电子证照取得的',
  naming: 'title',
  under: 'application',
  fields: {
    application: field.record('办件', application),
    title: field.text('要什么', { max: 100 }),
    licence: field.optional(field.record('电子证照', licence)),
    number: field.optional(field.text('证照编号', { max: 40 })),
    until: field.optional(field.date('有效期至')),
    standing: field.choice('查到没有', { found: '查到，免交', missing: '没有查到，要补交', ended: '已不再有效' }),
  },
  columns: ['title', 'number', 'until', 'standing'],
  filters: ['licence', 'standing'],
  amends: [],
})
