import { defineCase, field, onEvent, workingDays } from '#platform'
import { kiosk } from './registers.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 1000 }) })
const fix = { title: '修好了', to: 'fixed', primary: true, form: words('怎样修好的') } as const

/** A machine, from where it is to stand until it is taken away. */
export const kioskRun = defineCase('kiosk-run', {
  title: '自助机投放',
  subject: kiosk,
  opensOn: 'created',
  initial: 'planned',
  states: {
    planned: {
      title: '准备投放',
      awaits: 'start',
      actions: {
        start: {
          title: '启用',
          to: 'inService',
          primary: true,
          says: '先在“自助机运行”里生成安装码装好设备，再启用；启用后群众在地图上看得到。',
          form: { since: field.date('启用日期') },
        },
        drop: { title: '不投放了', to: 'retired', form: words('原因') },
      },
    },
    inService: {
      title: '在用',
      sets: { standing: 'in-service' },
      actions: { retire: { title: '撤走', to: 'retired', form: words('原因') } },
    },
    retired: { title: '已撤走', final: true, sets: { standing: 'retired' } },
  },
})

/** The machine that something was told of. */
const machineTold = ({ subject }: { subject: string }) => subject.split(':')[1]

/** A machine that is not heard of any more, or of which somebody who stands in front of it says what is wrong. */
export const kioskRepair = defineCase('kiosk-repair', {
  title: '自助机报修',
  subject: kiosk,
  opensOn: [
    onEvent(['machine.silent'], machineTold, {
      unlessOpen: true,
      leaves: () => ({ what: '联系不上，可能断电、断网' }),
    }),
    onEvent(['machine.reported'], machineTold, {
      unlessOpen: true,
      leaves: ({ about }) => ({ what: `有人在机器上报修：${String(about['what'])}` }),
    }),
  ],
  facts: { what: field.optional(field.text('什么毛病', { max: 200 })) },
  initial: 'reported',
  states: {
    reported: {
      title: '待修',
      within: workingDays(1),
      awaits: 'fix',
      actions: {
        fix,
        send: { title: '请厂家修', to: 'sent', form: words('厂家和约定的时间') },
      },
    },
    sent: {
      title: '厂家在修',
      within: workingDays(3),
      awaits: 'fix',
      actions: { fix },
    },
    fixed: { title: '修好了', final: true },
  },
})
