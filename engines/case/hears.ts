import type { House } from '#kernel/engine'
import type { Hearer } from '#kernel/event'
import type { By } from '#engines/register/run'
import { followSubject } from './follow.ts'
import type { AnyCase } from './index.ts'
import { openCase } from './open.ts'
import type { Subject } from './stand.ts'

/** Cases open by themselves, and follow a row that changes, in the transaction that registers or amends their subject. */
export function hears(house: House): Hearer[] {
  const openers = [...house.parts<AnyCase>('case').values()].filter(({ opensOn }) => opensOn === 'created')
  return [
    {
      hears: ['register.amended'],
      does: (tx, event) => {
        const [register, id] = event.subject.split(':') as [string, string]
        return followSubject(tx, register, id, event.by as By)
      },
    },
    {
      hears: ['register.created'],
      does: async (tx, event) => {
        const [register] = event.subject.split(':')
        for (const declared of openers.filter((one) => one.subject.name === register))
          await openCase(tx, declared, event.held as Subject, event.by as By)
      },
    },
  ]
}
