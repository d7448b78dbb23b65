import type { Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import type * as z from 'zod'
import { nameOf, type Register } from '#engines/register'
import { heldByIds } from '#engines/register/run'
import type { Words } from './rules/what-two-have-written-is-both-kept.ts'

/** What a draft is called in a list: what the first row that it names is called, and for whom, a name but for its first character. */
export async function calledSo(tx: Tx, of: Register, words: Words): Promise<string> {
  const registers = houseOf(tx).parts<Register>('register')
  const told: string[] = []
  for (const [name, field] of Object.entries(of.fields)) {
    const [named, id] = [registers.get(noteOf(field as z.ZodType).register ?? ''), words[name]]
    if (!named || typeof id !== 'string' || told.length > 0) continue
    const row = (await heldByIds(tx, named, [id])).get(id)
    if (row) told.push(nameOf(named, row))
  }
  const whose = Object.keys(of.knows).flatMap((name) => (typeof words[name] === 'string' ? [words[name]] : []))
  const [first = of.title] = told
  return [first, ...whose.slice(0, 1).map(hidden)].filter(Boolean).join('，')
}

const hidden = (name: string) => [...name].map((character, at) => (at === 0 ? character : '*')).join('')
