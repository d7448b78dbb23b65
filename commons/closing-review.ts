import { field, workingDays } from '#platform'

/** The holder says that it is done, with what shows it; another decides whether it is. */
export const submit = {
  title: '申请办结',
  to: 'review',
  reversible: true,
  says: '说明目标怎样达成，并附证明材料；五个工作日内认定。认定期间停止计时。',
  form: {
    words: field.longText('完成情况', { max: 2000 }),
    evidence: field.files('证明材料', { min: 1, max: 10 }),
  },
} as const

/** It is done: after it was asked for, or of the desk's own accord. */
export const complete = {
  title: '认定办结',
  to: 'completed',
  tells: 'holder',
  primary: true,
  form: { words: field.longText('认定意见', { max: 1000 }) },
} as const

/** A case that is closed by a review: the state in which it waits for it, and the one in which it has ended. @param back where it goes when more is needed */
export const closingReview = <const Back extends string>(back: Back) =>
  ({
    review: {
      title: '待认定',
      within: workingDays(5),
      awaits: 'complete',
      actions: {
        complete,
        sendBack: {
          title: '退回补充',
          to: back,
          tells: 'holder',
          form: { words: field.longText('退回原因', { max: 1000 }) },
        },
      },
    },
    completed: { title: '已办结', final: true },
  }) as const
