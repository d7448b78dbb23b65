import { dataItem, dataResource } from '#commons/data-resource'
import { defineRegister, field } from '#platform'

/** What an agency asks for of another's data, and from its agreement on the contract itself. @source 国发〔2022〕14号 (公共数据共享) */
export const agreement = defineRegister('sharing-agreement', {
  title: '数据共享协议',
  naming: 'title',
  owner: 'consumer',
  fields: {
    title: field.text('用来办什么', { max: 80 }),
    resource: field.record('要哪个数据资源', dataResource, { where: { standing: 'published' } }),
    key: field.record('按哪一项查', dataItem, { where: { standing: 'inForce' } }),
    way: field.choice('怎样用', { query: '查询：看到协议里的信息项', verify: '核验：只答复是或者不是' }),
    purpose: field.longText('用途', { max: 500, help: '哪项职责、哪件事里用' }),
    basis: field.text('法律依据', { max: 200 }),
    quota: field.integer('每天最多', { min: 1, max: 1_000_000, unit: '次' }),
    until: field.date('用到哪天'),
    consumer: field.optional(field.agency('使用单位')),
    users: field.optional(field.agencies('使用单位（办件）')),
    provider: field.optional(field.agency('提供单位')),
    origin: field.optional(field.text('本平台的哪一份数据', { max: 120 })),
    keyName: field.optional(field.text('查询项', { max: 80 })),
    keyOf: field.optional(field.record('查询项所属资源', dataResource)),
    late: field.yesNo('逾期未答复'),
    standing: field.choice('状态', { asked: '申请中', live: '生效', refused: '未同意', ended: '已终止' }),
    stopped: field.optional(field.text('异常暂停', { max: 300 })),
  },
  derives: {
    consumer: 'agency',
    provider: ['resource', 'provider'],
    origin: ['resource', 'origin'],
    keyName: ['key', 'name'],
    keyOf: ['key', 'resource'],
    users: ({ consumer }) => (consumer ? [consumer] : []),
  },
  columns: ['title', 'resource', 'consumer', 'provider', 'way', 'until', 'standing', 'stopped'],
  filters: ['consumer', 'provider', 'resource', 'way', 'standing'],
  sorts: ['until'],
  defaults: { standing: 'asked', late: false },
  moved: ['standing', 'late', 'stopped', 'consumer', 'users', 'provider', 'origin', 'keyName', 'keyOf'],
  amends: [],
  sections: [
    { title: '要什么', asks: ['title', 'resource', 'key', 'way'] },
    { title: '凭什么用、用多少', asks: ['purpose', 'basis', 'quota', 'until'] },
  ],
})

/** A field that an agreement lets through. */
export const agreedItem = defineRegister('sharing-item', {
  title: '要的信息项',
  naming: 'title',
  under: 'agreement',
  fields: {
    agreement: field.record('共享协议', agreement),
    item: field.record('信息项', dataItem, { where: { standing: 'inForce' } }),
    masked: field.yesNo('遮盖', { help: '个人信息只给第一个字' }),
    title: field.optional(field.text('名称', { max: 100 })),
    name: field.optional(field.text('英文名', { max: 80 })),
    tier: field.optional(field.integer('敏感等级', { max: 4 })),
    of: field.optional(field.record('所属资源', dataResource)),
    asked: field.optional(field.record('申请的资源', dataResource)),
  },
  derives: {
    title: ['item', 'title'],
    name: ['item', 'name'],
    tier: ['item', 'tier'],
    of: ['item', 'resource'],
    asked: ['agreement', 'resource'],
  },
  unique: [['agreement', 'item']],
  columns: ['title', 'name', 'tier', 'masked'],
  defaults: { masked: true },
  amends: [],
})
