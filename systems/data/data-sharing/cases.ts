import { defineCase, field, heeding, whenever, workingDays } from '#platform'
import { agreedItem, agreement } from './registers.ts'
import { canBeAgreed, onlyItsItems } from './rules.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 1000 }) })

const agree = {
  title: '同意共享',
  to: 'live',
  primary: true,
  says: '从现在起，对方按协议写的信息项、用途和次数调用；每一次都有记录，本人能看到。',
  form: words('答复意见'),
  refuses: canBeAgreed,
  heeds: heeding(agreedItem, agreement, { by: 'agreement', as: 'id' }, onlyItsItems),
  tells: 'assigned',
} as const
const refuse = { title: '不同意', to: 'refused', form: words('理由和依据'), tells: 'assigned' } as const
const withdraw = { title: '撤回申请', to: 'refused', form: words('原因'), tells: 'holder' } as const
const end = {
  title: '终止',
  to: 'ended',
  says: '终止后马上不能再调用。',
  form: words('原因'),
  tells: 'assigned',
} as const

/** From what an agency asks for until the contract ends. Who holds the data answers in ten working days. */
export const agreementRun = defineCase('sharing-agreement-run', {
  title: '数据共享申请',
  subject: agreement,
  opensOn: 'created',
  holder: 'provider',
  assigned: 'users',
  initial: 'asked',
  states: {
    asked: {
      title: '待答复',
      sets: { standing: 'asked' },
      within: workingDays(10),
      overdue: 'late',
      awaits: 'agree',
      actions: { agree, refuse, withdraw },
    },
    late: {
      title: '逾期未答复',
      sets: { late: true },
      awaits: 'agree',
      actions: { agree, refuse, withdraw },
    },
    live: { title: '生效', sets: { standing: 'live' }, actions: { end } },
    refused: { title: '未同意', final: true, sets: { standing: 'refused' } },
    ended: { title: '已终止', final: true, sets: { standing: 'ended' } },
  },
})

/** A contract that stopped by itself: whoever holds the data looks at what was called. */
export const abuseReview = defineCase('sharing-abuse-review', {
  title: '异常调用核查',
  subject: agreement,
  opensOn: whenever(agreement, ({ stopped }) => stopped !== null),
  holder: 'provider',
  initial: 'stopped',
  states: {
    stopped: {
      title: '待核查',
      within: workingDays(2),
      awaits: 'resume',
      actions: {
        resume: { title: '属于正常办事，恢复', to: 'resumed', primary: true, form: words('核查情况') },
        confirm: { title: '属于滥用，不再恢复', to: 'confirmed', form: words('核查情况和处理') },
      },
    },
    resumed: { title: '已恢复', final: true, sets: { stopped: null } },
    confirmed: { title: '确认滥用', final: true },
  },
})
