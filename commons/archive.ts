import { defineArchive, defineRegister, field } from '#platform'

const open = { sensitivity: 'public' } as const

/** Whose fonds (全宗) an agency's archives belong to. @source DA/T 13-2022 */
export const fonds = defineRegister('fonds', {
  title: '全宗',
  naming: 'title',
  owner: 'holder',
  fields: {
    title: field.text('全宗名称', { max: 100, ...open }),
    holder: field.agency('立档单位'),
    code: field.text('全宗号', {
      max: 4,
      help: '一位字母三位数字，如 Z109，由档案馆给定',
      standard: 'DA/T 13',
      ...open,
    }),
  },
  unique: [['holder'], ['code']],
  columns: ['title', 'holder', 'code'],
  filters: ['holder'],
  amends: ['title'],
})

/** An item that was archived (归档文件). @source DA/T 22-2015; DA/T 46-2009 */
export const archivalItem = defineRegister('archival-item', {
  title: '电子档案',
  naming: 'title',
  namedWith: { field: 'standing', is: ['destroyed'] },
  owner: 'holder',
  bearer: ['idNumber', 'creditCode'],
  fields: {
    title: field.text('题名', { max: 300 }),
    party: field.text('当事人', { max: 100, sensitivity: 'personal' }),
    idNumber: field.optional(field.citizenNumber('身份证号')),
    creditCode: field.optional(field.creditCode()),
    holder: field.agency('立档单位'),
    fonds: field.text('全宗号', { max: 4 }),
    category: field.choice('门类', { ZW: '政务服务', WS: '文书' }),
    year: field.integer('年度', { min: 1949, max: 2200 }),
    retention: field.choice('保管期限', { Y: '永久', D30: '30 年', D10: '10 年' }, { standard: 'DA/T 22' }),
    serial: field.integer('件号', { min: 1, max: 999_999 }),
    number: field.optional(field.text('档号', { max: 60 })),
    closedOn: field.date('办结日期'),
    expiresOn: field.optional(field.date('保管期满')),
    source: field.text('来源', { max: 36 }),
    checked: field.choice('四性检测', { waiting: '待检测', good: '合格', human: '待人工复核', wrong: '不合格' }),
    standing: field.choice('状态', { kept: '保管中', destroyed: '已销毁' }),
  },
  shows: ['number', 'party', 'idNumber', 'creditCode', 'holder', 'closedOn', 'retention', 'expiresOn', 'standing'],
  counts: { field: 'serial', among: ['fonds', 'category', 'year', 'retention'] },
  unique: [['fonds', 'category', 'year', 'retention', 'serial']],
  derives: {
    number: (row) =>
      `${row.fonds}-${row.category}·${row.year}-${row.retention}-SP-${String(row.serial).padStart(4, '0')}`,
    expiresOn: ({ year, retention }) => (retention === 'Y' ? null : `${year + Number(retention.slice(1))}-12-31`),
  },
  columns: ['number', 'title', 'holder', 'year', 'retention', 'closedOn', 'checked', 'standing'],
  filters: ['holder', 'year', 'retention', 'checked', 'standing', 'source'],
  sorts: ['closedOn', 'expiresOn'],
  defaults: { checked: 'waiting', standing: 'kept' },
  moved: ['checked', 'standing'],
  amends: [],
})

/** What the city has done with, kept as packages. */
export const archives = defineArchive('archival-item', {
  title: '电子档案',
  of: archivalItem,
  says: {
    ...{ number: 'number', title: 'title', fonds: 'fonds', holder: 'holder', category: 'category', year: 'year' },
    ...{ retention: 'retention', closedOn: 'closedOn', source: 'source', checked: 'checked' },
  },
  destroyed: { field: 'standing', is: ['destroyed'] },
})
