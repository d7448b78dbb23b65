import { defineRegister, field } from '#platform'
import { grades } from './data-grade.ts'

const open = { sensitivity: 'public' } as const

/** What a department is charged with by law or by its charter: where the chain of a catalogue begins. */
export const agencyDuty = defineRegister('agency-duty', {
  title: '部门职责',
  naming: 'title',
  owner: 'at',
  fields: {
    title: field.text('职责', { max: 100, help: '三定方案、权责清单里的一条' }),
    at: field.agency('单位'),
    basis: field.text('依据', { max: 200 }),
  },
  unique: [['at', 'title']],
  columns: ['title', 'at', 'basis'],
  filters: ['at'],
  amends: ['title', 'basis'],
})

/** An information system in which a department's data lies. */
export const dataSystem = defineRegister('data-system', {
  title: '信息系统',
  naming: 'title',
  owner: 'at',
  fields: {
    title: field.text('系统名称', { max: 100 }),
    at: field.agency('建设单位'),
    duty: field.optional(field.record('履行哪一项职责', agencyDuty)),
    standing: field.choice('状态', { running: '在用', stopped: '停用' }),
    ours: field.yesNo('建在本平台上'),
  },
  unique: [['at', 'title']],
  columns: ['title', 'at', 'duty', 'standing', 'ours'],
  filters: ['at', 'standing', 'ours'],
  defaults: { standing: 'running', ours: false },
  amends: ['title', 'duty', 'standing'],
})

/** What information resources are about. @source 《政务信息资源目录编制指南（试行）》 (基础信息资源) */
export const baseKinds = {
  population: '人口',
  organisations: '法人单位',
  space: '自然资源和空间地理',
  credit: '社会信用',
  licences: '电子证照',
} as const

export const sharings = { free: '无条件共享', conditional: '有条件共享', none: '不予共享' } as const
export const openings = { open: '无条件开放', conditional: '有条件开放', closed: '不开放' } as const

/** How often a resource is renewed. @source 《政务信息资源目录编制指南（试行）》 (更新周期) */
export const cycles = {
  realtime: '实时',
  daily: '每日',
  weekly: '每周',
  monthly: '每月',
  quarterly: '每季度',
  yearly: '每年',
  other: '其他',
} as const

const kinds = { base: '基础信息资源', theme: '主题信息资源', department: '部门信息资源' } as const

/** The class code of a resource: class, and what within it. @source 《政务信息资源目录编制指南（试行）》 (信息资源代码) */
const classOf = (kind: keyof typeof kinds, base: keyof typeof baseKinds | null, division: string | null): string => {
  if (kind === 'base') return `1${String(Object.keys(baseKinds).indexOf(base ?? 'population') + 1).padStart(2, '0')}`
  return `${kind === 'theme' ? 2 : 3}${division ?? '000000'}`
}

/** An information resource (信息资源): what a department holds, to whom it is shared and on which condition. */
export const dataResource = defineRegister('data-resource', {
  title: '数据资源',
  naming: 'title',
  namedWith: { field: 'standing', is: ['withdrawn'] },
  owner: 'provider',
  fields: {
    title: field.text('资源名称', { max: 100 }),
    summary: field.longText('摘要', { max: 1000, help: '里面有什么、从哪里来、覆盖什么范围' }),
    provider: field.agency('提供单位'),
    system: field.optional(field.record('来自哪个系统', dataSystem)),
    kind: field.choice('分类', kinds),
    base: field.optional(field.choice('哪一类基础信息', baseKinds)),
    theme: field.text('所属领域', { max: 30 }),
    format: field.choice('格式', { table: '库表', file: '文件', interface: '接口' }),
    cycle: field.choice('更新周期', cycles),
    sharing: field.choice('共享类型', sharings),
    condition: field.optional(field.text('共享条件', { max: 200, help: '有条件共享的要写明' })),
    basis: field.optional(field.text('不予共享的依据', { max: 200, help: '法律、法规、国家规定的哪一条' })),
    opening: field.choice('开放类型', openings),
    openCondition: field.optional(field.text('开放条件', { max: 200, help: '有条件开放的要写明' })),
    address: field.optional(field.url('接口地址')),
    files: field.optional(field.files('数据文件', { max: 5 })),
    mounted: field.yesNo('已挂接'),
    origin: field.optional(field.text('本平台的哪一份数据', { max: 120 })),
    grade: field.optional(field.choice('数据级别', grades)),
    tier: field.optional(field.integer('敏感等级', { min: 1, max: 4, unit: '级' })),
    classCode: field.optional(field.text('分类码', { max: 20 })),
    serial: field.integer('顺序码', { min: 1, max: 999_999 }),
    code: field.optional(field.text('信息资源代码', { max: 40 })),
    standing: field.choice('状态', {
      ...{ compiled: '编制中', review: '待审核', published: '已发布', changing: '变更中', withdrawn: '已撤下' },
    }),
    publishedOn: field.optional(field.date('发布日期')),
  },
  unique: [['code'], ['origin']],
  counts: { field: 'serial', among: ['classCode'] },
  derives: {
    classCode: ({ kind, base, provider }, { divisionOf }) => classOf(kind, base, divisionOf(provider)),
    code: ({ classCode, serial }) => `${classCode}/${String(serial).padStart(6, '0')}`,
  },
  columns: ['title', 'code', 'provider', 'theme', 'sharing', 'opening', 'grade', 'mounted', 'standing'],
  filters: ['provider', 'system', 'sharing', 'opening', 'grade', 'mounted', 'standing'],
  sorts: ['publishedOn'],
  defaults: { standing: 'compiled', mounted: false },
  moved: ['standing', 'publishedOn', 'mounted', 'grade', 'tier', 'origin'],
  amends: [
    ...(['title', 'summary', 'system', 'theme', 'cycle', 'sharing', 'condition', 'basis'] as const),
    ...(['opening', 'openCondition'] as const),
  ],
  amendsWhile: { field: 'standing', is: ['compiled', 'changing'] },
  sections: [
    { title: '是什么', asks: ['title', 'summary', 'provider', 'system', 'kind', 'base', 'theme', 'format', 'cycle'] },
    {
      title: '给谁用',
      says: '基础信息不能不予共享；不予共享的写明依据。',
      asks: ['sharing', 'condition', 'basis', 'opening', 'openCondition'],
    },
  ],
})

/** One field of a resource (信息项). */
export const dataItem = defineRegister('data-item', {
  title: '信息项',
  naming: 'title',
  under: 'resource',
  fields: {
    resource: field.record('数据资源', dataResource),
    name: field.text('英文名', { max: 80 }),
    title: field.text('信息项名称', { max: 100 }),
    type: field.text('数据类型', { max: 30 }),
    standard: field.optional(field.text('执行标准', { max: 60 })),
    tier: field.integer('敏感等级', { min: 1, max: 4, help: '1 公开；2 内部；3 个人信息；4 敏感，加密保存', ...open }),
    opened: field.yesNo('向社会开放'),
    standing: field.choice('状态', { inForce: '有效', review: '待审核', withheld: '不提供', gone: '已取消' }),
  },
  unique: [['resource', 'name']],
  columns: ['title', 'name', 'type', 'tier', 'opened', 'standing'],
  filters: ['resource', 'standing'],
  defaults: { standing: 'inForce', opened: false },
  moved: ['standing'],
  amends: ['title', 'type', 'opened'],
})
