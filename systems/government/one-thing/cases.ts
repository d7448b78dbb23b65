import { application } from '#commons/service-application'
import { defineCase, field, rowsIn } from '#platform'
import { packageApplication, packageItem } from './registers.ts'
import { asThePackageSays, light, lights, partsAt } from './rules.ts'

const among = { items: { in: packageItem, by: 'package', as: 'package' } } as const
const oneRefused = { refused: 'oneRefused', unaccepted: 'oneRefused' } as const
const settle = {
  form: { settled: field.longText('怎样收尾，告诉申请人', { max: 1000 }) },
  amends: { settled: 'settled' },
  reads: ['onRefusal'],
  shown: true,
} as const

/** One thing, whole: every item with the agency that decides on it, in the order that the law needs, told as one. */
export const packageRun = defineCase('service-package-run', {
  title: '一件事办理',
  subject: packageApplication,
  opensOn: 'created',
  due: 'dueOn',
  reminds: [1],
  parties: { applicant: { title: '申请人', is: ['filer', 'idNumber'] } },
  signals: lights,
  signal: light,
  initial: 'first',
  states: {
    first: {
      title: '办理中',
      plain: '已经分给各个部门一起办，每一项办到哪了在“我的事”里看',
      makes: rowsIn(application, packageApplication, partsAt('first'), { among, part: true }),
      parts: { done: 'next', ends: oneRefused },
    },
    next: {
      title: '办后面的事项',
      plain: '前面的办好了，正在办后面的',
      makes: rowsIn(application, packageApplication, partsAt('next'), { among, part: true }),
      parts: { done: 'done', ends: oneRefused },
    },
    oneRefused: {
      title: '有一项没有办成',
      plain: '有一项没有办成，牵头部门正在定其余的怎么办',
      awaits: 'goOn',
      actions: {
        goOn: { title: '其余照办', to: 'rest', primary: true, ...settle },
        stop: { title: '其余停下', to: 'stopped', ...settle, refuses: asThePackageSays },
      },
    },
    rest: { title: '其余办理中', plain: '其余的照常办', parts: { done: 'partly' } },
    done: { title: '全部办结', plain: '这件事全部办好了', final: true },
    partly: { title: '部分办结', plain: '除了没有办成的一项，其余都办好了', final: true },
    stopped: { title: '已停下', plain: '这件事停下了，原因和怎样重新申请见下', final: true },
  },
})
