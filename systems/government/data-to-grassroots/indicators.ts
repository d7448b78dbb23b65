import { application } from '#commons/service-application'
import { defineIndicator } from '#platform'
import { returnedRecord } from './registers.ts'

/** How much came back, by month. */
export const returned = defineIndicator('data-returned', {
  title: '回流数据',
  unit: '条',
  says: '国家和省的系统送回本市的数据条数，按业务日期归月。',
  of: returnedRecord,
  formula: 'count',
  gives: () => true,
  on: ({ on }) => on,
  counted: 'at-once',
})

/** How many applications the province handed over, by month. */
export const throughTheProvince = defineIndicator('applications-through-the-province', {
  title: '省平台转来的办件',
  unit: '件',
  says: '在省平台申请、由本市办理的办件数，按申请日期归月。',
  of: application,
  formula: 'count',
  gives: ({ door }) => door === 'province',
  on: ({ on }) => on,
  counted: 'at-once',
})
