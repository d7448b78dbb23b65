import type { Row } from '#kernel/database'
import type { House } from '#kernel/engine'
import type { Hearer } from '#kernel/event'
import type { By } from '#engines/register/run'
import { askOfRow, askOfTold } from './ask.ts'
import type { Rule } from './index.ts'

/** A rule is asked anew in the transaction that changes its subject, or that tells something of it. */
export function hears(house: House): Hearer[] {
  const rules = [...house.parts<Rule>('rule').values()]
  return [
    {
      hears: ['dataset.arrived'],
      does: async (tx, event) => {
        const { dataset, key, row } = event.held as { dataset: { name: string }; key: string; row: Row }
        for (const rule of rules)
          if (rule.evidence.name === dataset.name) await askOfTold(tx, rule, key, row, event.by as By)
      },
    },
    {
      hears: ['register.created', 'register.amended'],
      does: async (tx, event) => {
        const [register, id] = event.subject.split(':') as [string, string]
        const asked = rules.filter(({ subject }) => subject.name === register)
        await askOfRow(tx, asked, id, event.by as By)
      },
    },
  ]
}
