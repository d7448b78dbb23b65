import { reachOf } from '#engines/identity/run'
import type { Counter } from './index.ts'
import type { FileReader } from '#engines/front/run'

/** Files that a draft shows are read by those of its agency who work at its counter. */
export const filesOfDrafts: FileReader = {
  kind: 'counter',
  mayRead: async (house, actor, id) => {
    if (actor.agency === null) return false
    const [found] = await house.database.read<{ counter: string }>(
      { agency: actor.agency },
      'select counter from counter.draft where id = $1 and agency = $2',
      [id, actor.agency],
    )
    const counter = found && house.parts<Counter>('counter').get(found.counter)
    return counter !== undefined && reachOf(actor, counter, 'draft').size > 0
  },
}
