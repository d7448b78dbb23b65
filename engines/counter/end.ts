import type { Tx } from '#kernel/database'
import { handOver } from '#kernel/file'
import { publish } from '#kernel/event'
import { createAs, type By } from '#engines/register/run'
import { holdDraft, writtenIn, type Kept } from './draft.ts'
import { faults } from './faults.ts'
import type { Counter } from './index.ts'
import type { Writer } from './write.ts'

/** Which version of which draft somebody has before them. */
interface Before {
  id: string
  version: number
}

/**
 * Files a draft as a row of the counter's register, once: whoever files it a second time, or after a colleague, is told its row.
 * @throws counter/no-such-draft counter/changed counter/undecided, and as the register refuses a row
 */
export async function fileDraft(tx: Tx, counter: Counter, { id, version }: Before, by: Writer): Promise<string> {
  const held = await heldOf(tx, counter, id, by)
  if (held.row) return held.row
  if (held.version !== version) throw faults.changed({ by: held.wroteName })
  const { words, apart } = await writtenIn(tx, held)
  if (apart.length > 0) throw faults.undecided({ parts: apart.length })
  await handOver(tx, { kind: 'counter', id }, by.actor.person, by.at)
  const said = Object.fromEntries(Object.entries(words).filter(([, value]) => (value ?? null) !== null))
  const row = await createAs(tx, counter.of, said as never, by as By)
  await close(tx, held, 'filed', row.id, by)
  await publish(tx, { ...told(id, by), kind: 'draft.filed', about: { counter: counter.name, row: row.id } })
  return row.id
}

/** Gives a draft up; its words stay for thirty days, and whoever writes on opens it again. @throws counter/no-such-draft counter/changed counter/filed-already */
export async function giveUp(tx: Tx, counter: Counter, { id, version }: Before, by: Writer) {
  const held = await heldOf(tx, counter, id, by)
  if (held.standing === 'given-up') return
  if (held.row) throw faults['filed-already']({ by: held.wroteName })
  if (held.version !== version) throw faults.changed({ by: held.wroteName })
  await close(tx, held, 'given-up', null, by)
  await publish(tx, { ...told(id, by), kind: 'draft.given-up', about: { counter: counter.name } })
}

async function heldOf(tx: Tx, counter: Counter, id: string, { actor }: Writer): Promise<Kept> {
  const held = await holdDraft(tx, { counter: counter.name, agency: actor.agency, id })
  if (!held) throw faults['no-such-draft']()
  return held
}

const told = (id: string, { actor, at }: Writer) => ({ actor: actor.person, subject: `draft:${id}`, at })

const close = (tx: Tx, { id }: Kept, standing: 'filed' | 'given-up', row: string | null, { actor, at }: Writer) =>
  tx.query(
    `update counter.draft set standing = $2, row = $3, wrote_by = $4, wrote_name = $5, wrote_at = $6 where id = $1`,
    [id, standing, row, actor.person, actor.name, at],
  )
