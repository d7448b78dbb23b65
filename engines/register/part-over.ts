import type { Scope } from '#kernel/database'
import type { House } from '#kernel/engine'
import type { Actable, Actor } from '#engines/identity'
import { reachOf, scopeOf } from '#engines/identity/run'
import { tableOf, type Register } from './index.ts'

/** A part of another engine that is about the rows of a register. */
type PartOver = Actable & { readonly of: Register }

/** A part over one of whose rows somebody may do an action; nothing where there is none, or it does not reach. */
export async function partOver<P extends PartOver>(
  house: House,
  kind: P['kind'],
  { name, id }: { name: string; id: string },
  actor: Actor,
  action: string,
): Promise<P | undefined> {
  const part = house.parts<P>(kind).get(name)
  const reach = part && reachOf(actor, part, action)
  if (!reach || reach.size === 0) return undefined
  const [row] = await house.database.read(scopeOf(actor, reach), `select 1 from ${tableOf(part.of)} where id = $1`, [
    id,
  ])
  return row && part
}

/**
 * A page of what somebody may read over the rows of several parts, in the order of their ids.
 * @param most rows a page. @param read rows of one part, in that order, one more than a page
 */
export async function pageOver<P extends PartOver, R extends { id: string }>(
  parts: readonly P[],
  actor: Actor,
  most: number,
  read: (part: P, scope: Scope) => Promise<readonly R[]>,
): Promise<{ rows: (R & { name: string })[]; next: string | null }> {
  const found = await Promise.all(
    parts.map(async (part) => {
      const reach = reachOf(actor, part, 'read')
      const rows = reach.size === 0 ? [] : await read(part, scopeOf(actor, reach))
      return rows.map((row) => ({ ...row, name: part.name }))
    }),
  )
  const all = found.flat().toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const rows = all.slice(0, most)
  return { rows, next: all.length > most ? (rows.at(-1)?.id ?? null) : null }
}
