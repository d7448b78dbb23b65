/** The shortest example of every word for who is judged by which numbers; `docs/words.md` is read off them. */
import { defineAssessment, defineRegister, defineScoreNotice, field, type NoticeFacts } from '#platform'

const season = defineRegister('fair-season', {
  ...{ title: '赛季', naming: 'name', fields: { name: field.text('赛季') } },
})
const letter = defineRegister('fair-letter', {
  ...{ title: '通报', naming: 'words', fields: { words: field.longText('正文') } },
})

// defineAssessment
export const yearly = defineAssessment('fair-hosts', {
  title: '办赛考评',
  groups: {
    bureau: { title: '市级部门', counts: 'agency' },
    county: { title: '县（市、区）', counts: 'area' },
  },
  within: season,
})

// NoticeFacts
export const first = ({ groups }: Pick<NoticeFacts, 'groups'>) =>
  groups.map(({ title, ranked }) => `${title}第一：${ranked[0]?.name}`)

// defineScoreNotice
export const told = defineScoreNotice('fair-hosts-told', {
  title: '起草考评通报',
  of: yearly,
  into: letter,
  compose: (facts) => ({ words: first(facts).join('；') }),
})
