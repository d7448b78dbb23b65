import { defineCase, field, opensEach, opensForUnits } from '#platform'
import { plan, planTask } from './registers.ts'
import { lights, progressLight } from './rules.ts'

const progress = {
  month: field.month('月份'),
  percent: field.percent('进度', { help: '到本月底完成的百分比' }),
}

const report = {
  title: '报送进展',
  to: 'stays',
  primary: true,
  says: '每月报送一次：写清做成了什么、还差什么，并附凭证。',
  tells: 'parent',
  form: { ...progress, words: field.longText('进展情况', { max: 2000 }), evidence: field.files('凭证', { max: 10 }) },
} as const

const press = {
  title: '催办',
  to: 'pressed',
  tells: 'holder',
  says: '牵头单位会立即收到催办通知。',
  form: { words: field.longText('催办意见', { max: 500 }) },
} as const
const pressAgain = { ...press, to: 'stays' } as const
const complete = {
  title: '认定办结',
  to: 'completed',
  tells: 'holder',
  form: { words: field.longText('认定意见', { max: 1000 }) },
} as const

const underWay = {
  running: {
    title: '推进中',
    until: 'dueOn',
    overdue: 'pressed',
    awaits: 'report',
    actions: { report, press, complete },
  },
  pressed: { title: '已催办', awaits: 'report', actions: { report, press: pressAgain, complete } },
  completed: { title: '已办结', final: true },
} as const

const supervised = {
  subject: planTask,
  within: 'plan',
  due: 'dueOn',
  reminds: [30, 7, 1],
  facts: progress,
  signals: lights,
  signal: progressLight,
} as const

/** What a county-level unit does of a task, reported by itself. */
export const countySupervision = defineCase('county-supervision', {
  ...supervised,
  title: '县级任务督办',
  initial: 'running',
  states: underWay,
})

const accept = {
  title: '确认牵头',
  to: 'running',
  primary: true,
  says: '确认由本单位牵头；各县（市、区）和功能区随即收到对应任务。',
  sets: { leadStanding: 'confirmed' },
  opens: opensForUnits(countySupervision),
} as const

/** A row of the breakdown table, from its lead's confirmation to its end. Pressed by the clock on the day after it is due. */
export const taskSupervision = defineCase('task-supervision', {
  ...supervised,
  title: '任务督办',
  holder: 'lead',
  assigned: 'support',
  initial: 'offered',
  states: {
    offered: { title: '待确认牵头', until: 'dueOn', overdue: 'pressed', awaits: 'accept', actions: { accept, press } },
    ...underWay,
  },
})

/** An imported plan is looked through and confirmed, or withdrawn; confirming starts the supervision of every row. */
export const planAdoption = defineCase('plan-adoption', {
  title: '计划确认',
  subject: plan,
  opensOn: 'created',
  initial: 'read',
  states: {
    read: {
      title: '待确认',
      awaits: 'confirm',
      actions: {
        confirm: {
          title: '确认并启动督办',
          to: 'adopted',
          primary: true,
          says: '确认后，分解表的每一行都成为一件督办任务，由牵头单位确认并报送进展。',
          sets: { standing: 'adopted' },
          opens: opensEach(taskSupervision, 'plan'),
        },
        withdraw: {
          title: '撤回',
          to: 'withdrawn',
          sets: { standing: 'withdrawn' },
          form: { words: field.longText('撤回原因', { max: 500 }) },
        },
      },
    },
    adopted: { title: '已启动', final: true },
    withdrawn: { title: '已撤回', final: true },
  },
})
