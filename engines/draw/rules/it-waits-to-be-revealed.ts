import { faults } from '../faults.ts'

/** A draw is revealed once, before its hour has passed. @throws draw/not-sealed */
export function itWaitsToBeRevealed({ state, revealBy }: { state: string; revealBy: Date }, now: Date) {
  if (state === 'drawn') throw faults['not-sealed']({ why: '这次抽取已经有结果了' })
  if (state === 'lapsed' || now > revealBy)
    throw faults['not-sealed']({ why: '揭示的时限已过，这次抽取作废，要另行封存' })
}
