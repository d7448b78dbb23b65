import type { Row, Tx } from '#kernel/database'
import type { Agency } from '#engines/identity'
import { areasAround, directoryOf, onlyOneIn, type Directory } from '#engines/identity/run'
import type { Action, AnyCase } from './index.ts'
import type { CaseRow } from './row.ts'

/**
 * The body to which a case goes up: the one of the smallest area around its holder's own that has some.
 * @returns nobody where there is none above, or several of whom none is nearer
 */
export function bodyAbove({ bodies }: AnyCase, directory: Directory, holder: string): Agency | undefined {
  const from = directory.agencies.get(holder)
  if (!from) return undefined
  const [, ...larger] = areasAround(directory, from.region)
  return onlyOneIn(directory, bodies, larger)
}

/** Whether a body is one to which a case goes down: its area lies within the holder's, and is smaller. */
export function isBelow({ bodies }: AnyCase, directory: Directory, holder: string, body: string): boolean {
  const [above, below] = [directory.agencies.get(holder), directory.agencies.get(body)]
  if (!above || !below || !bodies.includes(below.kind)) return false
  const [, ...larger] = areasAround(directory, below.region)
  return larger.includes(above.region)
}

/** Who holds a case once an action has handed it back, up or down. @returns the subject's field; nothing where the action hands it to nobody */
export function holderAfter(tx: Tx, declared: AnyCase, row: CaseRow, action: Action, form: Row): Row {
  const { returns, raises, lowers } = action
  const field = declared.holder as string
  if (returns) return { [field]: row.cameBy.at(-1) }
  if (raises) return { [field]: bodyAbove(declared, directoryOf(tx), row.agency)?.id }
  return lowers ? { [field]: form[lowers as string] } : {}
}

/** The way by which a case came, once it has left a holder: longer by that one, or shorter where it went back. */
export function wayBy({ cameBy, agency }: Pick<CaseRow, 'cameBy' | 'agency'>, left: string): string[] {
  const at = cameBy.indexOf(agency)
  return at < 0 ? [...cameBy, left] : cameBy.slice(0, at)
}
