import { appraisal } from '#commons/appraisal'
import { closingReview, complete, submit } from '#commons/closing-review'
import { asksForTime, deferring } from '#commons/deferral'
import { plan, planTask } from '#commons/plan'
import { press, pressing } from '#commons/pressing'
import {
  carriesOver,
  defineCase,
  field,
  opensBeside,
  opensEach,
  opensForUnits,
  splitsOff,
  whenRegistered,
} from '#platform'
import { bulletin } from './registers.ts'
import {
  besidePlans,
  carriedRow,
  fromAnother,
  intoAnother,
  lights,
  monthInReach,
  ofPlan,
  progressLight,
  splitRow,
} from './rules.ts'

const words = (label: string, max = 500) => ({ words: field.longText(label, { max }) })

const progress = {
  month: field.month('月份'),
  percent: field.percent('进度', { help: '到本月底完成的百分比' }),
}

const report = {
  title: '报送进展',
  to: 'stays',
  primary: true,
  reversible: true,
  says: '每月报送一次：写清做成了什么、还差什么，并附凭证。',
  tells: 'parent',
  refuses: monthInReach,
  form: { ...progress, ...words('进展情况', 2000), evidence: field.files('凭证', { max: 10 }) },
} as const

const supervised = {
  subject: planTask,
  within: 'plan',
  due: 'dueOn',
  reminds: [30, 7, 1],
  signals: lights,
  signal: progressLight,
} as const

const countyActions = { report, press, submit, complete } as const

/** What a county-level unit does of a task, reported by itself; its mean stands on the task. */
export const countySupervision = defineCase('county-supervision', {
  ...supervised,
  title: '县级任务督办',
  facts: progress,
  rollsUp: { fact: 'percent', into: 'countyPercent' },
  endsWithParent: 'ended',
  initial: 'running',
  states: {
    running: {
      title: '推进中',
      until: { dueOn: 'pressed' },
      awaits: 'report',
      every: 'month',
      actions: countyActions,
    },
    ...pressing({ back: 'running', awaits: 'report', actions: countyActions }),
    ...closingReview('running'),
    ended: { title: '随任务结束', final: true },
  },
})

/** An application for a later day: decided beside the task, whose clock goes on meanwhile. */
export const deferral = defineCase('task-deferral', { subject: planTask, within: 'plan', ...deferring('dueOn') })

const defer = { ...asksForTime('dueOn'), opens: opensBeside(deferral) }

const adjust = {
  title: '调整任务',
  to: 'stays',
  tells: 'holder',
  says: '只改需要改的；每次调整连同依据留在经过里，原来的写法可在登记的历次改动里查到。',
  form: {
    content: field.longText('具体内容', { max: 8000 }),
    lead: field.agency('牵头单位'),
    support: field.agencies('配合单位'),
    dueOn: field.optional(field.date('完成日期')),
    ...words('调整依据'),
  },
  amends: { content: 'content', lead: 'lead', support: 'support', dueOn: 'dueOn' },
} as const

const split = {
  title: '拆出一行',
  to: 'stays',
  tells: 'holder',
  says: '把这一行的一部分另立为同一任务的新一行，单独督办；本行的内容请用“调整任务”改写。',
  form: {
    content: field.longText('拆出的内容', { max: 8000 }),
    lead: field.agency('牵头单位'),
    dueOn: field.optional(field.date('完成日期')),
    ...words('拆分依据'),
  },
  makes: splitsOff(planTask, { row: splitRow, counts: { field: 'part', among: ['plan', 'number'] } }),
} as const

const merge = {
  title: '并入另一行',
  to: 'merged',
  tells: 'holder',
  says: '这一行不再单独督办，由所选的一行一并完成；两边的经过都留有记录。',
  form: { into: field.record('并入', planTask), ...words('合并依据') },
  amends: { mergedInto: 'into' },
  refuses: intoAnother,
  marks: 'into',
} as const

const taskActions = { report, submit, defer, press, complete, adjust, split, merge } as const

