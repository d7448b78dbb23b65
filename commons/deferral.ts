import { field, workingDays } from '#platform'

const asked = {
  until: field.date('申请延至'),
  reason: field.longText('延期原因', { max: 1000 }),
}

/**
 * An application for a later day, as the declaration of a case that is opened beside the one it is about: decided within
 * five working days while the clock of the other goes on; granted, the subject's due day is the one asked for.
 * @param due the subject's field for its due day
 */
export const deferring = <const Due extends string>(due: Due) =>
  ({
    title: '延期申请',
    facts: asked,
    endsWithParent: 'lapsed',
    initial: 'asked',
    states: {
      asked: {
        title: '待审批',
        within: workingDays(5),
        awaits: 'grant',
        actions: {
          grant: {
            title: '同意延期',
            to: 'granted',
            primary: true,
            tells: 'parent',
            says: '同意后完成日期改为申请的日期，已经催办的回到推进中。',
            amends: { [due]: 'until' } as { readonly [K in Due]: 'until' },
            form: { words: field.longText('审批意见', { max: 500 }) },
          },
          refuse: {
            title: '不同意',
            to: 'refused',
            tells: 'parent',
            form: { words: field.longText('不同意的理由', { max: 500 }) },
          },
        },
      },
      granted: { title: '已同意', final: true },
      refused: { title: '未同意', final: true },
      lapsed: { title: '原办件已结束', final: true },
    },
  }) as const

/** The action that asks for it: for a later day than the one that stands, and one that has not come. It still has to say which case it opens. */
export const asksForTime = <const Due extends string>(due: Due) => ({
  title: '申请延期',
  to: 'stays' as const,
  form: asked,
  refuses: ({
    form: { until },
    record,
    today,
  }: {
    form: { until: string }
    record: { [K in Due]: string | null }
    today: string
  }) => {
    const stands: string | null = record[due]
    if (stands === null) return '持续推进的任务没有完成日期，不需要延期'
    if (until <= today) return '申请延至的日期已经过了，请选今天以后的日期'
    return until <= stands ? '申请延至的日期不晚于现在的完成日期' : undefined
  },
})
