import { application } from '#commons/service-application'
import { defineIndicator } from '#platform'

/** How many applications villages and towns brought in, by month. */
export const applicationsBrought = defineIndicator('applications-brought-by-villages', {
  title: '镇村代办件',
  unit: '件',
  says: '镇村一平台替群众交上来的办件数，按申请日期归月。',
  of: application,
  formula: 'count',
  gives: ({ door }) => door === 'village',
  on: ({ on }) => on,
  counted: 'at-once',
})

/** How many of what villages and towns brought in was granted. */
export const broughtGranted = defineIndicator('applications-brought-granted-share', {
  title: '镇村代办办成率',
  unit: '%',
  says: '镇村代办、已经有结果的办件里，准予的比率。',
  of: application,
  formula: 'share',
  gives: ({ door, outcome }) => (door === 'village' && outcome ? outcome === 'granted' : null),
  counted: 'at-once',
})
