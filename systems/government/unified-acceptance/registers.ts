import { application } from '#commons/service-application'
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

/** How satisfied somebody is, in five words. @source GB/T 39046-2020 table A.8 */
export const satisfaction = () =>
  field.choice(
    '满意吗',
    { '1': '非常满意', '2': '满意', '3': '基本满意', '4': '不满意', '5': '非常不满意' },
    { standard: 'GB/T 39046 A.8' },
  )

/** What whoever applied thinks of how it was done. @source GB/T 39046-2020 table A.8; GB/T 39735 */
export const rating = defineRegister('service-rating', {
  title: '好差评',
  naming: 'title',
  owner: 'handledBy',
  fields: {
    application: field.record('办件', application),
    title: field.text('事项', { max: 200 }),
    handledBy: field.agency('办理单位'),
    score: satisfaction(),
    words: field.optional(field.longText('说说为什么', { max: 1000 })),
    answer: field.optional(field.longText('整改答复', { max: 1000 })),
  },
  unique: [['application']],
  columns: ['title', 'handledBy', 'score', 'words', 'answer'],
  filters: ['handledBy', 'score'],
  moved: ['answer'],
  amends: [],
})
