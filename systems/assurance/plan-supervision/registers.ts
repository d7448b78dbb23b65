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

/** One row of the breakdown table: its agency and its date bind. */
export const planTask = defineRegister('plan-task', {
  title: '分解任务',
  naming: 'title',
  fields: {
    plan: field.record('计划', plan),
    item: field.optional(field.record('条目', planItem)),
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
  columns: ['number', 'part', 'group', 'title', 'content', 'lead', 'dueOn', 'ongoing'],
  filters: ['plan', 'item', 'lead', 'number', 'dueOn', 'ongoing', 'leadStanding'],
  sorts: ['number', 'dueOn'],
  amends: ['content', 'lead', 'support', 'leadStanding', 'dueOn', 'ongoing', 'reviewOn'],
})

/** A number that the plan promises, with the words that promise it. */
export const planTarget = defineRegister('plan-target', {
  title: '计划目标',
  naming: 'name',
  fields: {
    plan: field.record('计划', plan),
    item: field.record('条目', planItem),
    task: field.optional(field.record('分解任务', planTask)),
    name: field.text('目标', { sensitivity: 'public' }),
    quote: field.text('原文', { sensitivity: 'public' }),
    comparator: field.choice(
      '比较',
      { eq: '等于', ge: '不少于', gt: '超过', le: '不超过', lt: '低于' },
      { sensitivity: 'public' },
    ),
    value: field.decimal('数值', { sensitivity: 'public' }),
    unit: field.text('单位', { max: 20, sensitivity: 'public' }),
    kind: field.choice(
      '类型',
      { count: '计数', rate: '比率', cumulative: '累计', recurring: '每月' },
      { sensitivity: 'public' },
    ),
    standing: field.choice('来历', { literal: '原文所写', added: '人工解读' }),
    dueOn: field.optional(field.date('目标日期', { sensitivity: 'public' })),
    rule: field.optional(field.text('计数规则', { max: 500, sensitivity: 'public' })),
    indicator: field.optional(field.indicator('绑定指标', { sensitivity: 'public' })),
    reported: field.optional(field.decimal('报送数', { help: '没有绑定指标时，由牵头单位报送' })),
    reportedOn: field.optional(field.date('报送日期')),
  },
  columns: ['name', 'comparator', 'value', 'unit', 'kind', 'standing', 'indicator', 'reported', 'quote'],
  filters: ['plan', 'item', 'task', 'kind', 'standing'],
  sorts: ['value'],
  amends: ['name', 'kind', 'task', 'dueOn', 'rule', 'indicator', 'reported', 'reportedOn'],
})

/** What the reader saw and could not decide: a person settles it. */
export const planDoubt = defineRegister('plan-doubt', {
  title: '存疑',
  naming: 'says',
  fields: {
    plan: field.record('计划', plan),
    item: field.optional(field.record('条目', planItem)),
    task: field.optional(field.record('分解任务', planTask)),
    kind: field.choice('类别', {
      title: '标题不一',
      agency: '部门不一',
      deadline: '时间不一',
      name: '只见一处',
      'open-list': '部门未列全',
      roster: '成员未列出',
      'unknown-agency': '部门不识',
      'no-deadline': '时间不明',
      count: '项数不符',
      unmatched: '没有对应',
      inferred: '推定',
      issuer: '发文机关不明',
      brackets: '括注不止一处',
      number: '编号重复',
      character: '字符不识',
      apart: '没有读入',
    }),
    quote: field.optional(field.text('原文', { max: 500 })),
    says: field.text('疑在何处', { max: 800 }),
    standing: field.choice('处理', { open: '待处理', settled: '已处理' }),
    settlement: field.optional(field.longText('处理意见', { max: 2000 })),
  },
  columns: ['kind', 'says', 'standing', 'settlement'],
  filters: ['plan', 'item', 'task', 'kind', 'standing'],
  sorts: ['kind', 'standing'],
  amends: ['standing', 'settlement'],
})

/** Members of the joint meeting, which the plan does not list; the bureau keeps the roster. */
export const rosterMember = defineRegister('roster-member', {
  title: '联席会议成员单位',
  naming: 'duty',
  fields: {
    member: field.agency('成员单位'),
    duty: field.text('职责'),
    standing: field.choice('状态', { proposed: '拟列入', confirmed: '已确认', left: '已退出' }),
  },
  unique: [['member']],
  filters: ['standing', 'member'],
  sorts: ['standing'],
  amends: ['duty', 'standing'],
})

/** A month's bulletin: the words and tables that the platform drafts and the desk revises, until it is issued. */
export const bulletin = defineRegister('bulletin', {
  title: '督办通报',
  naming: 'title',
  fields: {
    plan: field.record('计划', plan),
    month: field.month('月份'),
    year: field.integer('文号年份', { min: 2000, max: 2100 }),
    number: field.optional(field.integer('文号序号', { min: 1, max: 9999 })),
    title: field.text('标题', { max: 120 }),
    recipients: field.text('主送机关', { max: 300 }),
    overview: field.longText('总体情况', { max: 4000 }),
    late: field.table('逾期任务', {
      task: '任务',
      agency: '承办单位',
      due: '应完成',
      days: '逾期工作日',
      state: '状态',
    }),
    agencies: field.table('部门进展', {
      rank: '名次',
      agency: '单位',
      tasks: '任务数',
      percent: '平均进度',
      late: '逾期',
    }),
    counties: field.table('县区进展', {
      rank: '名次',
      agency: '单位',
      tasks: '任务数',
      percent: '平均进度',
      late: '逾期',
    }),
    demands: field.longText('工作要求', { max: 4000 }),
    proposedTo: field.agencies('拟发送单位'),
    to: field.agencies('发送单位'),
    issuedOn: field.optional(field.date('成文日期')),
    standing: field.choice('状态', { draft: '待印发', issued: '已印发', discarded: '已作废' }),
  },
  unique: [['year', 'number']],
  columns: ['month', 'title', 'number', 'issuedOn', 'standing'],
  filters: ['plan', 'month', 'standing'],
  sorts: ['month', 'issuedOn'],
  amends: ['title', 'recipients', 'overview', 'late', 'agencies', 'counties', 'demands', 'proposedTo'],
})
