import { application } from '#commons/service-application'
import { defineIndicator } from '#platform'
import { kiosk, kioskService } from './registers.ts'

/** How many machines stand where people are. */
export const kiosksInService = defineIndicator('kiosks-in-service', {
  title: '在用自助机',
  unit: '台',
  says: '已经启用、没有撤走的一体化自助机。',
  of: kiosk,
  formula: 'count',
  gives: ({ standing }) => standing === 'in-service',
  counted: 'at-once',
})

/** How many of them can be come to at any hour. */
export const kiosksAllDay = defineIndicator('kiosks-all-day', {
  title: '24 小时自助机',
  unit: '台',
  says: '在用的自助机里，24 小时都能用的。',
  of: kiosk,
  formula: 'count',
  gives: ({ standing, allDay }) => standing === 'in-service' && allDay,
  counted: 'at-once',
})

/** How many items can be done at machines, each tried to its end. */
export const itemsAtKiosks = defineIndicator('items-at-kiosks', {
  title: '自助办事项',
  unit: '项',
  says: '在自助机上从头到尾试办成的事项；目录里标了自助机可办、但试办不成的不算。',
  of: kioskService,
  formula: 'count',
  gives: ({ sort, standing }) => sort === 'file' && standing === 'passed',
  counted: 'at-once',
})

/** How many look-ups there are at machines, each tried. */
export const looksAtKiosks = defineIndicator('looks-at-kiosks', {
  title: '自助查询事项',
  unit: '项',
  says: '在自助机上试查得到的便民查询，一件事项的办事指南算一项。',
  of: kioskService,
  formula: 'count',
  gives: ({ sort, standing }) => sort === 'look' && standing === 'passed',
  counted: 'at-once',
})

/** How many applications came from machines, by month. */
export const applicationsAtKiosks = defineIndicator('applications-at-kiosks', {
  title: '自助机办件',
  unit: '件',
  says: '群众在自助机上交上来的办件，按申请日期归月。',
  of: application,
  formula: 'count',
  gives: ({ door }) => door === 'kiosk',
  on: ({ on }) => on,
  counted: 'at-once',
})
