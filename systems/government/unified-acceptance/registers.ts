import { serviceItem } from '#commons/service-item'
import { defineRegister, field } from '#platform'

/** What an agency asks of the library for an item that is offered already. */
export const itemChange = defineRegister('service-item-change', {
  title: '事项调整',
  naming: 'why',
  under: 'item',
  fields: {
    item: field.record('事项', serviceItem, { where: { standing: ['in-force', 'suspended'] } }),
    becomes: field.choice('调整为', { suspended: '暂停办理', 'in-force': '恢复办理', withdrawn: '取消' }),
    why: field.text('依据和理由', { max: 500 }),
  },
  columns: ['item', 'becomes', 'why'],
  amends: [],
})
