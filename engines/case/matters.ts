import * as z from 'zod'
import { instant, type House } from '#kernel/engine'
import type { Actor } from '#engines/identity'
import { directoryOf, ownerOf, reachOf } from '#engines/identity/run'
import { waitsAbout } from '#engines/notice/run'
import { pageOf } from '#engines/register/run'
import type { AnyCase } from './index.ts'
import { aboutOf, columns, pathOf, scopeColumns, type CaseRow } from './row.ts'
import { titleForParties } from './stand.ts'

/** A case of one's own as its party meets it: where it stands, who has it, and whether something waits for them. */
export const matter = z.object({
  ...{ id: z.uuid(), kind: z.string(), title: z.string(), path: z.string() },
  /** What kind of matter it is, and where it stands, in plain words. */
  ...{ of: z.string(), state: z.string(), stands: z.string(), says: z.string() },
  /** Who has it now. */
  holder: z.string(),
  ...{ openedAt: instant, since: instant, closedAt: instant.nullable() },
  /** By when whoever has it must have done their step; null without a limit. */
  by: instant.nullable(),
  /** Whether the next step is the reader's. */
  waits: z.boolean(),
})

/** Who asks for their matters, and which. */
interface Asked {
  open: boolean
  after?: string | undefined
  limit: number
}

/** The cases that an actor is a party to and may read, the newest first. */
export async function mattersOf(house: House, actor: Actor & { person: string }, { open, ...page }: Asked) {
  const owner = ownerOf(actor)
  const kinds = [...house.parts<AnyCase>('case').values()].filter((one) => reachOf(actor, one, 'read').has('own'))
  const found = await pageOf<CaseRow>(
    house.database,
    { person: owner as string },
    'casework.case',
    columns,
    [{ where: (bind) => scopeColumns.party(bind(owner)).where }],
    {
      conditions: (bind, called) => [
        `${called('kind')} = any(${bind(kinds.map(({ name }) => name))}::text[])`,
        `${called('closed_at')} is ${open ? '' : 'not '}null`,
      ],
      sort: { column: 'id', descending: true, mayBeEmpty: false },
      ...page,
    },
  )
  const waiting = await waitsAbout(house.database, actor.person, found.rows.map(aboutOf))
  const { agencies } = directoryOf(house)
  const rows = found.rows.map((row) => {
    const declared = kinds.find(({ name }) => name === row.kind) as AnyCase
    const state = declared.states[row.state]
    return {
      ...{
        id: row.id,
        kind: row.kind,
        title: titleForParties(declared, row),
        path: pathOf(row),
        of: declared.title,
        state: row.state,
      },
      ...{ stands: state?.title ?? row.state, says: state?.plain ?? state?.title ?? row.state },
      ...{ holder: agencies.get(row.agency)?.name ?? row.agency, openedAt: row.openedAt, since: row.stateSince },
      ...{ closedAt: row.closedAt, by: row.closedAt ? null : row.stateDueAt, waits: waiting.has(aboutOf(row)) },
    }
  })
  return { ...found, rows }
}
