import { eventTitle, eventWords } from '#kernel/event'
import { defineJob } from '#kernel/job'
import { partsOf, type System } from '#kernel/system'
import { actionOf, type AnyCase } from '#engines/case'
import { eventsWhole, type AskedEvents, type ListedEvent } from '#engines/ledger/run'
import type { Register } from '#engines/register'
import { writeOut, type Desk } from '#engines/register/run'

/** What the events of each system happen to: its records, its cases, and what the engines behind its parts name. */
export const thingsOf = (systems: readonly System[]): Map<string, string[]> =>
  new Map(
    systems.map((system) => {
      const declared = system.parts.filter(({ kind }) => kind === 'register' || kind === 'case')
      const behind = eventWords.filter(({ of }) => system.parts.some(({ kind }) => kind === of))
      return [
        system.name,
        [...declared.map(({ name }) => name), ...behind.flatMap(({ subjects }) => Object.keys(subjects))],
      ]
    }),
  )

const states: Record<ListedEvent['state'], string> = { waiting: '等待', signed: '已签', final: '已定' }

/** What was found in the log, as a workbook that ends in the inbox of whoever asked. */
export function exportEvents(desk: Desk, systems: readonly System[]) {
  const cases = partsOf<AnyCase>(systems, 'case')
  const titles = new Map([
    ...[...partsOf<Register>(systems, 'register').values(), ...cases.values()].map(
      ({ name, title }) => [name, title] as const,
    ),
    ...eventWords.flatMap(({ subjects }) => Object.entries(subjects)),
  ])
  const cellsOf = ({ id, kind, subject, actor, actorName, at, about, state }: ListedEvent) => {
    const [thing = ''] = subject.split(':')
    const declared = cases.get(thing)
    const action = declared && typeof about['action'] === 'string' ? actionOf(declared, about['action']) : undefined
    return {
      ...{ at, what: action?.title ?? eventTitle(kind) ?? kind, thing: titles.get(thing) ?? thing, subject },
      ...{ actor: actor === 'platform' ? '平台' : (actorName ?? actor), state: states[state], id },
    }
  }
  return defineJob<{ asked: Omit<AskedEvents, 'after' | 'limit'> }>({
    name: 'export-events',
    title: '导出存证',
    run: async (_tx, { asked }, work) =>
      writeOut(desk, work, {
        ...{ title: '存证', name: '存证', unit: '条' },
        columns: [
          { key: 'at', title: '何时', kind: 'instant', width: 18 },
          { key: 'what', title: '何事', kind: 'text', width: 16 },
          { key: 'thing', title: '对象', kind: 'text', width: 16 },
          { key: 'subject', title: '对象编号', kind: 'text', width: 44 },
          { key: 'actor', title: '何人', kind: 'text', width: 14 },
          { key: 'state', title: '存证', kind: 'text', width: 10 },
          { key: 'id', title: '存证编号', kind: 'text', width: 38 },
        ],
        pages: eventsWhole(desk.database(), asked),
        each: async (page) => page.map((event) => ({ cells: cellsOf(event) })),
      }),
  })
}
