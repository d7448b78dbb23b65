import { archivalItem } from '#commons/archive'
import { changesIn, defineCase, field, whenever, workingDays } from '#platform'
import { copy, disposal } from './registers.ts'
import { asDecided, itsTimeIsOver } from './rules.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 2000 }) })

const refuse = { title: '不同意', to: 'refused', form: words('理由') } as const
const settle = { title: '处理完毕', to: 'settled', primary: true, form: words('查明的原因和处理') } as const

/** Disposal: one proposes, two others agree. */
export const disposalRun = defineCase('archive-disposal-run', {
  title: '档案处置审批',
  subject: disposal,
  opensOn: 'created',
  initial: 'proposed',
  states: {
    proposed: {
      title: '待鉴定',
      within: workingDays(10),
      awaits: 'agree',
      actions: {
        agree: { title: '鉴定同意', to: 'agreed', primary: true, form: words('鉴定意见'), refuses: itsTimeIsOver },
        refuse,
      },
    },
    agreed: {
      title: '待批准',
      within: workingDays(10),
      awaits: 'approve',
      actions: {
        approve: {
          title: '批准处置',
          to: 'done',
          primary: true,
          byAnother: 'agree',
          says: '销毁后信息包不能恢复，只保留目录、摘要和销毁清册。要由鉴定人以外的人批准。',
          form: words('批准意见'),
          refuses: itsTimeIsOver,
        },
        refuse,
      },
    },
    done: {
      title: '已处置',
      final: true,
      changes: changesIn(archivalItem, disposal, { by: 'id', as: 'item' }, asDecided),
    },
    refused: { title: '未同意', final: true },
  },
})

/** A package that was found damaged. */
export const rescue = defineCase('archive-rescue', {
  title: '档案抢救',
  subject: archivalItem,
  opensOn: whenever(archivalItem, ({ checked }) => checked === 'wrong'),
  initial: 'open',
  states: {
    open: {
      title: '待处理',
      within: workingDays(5),
      overdue: 'late',
      awaits: 'settle',
      actions: { settle },
    },
    late: {
      title: '逾期未处理',
      awaits: 'settle',
      actions: { settle },
    },
    settled: { title: '已处理', final: true },
  },
})

/** A copy, from whoever asks to the seal below it. */
export const copyRun = defineCase('archive-copy-run', {
  title: '档案利用办理',
  subject: copy,
  opensOn: 'created',
  parties: { asker: { title: '申请人', is: ['filer'] } },
  initial: 'asked',
  states: {
    asked: {
      title: '待办理',
      plain: '已经收到，五个工作日内答复',
      within: workingDays(5),
      awaits: 'give',
      actions: {
        give: {
          title: '出具证明',
          to: 'given',
          primary: true,
          says: '写明档案里与用途有关的内容；同意后立刻盖章。',
          form: { says: field.longText('出具的内容', { max: 3000 }) },
          amends: { says: 'says' },
          computes: ({ today }) => ({ on: today }),
        },
        refuse: { title: '不同意', to: 'refused', form: words('理由'), shown: true },
      },
    },
    given: { title: '已出具', plain: '证明开好了，可以下载', final: true, sets: { standing: 'given' } },
    refused: { title: '未同意', plain: '没有同意，理由见下', final: true, sets: { standing: 'refused' } },
  },
})
