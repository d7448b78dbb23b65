import type { Row } from '#kernel/database'
import type { House } from '#kernel/engine'
import type { Event, Hearer } from '#kernel/event'
import type { By } from '#engines/register/run'
import { followSubject } from './follow.ts'
import type { AnyCase } from './index.ts'
import { awaitDay, openOver, openUnlessOpen } from './begin.ts'
import { openCase } from './open.ts'
import type { Opener } from './opener.ts'
import { partHasEnded } from './parts.ts'
import { platformActor } from './platform-actor.ts'
import { joinParties } from './party.ts'
import { hearsOfLines } from './line-watch.ts'
import { tellThem } from './notify.ts'
import { holdOpen, type CaseRow } from './row.ts'
import type { Leaving, Subject } from './stand.ts'

/** Cases open by themselves, and follow a row that changes, in the transaction of whatever gives rise to it. */
export function hears(house: House): Hearer[] {
  const cases = [...house.parts<AnyCase>('case').values()]
  return [
    {
      hears: ['register.amended'],
      does: (tx, event) => {
        const [register, id] = event.subject.split(':') as [string, string]
        return followSubject(tx, register, id, event.by as By)
      },
    },
    {
      hears: ['case.acted'],
      does: async (tx, event) => {
        const { from, to } = event.about as { from: string; to: string }
        const row = event.held as CaseRow
        if (row.closedAt && row.parent && from !== to) await partHasEnded(tx, row, byOf(event))
      },
    },
    {
      hears: ['person.verified'],
      does: async (tx, event) => {
        const { citizen } = event.held as { citizen: string | null }
        if (citizen) tx.run('select casework.claim($1, $2)', [citizen, event.subject.split(':')[1]])
      },
    },
    ...hearsOfLines(house),
    ...cases.flatMap((declared) => joinsLater(declared)),
    ...cases.flatMap((declared) => declared.opensOn.map((opener) => hearerOf(declared, opener))),
  ]
}

/** Whoever a row that comes to belong to the subject names is a party of the case from then on, and is told where it stands. */
function joinsLater(declared: AnyCase): Hearer[] {
  const of = Object.values(declared.parties).flatMap(({ is }) =>
    is.flatMap((source) => (typeof source === 'string' || 'in' in source ? [] : [source.each])),
  )
  return [...new Set(of)].map((nested) => ({
    hears: ['register.created'],
    does: async (tx, event) => {
      if (!event.subject.startsWith(`${nested.name}:`)) return
      const above = (event.held as Row)[nested.under as string] as string
      for (const row of await holdOpen(tx, declared, 'subject', above))
        await tellThem(tx, declared, row, await joinParties(tx, declared, row, platformActor), byOf(event))
    },
  }))
}

const byOf = (event: Event): By => (event.by as By | null) ?? { actor: platformActor, at: event.at }

/** Who opens a case over a new row, and of which case it is a part, where one has left the row. */
function openedBy(event: Event): [By, Leaving['under']] {
  const { under, ...by }: Leaving = byOf(event)
  return [by, under]
}

function hearerOf(declared: AnyCase, opener: Opener): Hearer {
  const over = `${declared.subject.name}:`
  const ofSubject = (event: Event) => event.subject.startsWith(over)
  if (opener === 'created') return hearerOf(declared, { on: 'created', holds: () => true })
  switch (opener.on) {
    case 'created':
      return {
        hears: ['register.created'],
        does: async (tx, event) => {
          if (ofSubject(event) && opener.holds(event.held as never))
            await openCase(tx, declared, event.held as Subject, ...openedBy(event))
        },
      }
    case 'rule':
      return {
        hears: ['register.created', 'register.amended'],
        does: async (tx, event) => {
          if (ofSubject(event) && opener.holds(event.held as never))
            await openUnlessOpen(tx, declared, event.held as Subject, byOf(event))
        },
      }
    case 'day':
      return {
        hears: ['register.created', 'register.amended'],
        does: async (tx, event) => {
          if (ofSubject(event)) awaitDay(tx, declared, opener.field, event.held as Subject)
        },
      }
    case 'end':
      return {
        hears: ['case.acted'],
        does: async (tx, event) => {
          const { from, to } = event.about as { from: string; to: string }
          const { closedAt, subject } = event.held as CaseRow
          if (!event.subject.startsWith(`${opener.of.name}:`) || !closedAt || from === to) return
          if (!opener.in || opener.in.includes(to)) await openOver(tx, declared, subject, byOf(event))
        },
      }
    case 'event':
      return {
        hears: opener.kinds,
        does: async (tx, event) => {
          const subject = opener.subject(event)
          if (subject !== undefined)
            await openOver(tx, declared, subject, byOf(event), opener.leaves?.(event), opener.unlessOpen)
        },
      }
  }
}
