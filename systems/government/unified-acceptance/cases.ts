import { serviceItem } from '#commons/service-item'
import { rating } from '#commons/service-rating'
import { changesIn, defineCase, field, whenever, workingDays } from '#platform'
import { itemChange } from './registers.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 2000 }) })

/** An item, from its draft to the window: nothing is offered that was not looked over. */
export const itemRun = defineCase('service-item-run', {
  title: '事项发布',
  subject: serviceItem,
  opensOn: whenever(serviceItem, ({ standing }) => standing === 'draft'),
  initial: 'draft',
  states: {
    draft: {
      title: '编制中',
      sets: { standing: 'draft' },
      awaits: 'submit',
      actions: { submit: { title: '报送审核', to: 'review', primary: true, form: words('编制说明') } },
    },
    review: {
      title: '待审核',
      sets: { standing: 'review' },
      within: workingDays(5),
      awaits: 'publish',
      actions: {
        publish: { title: '审核通过，发布', to: 'inForce', primary: true, form: words('审核意见') },
        sendBack: { title: '退回', to: 'draft', form: words('要改什么') },
      },
    },
    inForce: { title: '已发布', final: true, sets: { standing: 'in-force' } },
  },
})

/** An item that is offered is stopped, offered again or given up as its agency asks and the library agrees. */
export const itemChanging = defineCase('service-item-changing', {
  title: '事项调整',
  subject: itemChange,
  opensOn: 'created',
  within: 'item',
  initial: 'asked',
  states: {
    asked: {
      title: '待审核',
      within: workingDays(5),
      awaits: 'agree',
      actions: {
        agree: { title: '同意调整', to: 'agreed', primary: true, form: words('审核意见') },
        refuse: { title: '不同意', to: 'refused', form: words('理由') },
      },
    },
    agreed: {
      title: '已调整',
      final: true,
      changes: changesIn(serviceItem, itemChange, { by: 'id', as: 'item' }, ({ record: { becomes } }) => ({
        standing: becomes,
      })),
    },
    refused: { title: '未同意', final: true },
  },
})

const answer = {
  title: '整改答复',
  to: 'answered',
  primary: true,
  form: { answer: field.longText('整改答复', { max: 1000 }) },
  amends: { answer: 'answer' },
} as const

/** A bad rating is looked into by whoever handled it, and answered. */
export const redress = defineCase('service-redress', {
  title: '差评整改',
  subject: rating,
  opensOn: whenever(rating, ({ score: given }) => given === '4' || given === '5'),
  initial: 'open',
  states: {
    open: { title: '待整改', within: workingDays(5), overdue: 'late', awaits: 'answer', actions: { answer } },
    late: { title: '逾期未整改', awaits: 'answer', actions: { answer } },
    answered: { title: '已答复', final: true },
  },
})
