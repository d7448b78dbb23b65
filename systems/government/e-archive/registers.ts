import { archivalItem } from '#commons/archive'
import { defineRegister, field } from '#platform'

/** What becomes of an item whose time is over (鉴定处置). @source GB/T 39784-2021 */
export const disposal = defineRegister('archive-disposal', {
  title: '档案鉴定处置',
  naming: 'number',
  owner: 'holder',
  fields: {
    item: field.record('哪一件', archivalItem, { where: { standing: 'kept' } }),
    what: field.choice('处置意见', { destroy: '销毁', extend: '延长保管' }),
    until: field.optional(field.date('延长到哪天')),
    why: field.text('鉴定意见', { max: 500 }),
    number: field.optional(field.text('档号', { max: 60 })),
    holder: field.optional(field.agency('立档单位')),
    expiresOn: field.optional(field.date('保管期满')),
  },
  columns: ['number', 'what', 'holder', 'expiresOn'],
  filters: ['what', 'holder'],
  derives: { number: ['item', 'number'], holder: ['item', 'holder'], expiresOn: ['item', 'expiresOn'] },
  amends: [],
})

/** A certified copy that somebody asks for (档案利用). @source GB/T 39784-2021 */
export const copy = defineRegister('archive-copy', {
  title: '档案利用',
  naming: 'title',
  owner: 'holder',
  fields: {
    item: field.record('哪一件', archivalItem, { where: { standing: 'kept' } }),
    purpose: field.text('用来做什么', { max: 200 }),
    title: field.optional(field.text('题名', { max: 300 })),
    number: field.optional(field.text('档号', { max: 60 })),
    holder: field.optional(field.agency('立档单位')),
    says: field.optional(field.longText('出具的内容', { max: 3000, sensitivity: 'personal' })),
    on: field.optional(field.date('出具日期')),
    standing: field.choice('状态', { asked: '待办理', given: '已出具', refused: '未同意' }),
  },
  columns: ['title', 'number', 'holder', 'purpose', 'standing'],
  filters: ['holder', 'standing'],
  derives: { title: ['item', 'title'], number: ['item', 'number'], holder: ['item', 'holder'] },
  defaults: { standing: 'asked' },
  moved: ['standing', 'says', 'on'],
  amends: [],
})
