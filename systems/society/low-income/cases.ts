import { defineCase, field, whenHeld, workingDays } from '#platform'
import { household } from './registers.ts'
import { doubts, needs } from './rules.ts'

const visit = {
  title: '入户核查',
  to: 'visited',
  primary: true,
  shown: true,
  says: '当面看、当面问，写清看到的情况，附现场照片。',
  form: {
    seen: field.longText('看到的情况', { max: 1000, sensitivity: 'personal' }),
    photos: field.photos('现场照片', { max: 6 }),
  },
} as const
const explain = {
  title: '说明情况',
  to: 'stays',
  takenBy: ['household'],
  form: { words: field.longText('想说明的情况', { max: 1000, sensitivity: 'personal' }) },
} as const

/** A warning is looked into at the door, in time or the county hears of it, and what was seen decides. */
export const verifyWarning = defineCase('verify-warning', {
  title: '预警核查',
  subject: household,
  opensOn: whenHeld([...doubts, ...needs], 'warning'),
  parties: { household: { title: '户主', is: ['headNumber'] } },
  facts: { warning: field.text('预警', { max: 300, sensitivity: 'personal' }) },
  initial: 'opened',
  states: {
    opened: {
      title: '待入户',
      plain: '村里会派人上门看看家里的情况',
      within: workingDays(5),
      overdue: 'escalated',
      awaits: 'visit',
      actions: { visit, explain },
    },
    escalated: {
      title: '超时转县区',
      plain: '上门晚了，已转给县里督促',
      within: workingDays(3),
      awaits: 'visit',
      actions: { visit, explain },
    },
    visited: {
      title: '待认定',
      plain: '已经上门看过，民政部门会定下怎样帮助',
      within: workingDays(2),
      awaits: 'assist',
      actions: {
        assist: {
          title: '给予救助',
          to: 'closed',
          primary: true,
          shown: true,
          form: {
            aid: field.choice('救助类别', {
              basic: '最低生活保障',
              special: '特困供养',
              medical: '医疗救助',
              once: '临时救助',
            }),
            words: field.longText('认定意见', { max: 500 }),
          },
          amends: { aid: 'aid' },
          sets: { standing: 'assisted' },
        },
        watch: {
          title: '继续监测',
          to: 'closed',
          shown: true,
          form: { words: field.longText('认定意见', { max: 500 }) },
          sets: { standing: 'watched' },
        },
        leave: {
          title: '退出',
          to: 'closed',
          shown: true,
          form: { words: field.longText('退出理由', { max: 500 }) },
          sets: { standing: 'left' },
        },
        sendBack: { title: '退回再看', to: 'opened', form: { words: field.longText('退回原因', { max: 500 }) } },
        explain,
      },
    },
    closed: { title: '已认定', plain: '已经定下，见下面的认定意见', final: true },
  },
})
