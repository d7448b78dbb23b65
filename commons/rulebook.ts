import { defineRegister, field } from '#platform'

/** A rule, a standard, a plan or a policy of an agency, whatever its editions say. */
export const instrument = defineRegister('rule-instrument', {
  title: '制度',
  naming: 'title',
  namedWith: { field: 'standing', is: ['repealed', 'dropped'] },
  owner: 'issuer',
  fields: {
    code: field.text('代号', { max: 40, help: '网址里用，如 data-objection，登记后不改', sensitivity: 'public' }),
    title: field.text('名称', { max: 80, sensitivity: 'public' }),
    issuer: field.agency('制定单位'),
    sort: field.choice(
      '类别',
      { rule: '规则办法', standard: '标准规范', plan: '规划', policy: '政策', indicators: '指标体系' },
      { sensitivity: 'public' },
    ),
    plannedOn: field.optional(field.date('计划出台日期', { sensitivity: 'public' })),
    planItem: field.optional(field.text('计划里怎么写', { max: 200, sensitivity: 'public' })),
    standing: field.choice(
      '效力',
      { planned: '制定中', issued: '已印发，待施行', 'in-force': '现行有效', repealed: '已废止', dropped: '不再制定' },
      { sensitivity: 'public' },
    ),
    followers: field.agencies('谁要遵守'),
    inForceOn: field.optional(field.date('施行日期', { sensitivity: 'public' })),
    evaluateOn: field.optional(field.date('评估日期', { sensitivity: 'public' })),
  },
  unique: [['code']],
  columns: ['title', 'issuer', 'sort', 'plannedOn', 'standing', 'inForceOn'],
  filters: ['standing', 'sort', 'issuer', 'code'],
  sorts: ['plannedOn', 'inForceOn'],
  defaults: { standing: 'planned', followers: [] },
  moved: ['standing'],
  amends: ['title', 'sort', 'plannedOn', 'planItem'],
})

/** One article of an instrument as an edition wrote it: whatever rests on it cites it, and sees when it changes. */
export const article = defineRegister('rule-article', {
  title: '条款',
  naming: 'title',
  namedWith: { field: 'standing', is: ['amended', 'repealed'] },
  under: 'instrument',
  fields: {
    instrument: field.record('制度', instrument),
    title: field.text('条款', { max: 120, sensitivity: 'public' }),
    number: field.text('条号', { max: 10, help: '网址里用，如 12', sensitivity: 'public' }),
    place: field.integer('第几个', { min: 1, max: 999, sensitivity: 'public' }),
    label: field.text('条', { max: 20, sensitivity: 'public' }),
    chapter: field.optional(field.text('章', { max: 80, sensitivity: 'public' })),
    words: field.longText('内容', { max: 8000, sensitivity: 'public' }),
    edition: field.integer('自第几版', { min: 1, max: 999, sensitivity: 'public' }),
    standing: field.choice(
      '效力',
      { 'in-force': '现行有效', amended: '已修订', repealed: '已废止' },
      { sensitivity: 'public' },
    ),
    sinceOn: field.date('施行日期', { sensitivity: 'public' }),
    untilOn: field.optional(field.date('失效日期', { sensitivity: 'public' })),
  },
  unique: [['instrument', 'number', 'edition']],
  uniqueWhile: [{ fields: ['instrument', 'number'], field: 'standing', is: ['in-force'] }],
  columns: ['title', 'edition', 'standing', 'sinceOn', 'untilOn'],
  filters: ['standing'],
  sorts: ['place'],
  amends: [],
})
