import { defineIndicator } from '#platform'
import { mediation } from './cases.ts'

const ended = ({ closedAt }: { closedAt: Date | null }) => closedAt !== null

/** How many of the disputes that ended were settled by agreement. */
export const settledShare = defineIndicator('disputes-settled-share', {
  title: '纠纷化解率',
  unit: '%',
  says: '调解成功并已履行的纠纷，占已了结纠纷的比率；撤回的不计。',
  of: mediation,
  formula: 'share',
  gives: (one) => (ended(one) && one.state !== 'withdrawn' ? one.state === 'settled' : null),
  counted: 'at-once',
})

/** How many disputes are open now. */
export const openDisputes = defineIndicator('open-disputes', {
  title: '在办纠纷',
  unit: '件',
  says: '还没有了结的矛盾纠纷件数。',
  of: mediation,
  formula: 'count',
  gives: (one) => !ended(one),
  counted: 'at-once',
})
