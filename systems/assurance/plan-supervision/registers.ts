import { plan, planItem, planTask } from '#commons/plan'
import { defineRegister, field } from '#platform'

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
