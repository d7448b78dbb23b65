import { defineIndicator } from '#platform'
import { resultRun } from './cases.ts'
import { challenge } from './registers.ts'

/** How many of the needs whose call is over found somebody who would solve them. */
export const challengesAnswered = defineIndicator('challenges-answered-share', {
  title: '难题应答率',
  unit: '%',
  says: '收到过应答的难题，占已经截止征集的难题的比率。',
  of: challenge,
  formula: 'share',
  gives: ({ standing, answers }) => (standing === 'open' ? null : answers > 0),
  counted: 'at-once',
})

/** How many results became a capability. */
export const resultsAdopted = defineIndicator('joint-results-adopted', {
  title: '采用为能力的成果',
  unit: '项',
  says: '合作项目的成果中，被需求单位采用为能力的项数。',
  of: resultRun,
  formula: 'count',
  gives: ({ state }) => state === 'adopted',
  counted: 'at-once',
})
