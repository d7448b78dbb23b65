import { defineRegister, field } from '#platform'

/** A yearly plan as it was published, by the bureau that imported it. */
export const plan = defineRegister('plan', {
  title: '年度计划',
  naming: 'title',
  fields: {
    title: field.text('标题', { max: 120, sensitivity: 'public' }),
    issuer: field.text('发文机关', { max: 80, sensitivity: 'public' }),
    issuedOn: field.optional(field.date('印发日期', { sensitivity: 'public' })),
    year: field.integer('年度', { min: 2000, max: 2100, sensitivity: 'public' }),
    standing: field.choice(
      '状态',
      { draft: '待确认', adopted: '已启动', closed: '已收官', withdrawn: '已撤回' },
      { sensitivity: 'public' },
    ),
    everyUnit: field.yesNo('各县（市、区）均须落实', { sensitivity: 'public' }),
    lead: field.optional(field.longText('前言', { max: 8000, sensitivity: 'public' })),
    file: field.text('原文指纹', { max: 64, sensitivity: 'public' }),
  },
  uniqueWhile: [{ fields: ['year'], field: 'standing', is: ['adopted', 'closed'] }],
  columns: ['title', 'year', 'issuer', 'issuedOn', 'standing'],
  filters: ['year', 'standing'],
  sorts: ['year', 'issuedOn'],
  amends: ['standing'],
})

/** One numbered item of the plan's prose. */
export const planItem = defineRegister('plan-item', {
  title: '计划条目',
  naming: 'title',
  fields: {
    plan: field.record('计划', plan),
    number: field.integer('条号', { min: 1, max: 999, sensitivity: 'public' }),
    chapterNumber: field.integer('章号', { min: 1, max: 99, sensitivity: 'public' }),
    chapter: field.text('章', { sensitivity: 'public' }),
    section: field.optional(field.text('节', { sensitivity: 'public' })),
    title: field.text('标题', { sensitivity: 'public' }),
    text: field.optional(field.longText('正文', { max: 8000, sensitivity: 'public' })),
    agenciesText: field.optional(field.text('责任部门（原文）', { max: 500, sensitivity: 'public' })),
    lead: field.optional(field.agency('牵头单位')),
    support: field.agencies('配合单位'),
    dueText: field.optional(field.text('完成时间（原文）', { sensitivity: 'public' })),
    dueOn: field.optional(field.date('完成日期', { sensitivity: 'public' })),
    ongoing: field.yesNo('持续推进', { sensitivity: 'public' }),
    note: field.optional(field.text('括注', { max: 500, sensitivity: 'public' })),
    tasks: field.optional(field.text('对应任务', { sensitivity: 'public' })),
  },
  unique: [['plan', 'number']],
  columns: ['number', 'chapter', 'title', 'lead', 'dueOn', 'tasks'],
  filters: ['plan', 'lead', 'chapterNumber', 'dueOn'],
  sorts: ['number', 'dueOn'],
  amends: ['lead', 'support', 'dueOn', 'ongoing'],
})

/** One row of the breakdown table: its agency and its date bind. Work that comes from elsewhere is one too, of no plan; it says from where. */
export const planTask = defineRegister('plan-task', {
  title: '分解任务',
  naming: 'title',
  fields: {
    plan: field.optional(field.record('计划', plan)),
    item: field.optional(field.record('条目', planItem)),
    origin: field.optional(
      field.choice('来源', { resolution: '联席会议决议', milestone: '多年规划里程碑' }, { sensitivity: 'public' }),
    ),
    lineage: field.optional(field.text('出自', { max: 300, sensitivity: 'public' })),
    group: field.text('类别', { sensitivity: 'public' }),
    number: field.integer('序号', { min: 1, max: 999, sensitivity: 'public' }),
    part: field.integer('行', { min: 1, max: 99, sensitivity: 'public' }),
    title: field.text('主要工作', { sensitivity: 'public' }),
    content: field.longText('具体内容', { max: 8000, sensitivity: 'public' }),
    agenciesText: field.optional(field.text('责任部门（原文）', { max: 500, sensitivity: 'public' })),
    lead: field.optional(field.agency('牵头单位')),
    support: field.agencies('配合单位'),
    leadStanding: field.choice('牵头认定', { inferred: '按首位推定', confirmed: '已确认' }),
    startOn: field.optional(field.date('起算日期')),
    dueText: field.optional(field.text('完成时间（原文）', { sensitivity: 'public' })),
    dueOn: field.optional(field.date('完成日期', { sensitivity: 'public' })),
    ongoing: field.yesNo('持续推进', { sensitivity: 'public' }),
    reviewOn: field.optional(field.date('年度评议日期')),
    splitFrom: field.optional(field.ownRecord('拆自')),
    mergedInto: field.optional(field.ownRecord('并入')),
    carriedFrom: field.optional(field.ownRecord('结转自')),
  },
  unique: [['plan', 'number', 'part']],
  columns: ['number', 'part', 'group', 'title', 'content', 'lead', 'dueOn', 'ongoing', 'origin', 'lineage'],
  filters: ['plan', 'item', 'origin', 'lead', 'number', 'dueOn', 'ongoing', 'leadStanding'],
  sorts: ['number', 'dueOn'],
  amends: ['content', 'lead', 'support', 'leadStanding', 'dueOn', 'ongoing', 'reviewOn'],
})
