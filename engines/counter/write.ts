import type { Row, Tx } from '#kernel/database'
import { noteOf } from '#kernel/field'
import type * as z from 'zod'
import { filesIn, personalOf, tieFiles, type By } from '#engines/register/run'
import type { Actor } from '#engines/identity'
import { boundTo, closed, holdDraft, keeperOf, opened, writtenIn, type Kept, type Written } from './draft.ts'
import { faults } from './faults.ts'
import type { Counter } from './index.ts'
import { calledSo } from './called.ts'
import { changedIn, together, type Clash, type Words } from './rules/what-two-have-written-is-both-kept.ts'

/** What a device brings of a draft. */
export interface Writing {
  draft: string
  /** Made on the device; what is sent again is the same. */
  id: string
  /** The version that it was written over; 0 for a draft that is new. */
  base: number
  words: Words
  /** Parts in which one of two ways was decided on, whichever the words have. */
  decides: readonly string[]
  /** When on the device. */
  writtenAt: Date
}

/** Whoever writes at a counter: in a post, and by name. */
export type Writer = By & { actor: Actor & { person: string; agency: string } }

/** What became of a writing. */
export interface Became {
  draft: Kept
  written: Written
  /** What it says that is not in what was filed before it came. */
  late: Map<string, unknown>
}

/**
 * Takes in what a device has written of a draft, once: over the version that it was written over, with what others have
 * written since. Whatever cannot be brought together is kept beside it; a draft that was given up is open again.
 * @throws counter/not-taken counter/no-such-draft file/not-uploaded
 */
export async function takeIn(tx: Tx, counter: Counter, writing: Writing, by: Writer): Promise<Became> {
  const at = { counter: counter.name, agency: by.actor.agency, id: writing.draft }
  const held = (await holdDraft(tx, at)) ?? (await begun(tx, counter, writing, by))
  if (held === 'began') return { ...(await standing(tx, at)), late: new Map() }
  const written = await writtenIn(tx, held)
  const [again] = await tx.query('select 1 from counter.writing where draft = $1 and id = $2', [held.id, writing.id])
  if (held.standing === 'filed') {
    if (!again) await keepWriting(tx, writing, null, null, by)
    return { draft: held, written, late: changedIn(written.words, writing.words) }
  }
  if (again) return { draft: held, written, late: new Map() }
  const base = writing.base === held.version ? written.words : await wordsAt(tx, held.id, writing.base)
  await bringFiles(tx, counter, writing, [base, written.words], by)
  const { words, apart } = together(base, written.words, writing.words)
  const stays = written.apart.filter(({ part }) => !writing.decides.includes(part) && !apart.has(part))
  const came = [...apart].map(([part, other]): Clash => ({
    ...{ part, other, stands: null, by: by.actor.name, at: writing.writtenAt.toISOString() },
  }))
  const version = held.version + 1
  await keepDraft(tx, counter, { id: held.id, version, words, apart: [...stays, ...came] }, by)
  await keepWriting(tx, writing, version, words, by)
  return { ...(await standing(tx, at)), late: new Map() }
}

/** Begins a draft, if no other request has in between. @throws counter/no-such-draft for one that is not new, or is another agency's */
async function begun(tx: Tx, counter: Counter, writing: Writing, by: Writer): Promise<Kept | 'began'> {
  if (writing.base !== 0) throw faults['no-such-draft']()
  const { draft: id, words } = writing
  const { person, name, agency } = by.actor
  const kept = await closed(tx, { words, apart: [] } satisfies Written, boundTo(id))
  const made = await tx.query(
    `insert into counter.draft (id, counter, agency, version, standing, called, apart, kept, master, began_by, began_name, began_at, wrote_by, wrote_name, wrote_at)
     values ($1, $2, $3, 1, 'open', $4, 0, $5, $6, $7, $8, $9, $7, $8, $9) on conflict (id) do nothing returning id`,
    [id, counter.name, agency, await calledSo(tx, counter.of, words), kept, keeperOf(tx).master, person, name, by.at],
  )
  if (made.length === 0) {
    const held = await holdDraft(tx, { counter: counter.name, agency, id })
    if (!held) throw faults['no-such-draft']()
    return held
  }
  await bringFiles(tx, counter, writing, [], by)
  await keepWriting(tx, writing, 1, words, by)
  return 'began'
}

/** A draft as it stands now in this transaction. */
async function standing(tx: Tx, at: { counter: string; agency: string; id: string }) {
  const draft = (await holdDraft(tx, at)) as Kept
  return { draft, written: await writtenIn(tx, draft) }
}

/** The words of a draft at one of its versions; nothing for one that never was. */
async function wordsAt(tx: Tx, draft: string, version: number): Promise<Words> {
  const [found] = await tx.query<{ id: string; became: Buffer; master: string }>(
    'select id, became, master from counter.writing where draft = $1 and version = $2',
    [draft, version],
  )
  return found ? opened<Words>(tx, found.became, boundTo(draft, found.id, 'became'), found.master) : {}
}

/** Files that a draft shows are its agency's to read; who brings one has sent it. */
async function bringFiles(
  tx: Tx,
  counter: Counter,
  { draft, words }: Writing,
  there: readonly Words[],
  { actor }: Writer,
) {
  const { fields } = counter.of
  const before: Row = {}
  for (const [name, field] of Object.entries(fields)) {
    const { widget } = noteOf(field as z.ZodType)
    if (widget === 'files' || widget === 'answers')
      before[name] = there.flatMap((one) => (Array.isArray(one[name]) ? (one[name] as unknown[]) : []))
  }
  const shown = Object.fromEntries(
    Object.entries(words).filter(
      ([name, value]) => fields[name] && filesIn(noteOf(fields[name] as z.ZodType).widget, value).length > 0,
    ),
  )
  await tieFiles(tx, fields, shown, actor, { kind: 'counter', id: draft }, before)
}

async function keepDraft(
  tx: Tx,
  counter: Counter,
  { id, version, words, apart }: Written & { id: string; version: number },
  { actor, at }: Writer,
) {
  // What stands is told as it stands now, whatever it was when the other came.
  const stands = changedIn({}, words)
  const told = apart.map((one) => ({ ...one, stands: stands.get(one.part) ?? null }))
  await tx.query(
    `update counter.draft set version = $2, standing = 'open', called = $3, apart = $4, kept = $5, master = $6, wrote_by = $7, wrote_name = $8, wrote_at = $9 where id = $1`,
    [
      ...[id, version, await calledSo(tx, counter.of, words), apart.length],
      ...[await closed(tx, { words, apart: told } satisfies Written, boundTo(id)), keeperOf(tx).master],
      ...[actor.person, actor.name, at],
    ],
  )
}

async function keepWriting(tx: Tx, writing: Writing, version: number | null, became: Words | null, by: Writer) {
  const { draft, id, base, words, writtenAt } = writing
  await tx.query(
    `insert into counter.writing (id, draft, agency, base, version, said, became, master, by, name, at, written_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[id, draft, by.actor.agency, base, version, await closed(tx, words, boundTo(draft, id, 'said'))],
      ...[became && (await closed(tx, became, boundTo(draft, id, 'became'))), keeperOf(tx).master],
      ...[by.actor.person, by.actor.name, by.at, writtenAt < by.at ? writtenAt : by.at],
    ],
  )
}

/** The fields of a register that are somebody's own and stand in some words. */
export const personalIn = (counter: Counter, words: Words) =>
  personalOf(counter.of).filter((name) => (words[name] ?? null) !== null)
