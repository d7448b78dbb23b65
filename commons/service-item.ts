import { defineRegister, field, type RecordOf } from '#platform'
import { licenceType } from './licence.ts'

const open = { sensitivity: 'public' } as const

/** Kinds of items that somebody applies for. @source GB/T 39046-2020 table A.1; what an agency does of its own accord is none */
export const itemKinds = {
  '01': '行政许可',
  '05': '行政给付',
  '07': '行政确认',
  '08': '行政奖励',
  '09': '行政裁决',
  '10': '其他行政权力',
  '20': '公共服务',
} as const

/** What a person or a firm has on their mind when they need one. */
export const themes = {
  ...{ birth: '生育', school: '教育', work: '就业', marriage: '婚姻', home: '住房', health: '医疗', insurance: '社保' },
  ...{
    age: '养老',
    death: '身后',
    disability: '残疾',
    aid: '救助',
    household: '户籍',
    travel: '出行',
    culture: '文体',
  },
  ...{ opening: '开办企业', changing: '变更注销', building: '工程建设', land: '用地', environment: '环保' },
  ...{ fire: '消防', transport: '交通运输', farming: '农业', food: '食品药品', trade: '商务' },
  ...{ property: '知识产权', other: '其他' },
} as const

/** A government service item (政务服务事项): what may be applied for, with whom, on what conditions, by when. @source GB/T 39046-2020 table 4 */
export const serviceItem = defineRegister('service-item', {
  title: '政务服务事项',
  naming: 'title',
  namedWith: { field: 'standing', is: ['suspended', 'withdrawn'] },
  owner: 'lead',
  fields: {
    title: field.text('事项名称', { max: 200, ...open }),
    sort: field.choice('事项类型', itemKinds, { standard: 'GB/T 39046 A.1', ...open }),
    place: field.integer('目录序号', { min: 1, max: 99_999, ...open }),
    code: field.optional(field.itemCode('实施编码', open)),
    lead: field.agency('主管部门'),
    level: field.choice('在哪一级办', { city: '市级', county: '县（市、区）级', town: '镇（街道）级' }, open),
    whom: field.choices(
      '服务对象',
      { person: '个人', enterprise: '企业', organisation: '其他组织' },
      { min: 1, ...open },
    ),
    theme: field.choice('什么事', themes, open),
    words: field.text('群众怎么说', { max: 200, help: '平常人会怎么问，如“开饭店要什么证”', ...open }),
    conditions: field.longText('谁可以申请', { max: 1000, ...open }),
    promisedDays: field.integer('承诺办结', {
      max: 365,
      unit: '个工作日',
      zero: '当场办结',
      help: '当场办结的写 0',
      ...open,
    }),
    legalDays: field.integer('法定办结', { max: 365, unit: '个工作日', zero: '没有规定', ...open }),
    basis: field.longText('依据', { max: 1000, ...open }),
    result: field.text('办成后得到什么', { max: 100, ...open }),
    gives: field.optional(field.record('办成后发的电子证照', licenceType, { where: { standing: 'in-force' } })),
    fee: field.text('收费', { max: 100, ...open }),
    apart: field.yesNo('受理与办理分离', open),
    grassroots: field.yesNo('镇村一平台办理', open),
    kiosk: field.yesNo('自助机可办', open),
    standing: field.choice(
      '状态',
      {
        ...{ draft: '编制中', review: '待审核', 'in-force': '可以办', suspended: '暂停办理', withdrawn: '已取消' },
      },
      open,
    ),
  },
  shows: ['conditions', 'promisedDays', 'result', 'fee', 'lead', 'level', 'legalDays', 'basis'],
  counts: { field: 'place', among: ['sort'] },
  unique: [['title', 'lead']],
  inOrder: [['promisedDays', 'legalDays']],
  columns: ['title', 'lead', 'level', 'theme', 'promisedDays', 'standing'],
  filters: ['theme', 'sort', 'level', 'lead', 'apart', 'grassroots', 'kiosk', 'standing'],
  sorts: ['promisedDays'],
  defaults: { fee: '不收费', apart: false, grassroots: false, kiosk: false, standing: 'draft' },
  moved: ['standing'],
  amends: [
    ...['title', 'code', 'level', 'whom', 'theme', 'words', 'conditions', 'promisedDays', 'legalDays', 'basis'],
    ...['result', 'gives', 'fee', 'apart', 'grassroots', 'kiosk'],
  ] as ['title'],
  amendsWhile: { field: 'standing', is: ['draft', 'suspended'] },
  sections: [
    { title: '是什么', asks: ['title', 'sort', 'code', 'lead', 'level', 'whom'] },
    { title: '群众怎么找到它', asks: ['theme', 'words'] },
    { title: '怎么办', asks: ['conditions', 'promisedDays', 'legalDays', 'basis', 'result', 'gives', 'fee'] },
    { title: '从哪里办', asks: ['apart', 'grassroots', 'kiosk'] },
  ],
})

/** From where the city has what an item needs. */
export const sources = {
  applicant: '申请人提供',
  licence: '电子证照，免交',
  shared: '数据共享核验，免交',
  promise: '告知承诺',
} as const

/** What is asked of whoever applies, a paper that is handed in, or what the state already holds. */
export const needs = () => ({
  title: field.text('要什么', { max: 100, ...open }),
  kind: field.answerKind('怎样给', open),
  source: field.choice('从哪里来', sources, open),
  licence: field.optional(field.record('哪一种电子证照', licenceType, { where: { standing: 'in-force' } })),
  needed: field.yesNo('必须有', open),
  help: field.optional(field.text('说明', { max: 200, ...open })),
  options: field.optional(field.longText('可选的，一行一个', { max: 1000, ...open })),
  standing: field.choice('状态', { asked: '在用', gone: '不再要' }, open),
})

/** Which of these say what is asked, and when it is. */
export const asked = {
  label: 'title',
  kind: 'kind',
  needed: 'needed',
  help: 'help',
  options: 'options',
  while: [
    { field: 'standing', is: ['asked'] },
    { field: 'source', is: ['applicant', 'promise'] },
  ],
} as const

/** What an item needs to know or to see. */
export const itemNeed = defineRegister('service-item-need', {
  title: '申请时要的',
  naming: 'title',
  under: 'item',
  fields: {
    item: field.record('事项', serviceItem),
    ...needs(),
  },
  columns: ['title', 'kind', 'source', 'needed'],
  filters: ['source', 'standing'],
  defaults: { kind: 'files', source: 'applicant', needed: true, standing: 'asked' },
  amends: ['title', 'source', 'licence', 'needed', 'help', 'options', 'standing'],
  asks: asked,
})

type Item = RecordOf<typeof serviceItem>
type Nearest = (kinds: string | readonly string[], place: string | null) => string | null

/** Who decides on an item for a place: the city's own agency, the one that answers to it in the county, or the town. */
export function handledBy(item: Item | undefined, place: string, nearest: Nearest): string | null {
  if (!item) return null
  const towns = () => nearest(['town-government', 'street-office'], place)
  const found = { city: () => null, county: () => nearest(item.lead.replace(/^city-/, ''), place), town: towns }[
    item.level
  ]()
  return found ?? item.lead
}

/** What an application is filed under: its item, its day, and which of that day it is. @source the national platform's practice on GB/T 39554.1 */
export function numberOf(item: Item | undefined, on: string, serial: number): string | null {
  if (!item) return null
  const named = item.code ?? `YC${item.sort}${String(item.place).padStart(5, '0')}`
  return `${named}-${on.replaceAll('-', '')}-${String(serial).padStart(4, '0')}`
}
