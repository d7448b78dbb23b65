import { adoption, practice } from '#commons/capability'
import { defineIndicator } from '#platform'

/** How often what an agency has published is in use elsewhere: by what was seen, not by what was said. */
export const reusedElsewhere = defineIndicator('practices-in-use-elsewhere', {
  title: '做法在其他单位使用',
  unit: '家次',
  says: '本单位发布的做法和能力，每一项有多少个其他单位在用（得来的登记上有过动作的才算），合计。',
  of: practice,
  formula: 'sum',
  gives: ({ users }) => users,
  counted: 'at-once',
})

/** What an agency has taken over from others and uses. */
export const takenOver = defineIndicator('practices-taken-over', {
  title: '采用并在用的做法',
  unit: '项',
  says: '从其他单位采用、得来的登记上有过动作、没有停用的做法和能力。',
  of: adoption,
  formula: 'count',
  gives: ({ standing }) => standing === 'used',
  counted: 'at-once',
})
