import { eventTitle, eventWords } from '#kernel/event'
import { houseOf, type House } from '#kernel/engine'
import { defineJob } from '#kernel/job'
import { writeOut } from '#engines/front/run'
import { archiveRoom } from './archive.ts'
import { sights } from './points.ts'
import { eventsWhole, type AskedEvents, type ListedEvent } from './search.ts'

/** What the events of a system happen to: what its parts are called, and what the engines behind them name. */
export function thingsOf(house: House, system: string): string[] | undefined {
  const found = house.systems.find(({ name }) => name === system)
  if (!found) return undefined
  const seen = new Set(house.given(sights).map(({ kind }) => kind))
  const behind = eventWords(house.rooms).filter(({ of }) => found.parts.some(({ kind }) => kind === of))
  return [
    ...found.parts.filter(({ kind }) => seen.has(kind)).map(({ name }) => name),
    ...behind.flatMap(({ subjects }) => Object.keys(subjects)),
  ]
}

const states: Record<ListedEvent['state'], string> = {
  waiting: '等待',
  signed: '已签',
  final: '已定',
  altered: '与存证不符',
}

function cellsOf(house: House, titles: ReadonlyMap<string, string>, event: ListedEvent) {
  const { id, kind, subject, actor, actorName, at, about, state } = event
  const [thing = ''] = subject.split(':')
  const sight = house.given(sights).find((one) => house.parts(one.kind).has(thing))
  const what = sight?.says?.(house, thing, about) ?? eventTitle(house.rooms, kind) ?? kind
  return {
    ...{ at, what, thing: titles.get(thing) ?? thing, subject },
    ...{ actor: actor === 'platform' ? '平台' : (actorName ?? actor), state: states[state], id },
  }
}

const titlesOf = (house: House) =>
  new Map([
    ...house
      .given(sights)
      .flatMap(({ kind }) => [...house.parts(kind).values()].map(({ name, title }) => [name, title] as const)),
    ...eventWords(house.rooms).flatMap(({ subjects }) => Object.entries(subjects)),
  ])

/** What was found in the log, as a workbook that ends in the inbox of whoever asked. */
export const exportEvents = defineJob<{ asked: Omit<AskedEvents, 'after' | 'limit'> }>({
  name: 'export-events',
  title: '导出存证',
  run: async (tx, { asked }, work) => {
    const house = houseOf(tx)
    const titles = titlesOf(house)
    return writeOut(house, work, {
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
      pages: eventsWhole(house.rooms.get(archiveRoom).archive, asked),
      each: async (page) => page.map((event) => ({ cells: cellsOf(house, titles, event) })),
    })
  },
})
