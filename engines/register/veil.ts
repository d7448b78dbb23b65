import type * as z from 'zod'
import type { Database, Row } from '#kernel/database'
import { noteOf } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { noteLook, ownerOf } from '#engines/identity/run'
import type { Register } from './index.ts'

/** The fields of a register that are somebody's own: a name, an address. Sealed ones are masked for everyone already. */
export const personalOf = (register: Register): string[] =>
  Object.entries(register.fields).flatMap(([name, field]) => {
    const { sensitivity, sealed } = noteOf(field as z.ZodType)
    return sensitivity === 'personal' && !sealed ? [name] : []
  })

/** A row without its personal fields, and which they are; as it is where it has none, or is the reader's own. */
export function veiled<R extends object>(register: Register, row: R, owner: string | null, actor: Actor): R {
  const personal = personalOf(register)
  if (personal.length === 0 || (actor.person !== null && owner === ownerOf(actor))) return row
  const hidden = personal.filter((name) => ((row as Row)[name] ?? null) !== null)
  return { ...row, ...Object.fromEntries(hidden.map((name) => [name, null])), veiled: hidden }
}

/**
 * A row with its personal fields for whoever says what for, once that is recorded for the person whose they are.
 * Without a purpose they stay veiled.
 */
export async function lookedAt<R extends { id: string }>(
  database: Database,
  register: Register,
  row: R,
  owner: string | null,
  actor: Actor,
  looking: { at: Date; purpose: string | undefined },
): Promise<R> {
  const shown = veiled(register, row, owner, actor)
  if (shown === row || looking.purpose === undefined || actor.person === null) return shown
  const look = { of: register.name, record: row.id, purpose: looking.purpose, fields: personalOf(register) }
  if (owner !== null)
    await database.write({ all: 'on' }, (tx) =>
      noteLook(tx, looking.at, actor as Actor & { person: string }, { ...look, person: owner }),
    )
  return row
}
