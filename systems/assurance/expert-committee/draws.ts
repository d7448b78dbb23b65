import { defineDraw, poolOf } from '#platform'
import { expert, membership, relation, review, seat } from './registers.ts'

/** Reviewers of one matter, by speciality, out of all who serve a term. */
export const reviewers = defineDraw('review-experts', {
  title: '抽取评审专家',
  for: review,
  pools: {
    experts: poolOf(expert, review, {
      title: '专家库',
      stratum: 'speciality',
      once: 'number',
      beside: { terms: { in: membership, by: 'expert' }, relations: { in: relation, by: 'expert' } },
      excludes: {
        不在聘期: (_, { beside, today }) =>
          !beside.terms.some(({ standing, endsOn }) => standing === 'serving' && endsOn >= today),
        在申报单位工作: ({ employer }, { occasion }) => employer === occasion.applicant,
        申明与申报单位有利害关系: (_, { beside, occasion }) =>
          beside.relations.some((one) => one.with === occasion.applicant),
        一年内已抽中三次: (_, { drawn }) => drawn(365) >= 3,
      },
      makes: {
        register: seat,
        row: ({ member, occasion, place }) => ({
          ...{
            review: occasion.id,
            title: occasion.title,
            expert: member.id,
            name: member.name,
            place,
            rank: member.rank,
          },
        }),
      },
    }),
  },
})
