import { defineRegister, field } from '#platform'

const open = { sensitivity: 'public' } as const

/** A machine (自助机): where it stands, when it can be come to, and who looks after it. */
export const kiosk = defineRegister('kiosk', {
  title: '自助机',
  naming: 'title',
  namedWith: { field: 'standing', is: ['planned', 'retired'] },
  owner: 'keeper',
  place: 'livesAt',
  fields: {
    title: field.text('名称', { max: 60, help: '群众认得的叫法，如“先锋街道便民中心一号机”', ...open }),
    livesAt: field.region('在哪里'),
    address: field.text('地址', { max: 200, ...open }),
    point: field.optional(field.point('位置', open)),
    tier: field.choice('投放在', { county: '县（市、区）', town: '镇（街道）', community: '城市社区、村' }, open),
    allDay: field.yesNo('24 小时能用', open),
    hours: field.text('开放时间', { max: 100, ...open }),
    phone: field.text('管理电话', { max: 30, ...open }),
    keeper: field.agency('管理单位'),
    standing: field.choice('状态', { planned: '准备投放', 'in-service': '在用', retired: '已撤走' }, open),
  },
  shows: ['address', 'hours', 'allDay', 'phone', 'keeper'],
  unique: [['title']],
  columns: ['title', 'livesAt', 'address', 'hours', 'allDay', 'standing'],
  filters: ['tier', 'allDay', 'standing'],
  defaults: { hours: '与所在大厅相同', standing: 'planned' },
  moved: ['standing'],
  amends: ['title', 'livesAt', 'address', 'point', 'tier', 'allDay', 'hours', 'phone', 'keeper'],
  sections: [
    { title: '放在哪里', asks: ['title', 'livesAt', 'address', 'point', 'tier'] },
    { title: '什么时候能用、找谁', asks: ['allDay', 'hours', 'phone', 'keeper'] },
  ],
})

/** What can be done at machines, each tried to its end by the platform itself; what failed says why and is not offered. */
export const kioskService = defineRegister('kiosk-service', {
  title: '自助机能办的',
  naming: 'title',
  fields: {
    title: field.text('名称', { max: 200, ...open }),
    sort: field.choice('办还是查', { file: '自助办', look: '自助查' }, open),
    of: field.text('所在目录', { max: 80, ...open }),
    about: field.text('目录里的编号', { max: 40, ...open }),
    on: field.date('最近试办', open),
    standing: field.choice('试办结果', { passed: '办得成', failed: '办不成' }, open),
    fault: field.optional(field.longText('为什么办不成', { max: 1000, ...open })),
  },
  columns: ['title', 'sort', 'standing', 'fault', 'on'],
  filters: ['sort', 'standing', 'about'],
  sorts: ['on'],
  amends: [],
})