/**
 * A row of the breakdown table, from its lead's confirmation to its end. Pressed by the clock on the day after it is due.
 * One of a plan opens when the plan is confirmed, one from elsewhere the moment it is registered.
 */
export const taskSupervision = defineCase('task-supervision', {
  ...supervised,
  title: '任务督办',
  opensOn: whenRegistered(planTask, besidePlans),
  holder: 'lead',
  assigned: 'support',
  facts: { ...progress, countyPercent: field.percent('县级平均') },
  initial: 'offered',
  states: {
    offered: {
      title: '待确认牵头',
      until: { dueOn: 'pressed' },
      awaits: 'accept',
      actions: {
        accept: {
          title: '确认牵头',
          to: 'running',
          primary: true,
          says: '确认由本单位牵头；是年度计划的任务，各县（市、区）和功能区随即收到对应的一份。',
          sets: { leadStanding: 'confirmed' },
          opens: opensForUnits(countySupervision, ofPlan),
        },
        decline: {
          title: '非本单位牵头',
          to: 'declined',
          form: words('理由和建议的牵头单位'),
        },
        press,
        adjust,
        merge,
      },
    },
    declined: {
      title: '待改派',
      awaits: 'assign',
      actions: {
        assign: {
          title: '指定牵头单位',
          to: 'offered',
          primary: true,
          form: { lead: field.agency('牵头单位'), ...words('指定依据') },
          amends: { lead: 'lead' },
        },
      },
    },
    running: {
      title: '推进中',
      until: { dueOn: 'pressed', reviewOn: 'appraisal' },
      awaits: 'report',
      every: 'month',
      actions: taskActions,
    },
    ...pressing({ back: 'running', awaits: 'report', actions: taskActions }),
    ...closingReview('running'),
    appraisal: appraisal({ next: 'reviewOn', back: 'running', done: 'completed', actions: { report } }),
    merged: { title: '已并入', final: true },
    carried: { title: '已结转', final: true },
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
          form: words('撤回原因'),
        },
      },
    },
    adopted: {
      title: '已启动',
      actions: {
        carryOver: {
          title: '结转上年未完成任务',
          to: 'stays',
          says: '上年计划中还没有办结的任务逐行转入本计划，编号加一百，由牵头单位重新确认；上年的办件记为已结转。',
          form: { from: field.record('上年计划', plan), dueOn: field.date('结转后的完成日期') },
          refuses: fromAnother,
          makes: carriesOver(taskSupervision, plan, { from: 'from', leaves: 'carried', row: carriedRow }),
        },
        close: { title: '收官', to: 'closed', sets: { standing: 'closed' }, form: words('收官说明', 1000) },
      },
    },
    closed: { title: '已收官', final: true },
    withdrawn: { title: '已撤回', final: true },
  },
})

/** A month's bulletin is drafted by the platform, revised by the desk, and issued to the agencies it names. */
export const bulletinIssue = defineCase('bulletin-issue', {
  title: '通报印发',
  subject: bulletin,
  opensOn: 'created',
  assigned: 'to',
  within: 'plan',
  initial: 'drafted',
  states: {
    drafted: {
      title: '待印发',
      awaits: 'issue',
      actions: {
        issue: {
          title: '印发',
          to: 'issued',
          primary: true,
          tells: 'assigned',
          says: '印发后不能再改；发送单位随即可以查看和下载。',
          form: {
            number: field.integer('文号序号', { min: 1, max: 9999 }),
            issuedOn: field.date('成文日期'),
            to: field.agencies('发送单位'),
          },
          starts: { to: 'proposedTo' },
          amends: { number: 'number', issuedOn: 'issuedOn', to: 'to' },
          sets: { standing: 'issued' },
        },
        discard: { title: '作废', to: 'discarded', sets: { standing: 'discarded' }, form: words('作废原因') },
      },
    },
    issued: { title: '已印发', final: true },
    discarded: { title: '已作废', final: true },
  },
})
