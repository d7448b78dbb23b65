import type * as z from 'zod'
import { askingIn, type Ask, type Row, type Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { Fault } from '#kernel/fault'
import { noteOf } from '#kernel/field'
import { covers, identityFaults, reachOf } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { create, type By } from '#engines/register/run'
import { faults } from './faults.ts'
import { left, staysBehind, theirs, type Kit } from './index.ts'
import { readKit, registersIn, type KitText } from './kit-text.ts'
import { kitsOf } from './pack.ts'

/** A row that came of a kit. */
export interface Made {
  register: string
  row: string
}

/** The text of a kit as it was kept. @throws reuse/no-such */
export async function keptText(ask: Ask, id: string): Promise<string> {
  const [kept] = await ask<{ text: string }>('select text from reuse.kit where id = $1', [id])
  if (!kept) throw faults['no-such']()
  return kept.text
}

/** The kit that was kept, as it is now understood. @throws reuse/no-such reuse/kit-wrong */
export const keptKit = async (tx: Tx, id: string): Promise<{ kit: Kit; said: KitText }> =>
  readKit(await keptText(askingIn(tx), id), kitsOf(houseOf(tx)))

/**
 * Makes the rows of a kit anew, all of them or none, as the writer's agency's own: each is checked as if it were typed.
 * @param adoption the adoption that they come of; null where a kit is used without one
 * @throws reuse/kit-wrong with the row that does not fit; identity/not-granted
 */
export async function unpack(tx: Tx, id: string, adoption: string | null, by: By): Promise<Made[]> {
  const { kit, said } = await keptKit(tx, id)
  const registers = registersIn(kit)
  const mine = { agency: by.actor.agency, region: null, person: null }
  for (const register of registers.values())
    if (!covers(by.actor, reachOf(by.actor, register, 'create'), mine))
      throw identityFaults['not-granted']({ action: '登记', on: register.title })
  const made: Made[] = []
  for (const [i, { register: name, under, values }] of said.rows.entries()) {
    const register = registers.get(name) as Register
    const above = under === undefined ? {} : { [register.under as string]: made[under]?.row }
    try {
      const row = await create(tx, register, { ...leftIn(register, by), ...values, ...above } as never, by)
      made.push({ register: name, row: row.id })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      throw faults['kit-wrong']({ why: [`第 ${i + 1} 条（${register.title}）：${error.message}`] }, error)
    }
  }
  for (const { register, row } of made) tx.add('reuse.made', { row, register, kit: id, adoption, made_at: by.at })
  return made
}

/** What a new row says where the kit says nothing. */
const leftIn = (register: Register, { actor }: By): Row =>
  Object.fromEntries(
    Object.keys(register.fields).flatMap((name) => {
      const said = staysBehind(register, name) ? left(register, name) : undefined
      const { optional } = noteOf(register.fields[name] as z.ZodType)
      if (said === undefined || (said === null && !optional)) return []
      return [[name, said === theirs ? actor.agency : said]]
    }),
  )
