import type { House } from '#kernel/engine'
import type { Hearer } from '#kernel/event'
import type { Row } from '#kernel/database'
import type { By, Guarded } from '#engines/register/run'
import { faults } from './faults.ts'
import type { SealedPaper, Seals } from './index.ts'
import { followRow } from './make.ts'
import { followPaper } from './paper/issue.ts'

/** Seals and sealed papers follow their rows, in the transaction that writes them. */
export function hears(house: House): Hearer[] {
  const seals = [...house.parts<Seals>('seal').values()]
  const papers = [...house.parts<SealedPaper>('sealed-paper').values()]
  return [
    {
      hears: ['register.created', 'register.amended'],
      does: async (tx, event) => {
        const [register] = event.subject.split(':') as [string]
        const row = event.held as Row & { id: string }
        const by = event.by as By
        for (const one of seals) if (one.of.name === register) await followRow(tx, one, row, by)
        for (const one of papers) if (one.of.name === register) await followPaper(tx, one, row, by)
      },
    },
  ]
}

/** What rows are refused by that want a seal or a seal's making. */
export const guards = (house: House): readonly Guarded[] => [
  ...[...house.parts<Seals>('seal').values()].map(({ of }) => ({ over: of.name, refuses: [faults['cannot-be-made']] })),
  ...[...house.parts<SealedPaper>('sealed-paper').values()].map(({ of }) => ({
    over: of.name,
    refuses: [faults['none-in-use']],
  })),
]
