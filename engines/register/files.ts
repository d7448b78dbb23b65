import type { Row, Tx } from '#kernel/database'
import { noteOf, type Fields } from '#kernel/field'
import { useFiles, type StoredFile } from '#kernel/file'
import type { FileReader } from '#engines/front/run'
import type { Actor } from '#engines/identity'
import type { Answer } from './answers.ts'
import { faults } from './faults.ts'
import type { Register } from './index.ts'
import { read } from './read.ts'

/** The files that a field holds: its own, or those that are answers. */
export function filesIn(widget: string | undefined, value: unknown): StoredFile[] {
  if (!Array.isArray(value)) return []
  if (widget === 'files') return value as StoredFile[]
  if (widget !== 'answers') return []
  return (value as Answer[]).flatMap(({ says }) => (Array.isArray(says) ? says : []))
}

/**
 * Ties the files that a person puts into fields to what shows them: they are theirs, and are there.
 * @param before what the fields held: another may have brought those files
 * @throws file/not-uploaded
 */
export async function tieFiles(
  tx: Tx,
  fields: Fields,
  values: Row,
  actor: Actor,
  shownBy: { kind: string; id: string },
  before: Row = {},
) {
  for (const [name, value] of Object.entries(values)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    const note = field && noteOf(field)
    const there = new Set(filesIn(note?.widget, before[name]).map(({ id }) => id))
    const brought = filesIn(note?.widget, value).filter(({ id }) => !there.has(id))
    if (brought.length > 0) await useFiles(tx, brought, actor.person ?? '', shownBy, note?.images ? 'image/' : '')
  }
}

/** Files that a row shows may be read by whoever may read the row. */
export const filesOfRegisters: FileReader = {
  kind: 'register',
  mayRead: async (house, actor, id) => {
    const [found] = await house.database.read<{ register: string }>(
      { all: 'on' },
      'select register from record.version where record = $1 limit 1',
      [id],
    )
    const register = found && house.parts<Register>('register').get(found.register)
    if (!register) return false
    return read(house.database, register, id, actor).then(
      () => true,
      (error: { code?: string }) => {
        if (error.code === faults['not-found']({ register: '' }).code) return false
        throw error
      },
    )
  },
}
