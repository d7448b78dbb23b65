import type { AssessmentBoard } from '../../../platform/manifest.ts'
import { longDate, wall } from '../look/dates.ts'

/** What a scheme's stage is called. */
export const stageWords = {
  draft: '起草中',
  begun: '自评和初审',
  published: '公示中',
  final: '已定稿',
  replaced: '已由新版代替',
} as const

/** An instant as a day and a minute of the city. */
export const minute = (at: string): string => {
  const { date, time } = wall(at)
  return `${longDate(date)} ${time}`
}

type Head = Pick<
  AssessmentBoard,
  'standing' | 'reportsUntil' | 'freezesAt' | 'frozenAt' | 'objectsUntil' | 'finalAt' | 'publishedAt'
>

/** Where an assessment stands, and what comes next, in a sentence. */
export function stageSays({ standing, reportsUntil, freezesAt, frozenAt, objectsUntil, finalAt }: Head): string {
  const frozen = frozenAt ? `平台指标已在${minute(frozenAt)}冻结` : `平台指标在${minute(freezesAt)}冻结`
  switch (standing) {
    case 'begun':
      return `自评到${longDate(reportsUntil)}为止；${frozen}。得分要等公示。`
    case 'published':
      return `${frozen}。对得分有不同意见的，请在${objectsUntil ? longDate(wall(objectsUntil).date) : '异议期'}以前提出异议。`
    case 'final':
      return `${finalAt ? `${minute(finalAt)}定稿；` : ''}得分和名次不再改动，任何人都可以重算。`
    case 'replaced':
      return '这一版已由新版代替，已经填报的由新版接着用；这里仍按这一版算给您看。'
    default:
      return ''
  }
}
