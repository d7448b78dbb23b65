import { defineIndicator } from '#platform'
import { enacting, reading } from './cases.ts'

/** How many of the planned instruments have been issued. */
export const issuedShare = defineIndicator('rules-issued-share', {
  title: '制度出台率',
  unit: '%',
  says: '定了出台日期的制度里，已经印发的占多少；不再制定的不计。',
  of: enacting,
  formula: 'share',
  gives: ({ state, dueOn }) => (dueOn === null || state === 'abandoned' ? null : state !== 'planned'),
  counted: 'at-once',
})

/** How many of the agencies that must follow an edition have said that they read it. */
export const readShare = defineIndicator('rules-read-share', {
  title: '制度学习率',
  unit: '%',
  says: '收到制度的单位里，已经确认学习的占多少。',
  of: reading,
  formula: 'share',
  gives: ({ state }) => state === 'acknowledged',
  counted: 'at-once',
})
