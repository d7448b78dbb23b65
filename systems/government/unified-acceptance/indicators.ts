import { serviceItem } from '#commons/service-item'
import { defineIndicator } from '#platform'
import { handling } from '#commons/service-handling'
import { rating } from '#commons/service-rating'

/** How many high-frequency items are received apart from where they are decided. */
export const itemsApart = defineIndicator('items-received-apart', {
  title: '受理办理分离的高频事项',
  unit: '项',
  says: '可以办的事项中，受理与办理分离的项数。',
  of: serviceItem,
  formula: 'count',
  gives: ({ standing, apart }) => standing === 'in-force' && apart,
  counted: 'at-once',
})

/** How many items villages and towns take in on one platform. */
export const itemsGrassroots = defineIndicator('items-grassroots', {
  title: '基层一平台办理的事项',
  unit: '项',
  says: '可以办的事项中，镇村一平台办理的项数。',
  of: serviceItem,
  formula: 'count',
  gives: ({ standing, grassroots }) => standing === 'in-force' && grassroots,
  counted: 'at-once',
})

const decided = ['granted', 'done', 'refused', 'rated']

/** How many of the applications that were decided kept their day. */
export const keptTheirDay = defineIndicator('applications-on-time-share', {
  title: '按期办结率',
  unit: '%',
  says: '已经办结的办件里，没有超过承诺期限的比率。',
  of: handling,
  formula: 'share',
  gives: ({ state, dueOn, closedAt }) =>
    decided.includes(state) && closedAt && dueOn ? closedAt.toISOString().slice(0, 10) <= dueOn : null,
  counted: 'at-once',
})

/** How many of those who rated were satisfied. */
export const satisfied = defineIndicator('services-satisfied-share', {
  title: '好评率',
  unit: '%',
  says: '评价里非常满意、满意和基本满意的比率。',
  of: rating,
  formula: 'share',
  gives: ({ score }) => Number(score) <= 3,
  counted: 'at-once',
})
