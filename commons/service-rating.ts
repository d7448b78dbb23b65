import { defineRegister, field } from '#platform'
import { application } from './service-application.ts'

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
