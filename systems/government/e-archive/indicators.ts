import { archivalItem } from '#commons/archive'
import { defineIndicator } from '#platform'

/** How many items are kept. */
export const itemsKept = defineIndicator('archival-items-kept', {
  title: '保管中的电子档案',
  unit: '件',
  says: '已经归档、还在保管的电子档案件数。',
  of: archivalItem,
  formula: 'count',
  gives: ({ standing }) => standing === 'kept',
  counted: 'at-once',
})

/** How many of them were found damaged. */
export const itemsDamaged = defineIndicator('archival-items-damaged', {
  title: '检测不合格的电子档案',
  unit: '件',
  says: '最近一次四性检测不合格、还在保管的电子档案件数。',
  of: archivalItem,
  formula: 'count',
  gives: ({ standing, checked }) => standing === 'kept' && checked === 'wrong',
  counted: 'at-once',
})
