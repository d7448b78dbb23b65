import { field, workingDays } from '#platform'

const nextDay = field.date('下次评议')

/**
 * Work without an end is judged once a year: it goes on until the next appraisal, or is ended.
 * A running state leads here on the day by `until: { …: 'appraisal' }`.
 * @param next the subject's field for the day of the next appraisal. @param back the state in which it goes on.
 * @param done the state in which it has ended. @param actions what may be done meanwhile
 */
export const appraisal = <
  const Next extends string,
  const Back extends string,
  const Done extends string,
  const Actions,
>(d: {
  next: Next
  back: Back
  done: Done
  actions: Actions
}) =>
  ({
    title: '待年度评议',
    within: workingDays(20),
    awaits: 'goOn',
    actions: {
      goOn: {
        title: '评议后继续推进',
        to: d.back,
        primary: true,
        tells: 'holder',
        form: {
          grade: field.choice('成效', { good: '好', fair: '一般', poor: '差' }),
          words: field.longText('评议意见', { max: 1000 }),
          ...({ [d.next]: nextDay } as { readonly [K in Next]: typeof nextDay }),
        },
        amends: { [d.next]: d.next } as { readonly [K in Next]: K },
      },
      conclude: {
        title: '评议后结束',
        to: d.done,
        tells: 'holder',
        form: { words: field.longText('评议意见', { max: 1000 }) },
      },
      ...d.actions,
    },
  }) as const
