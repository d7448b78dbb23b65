import { planItem } from '#commons/plan'
import { defineKit, defineRegister, field } from '#platform'

/** A plan of several years, by whoever leads it. */
export const multiYearPlan = defineRegister('multi-year-plan', {
  title: '多年规划',
  naming: 'title',
  owner: 'lead',
  fields: {
    title: field.text('名称', { max: 100, sensitivity: 'public' }),
    fromYear: field.integer('起始年度', { min: 2000, max: 2100, sensitivity: 'public' }),
    toYear: field.integer('终止年度', { min: 2000, max: 2100, sensitivity: 'public' }),
    lead: field.agency('牵头单位'),
    words: field.longText('目标和任务', { max: 8000, sensitivity: 'public' }),
    standing: field.choice(
      '状态',
      { draft: '起草', adopted: '实施中', fulfilled: '已完成', withdrawn: '已撤回' },
      { sensitivity: 'public' },
    ),
  },
  inOrder: [['fromYear', 'toYear']],
  columns: ['title', 'fromYear', 'toYear', 'lead', 'standing'],
  filters: ['standing', 'lead'],
  sorts: ['fromYear'],
  defaults: { standing: 'draft' },
  moved: ['standing'],
  amends: ['title', 'words'],
})

/** What of a plan is to be done in one of its years. */
export const milestone = defineRegister('multi-year-milestone', {
  title: '年度里程碑',
  naming: 'title',
  under: 'plan',
  fields: {
    plan: field.record('规划', multiYearPlan),
    number: field.integer('序号', { min: 1, max: 999, sensitivity: 'public' }),
    title: field.text('里程碑', { max: 100, sensitivity: 'public' }),
    content: field.longText('具体内容', { max: 4000, sensitivity: 'public' }),
    lead: field.agency('牵头单位'),
    support: field.agencies('配合单位'),
    year: field.integer('年度', { min: 2000, max: 2100, sensitivity: 'public' }),
    startsOn: field.date('转为任务的日期', { help: '从这一天的次日起，作为当年任务督办', sensitivity: 'public' }),
    dueOn: field.date('完成日期', { sensitivity: 'public' }),
  },
  unique: [['plan', 'number']],
  inOrder: [['startsOn', 'dueOn']],
  columns: ['number', 'title', 'year', 'lead', 'startsOn', 'dueOn'],
  filters: ['year', 'lead'],
  sorts: ['number', 'dueOn'],
  defaults: { support: [] },
  amends: ['content'],
})

/** A plan of several years with its milestones, as another place takes it over: whoever does leads them. */
export const planKit = defineKit('multi-year-plan', { title: '多年规划', of: multiYearPlan, with: [milestone] })

/** A question that plans need answered. */
export const topic = defineRegister('research-topic', {
  title: '研究课题',
  naming: 'title',
  fields: {
    title: field.text('课题', { max: 100, sensitivity: 'public' }),
    question: field.longText('研究什么', { max: 4000, sensitivity: 'public' }),
    budget: field.money('经费上限', { sensitivity: 'public' }),
    callUntil: field.date('征集截止', { sensitivity: 'public' }),
    adoptedIn: field.optional(field.record('写入哪一条', planItem)),
    outcome: field.optional(field.longText('结论', { max: 2000, sensitivity: 'public' })),
    standing: field.choice(
      '状态',
      { called: '征集中', studied: '研究中', concluded: '已结题', adopted: '已采纳', shelved: '未采纳' },
      { sensitivity: 'public' },
    ),
  },
  columns: ['title', 'budget', 'callUntil', 'standing', 'adoptedIn'],
  filters: ['standing'],
  sorts: ['callUntil'],
  defaults: { standing: 'called' },
  moved: ['standing', 'adoptedIn', 'outcome'],
  amends: ['question'],
})

/** How somebody would answer it, and for how much. */
export const proposal = defineRegister('research-proposal', {
  title: '研究申请',
  naming: 'researcher',
  under: 'topic',
  fields: {
    topic: field.record('课题', topic, { where: { standing: 'called' } }),
    researcher: field.text('申请人或单位', { max: 100 }),
    approach: field.longText('研究方案', { max: 4000 }),
    price: field.money('申请经费'),
    checkOn: field.optional(field.date('中期检查')),
    until: field.optional(field.date('结题日期')),
  },
  inOrder: [['checkOn', 'until']],
  columns: ['researcher', 'topic', 'price', 'until'],
  knows: { researcher: 'name' },
  moved: ['checkOn', 'until'],
  amends: [],
})
