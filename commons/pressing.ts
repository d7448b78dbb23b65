import { field, workingDays } from '#platform'
import { agencyHead, cityLeader, deputyLeader } from './escalation-path.ts'

/** The rungs of the city's ladder, lowest first: what each is called, and who hears of it beside whoever is awaited. */
const rungs = {
  pressed: { title: '已催办', tells: [agencyHead] },
  urged: { title: '已督办', tells: [agencyHead, deputyLeader] },
  circulated: { title: '已通报', tells: [agencyHead, deputyLeader, cityLeader] },
} as const

/**
 * The ladder of pressing, as states of a case: the clock takes it a rung higher every five working days, and the same may
 * be done on each. A later due day brings it back. A running state leads here by `until: { …: 'pressed' }` or `overdue`.
 * @param back the state to which it goes when it has time again. @param awaits the action that is waited for
 */
export const pressing = <const Actions, const Back extends string, const Awaits extends keyof Actions & string>(d: {
  back: Back
  awaits: Awaits
  actions: Actions
}) => {
  const rung = { extended: d.back, awaits: d.awaits, actions: d.actions } as const
  const higher = { within: workingDays(5) } as const
  return {
    pressed: { ...rungs.pressed, ...rung, ...higher, overdue: 'urged' },
    urged: { ...rungs.urged, ...rung, ...higher, overdue: 'circulated' },
    circulated: { ...rungs.circulated, ...rung },
  } as const
}

/** Somebody above says that it should go on; the holder hears at once. */
export const press = {
  title: '催办',
  to: 'stays',
  reversible: true,
  tells: 'holder',
  says: '承办单位会立即收到催办通知。',
  form: { words: field.longText('催办意见', { max: 500 }) },
} as const
