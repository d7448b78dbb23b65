import { newId, type Database, type Row, type Tx } from '#kernel/database'
import type { Actor } from '#engines/identity'
import {
  covers,
  directoryOf,
  identityFaults,
  ownerOf,
  reachOf,
  sureEnough,
  type Directory,
} from '#engines/identity/run'
import { whoseIs } from './bearer.ts'
import { waysToFile, withDefaults, type Way } from './filing.ts'
import { derivedOf, followingFrom, namedBy } from './derived.ts'
import { tieFiles } from './files.ts'
import { bareColumnOf, tableOf, type NewRecord, type RecordOf, type Register } from './index.ts'
import { placeAbove } from './nested.ts'
import { answersMustFit } from './rules/answers-must-fit.ts'
import { faults } from './faults.ts'
import { fieldsMustFit } from './rules/fields-must-fit.ts'
import { lackingOf } from './rules/a-filing-has-what-it-requires.ts'
import { namedRowsMustFit } from './rules/named-rows-must-fit.ts'
import { namesMustBeKnown } from './rules/names-must-be-known.ts'
import { referencesRunInNoCircle } from './rules/references-run-in-no-circle.ts'
import { whatComesFirstIsNotLater } from './rules/what-comes-first-is-not-later.ts'
import { maskedRow, sealedRow } from './sealing.ts'
import { entryOf } from './search-entry.ts'
import { makeFindable } from './search.ts'
import { nextCount, type By } from './store.ts'
import { unkept } from './unkept.ts'
import { keepVersion } from './version.ts'

/**
 * Writes a new row: its first version, its event. The owner is the declared owner field's agency, or the writer's.
 * @param brought whether its writer brought the files that it shows; they are its own before anything follows from it
 * @throws register/wrong-fields register/duplicate register/circular
 */
export async function create<R extends Register>(
  tx: Tx,
  register: R,
  values: NewRecord<R>,
  by: By,
  { brought = false } = {},
): Promise<RecordOf<R>> {
  const directory = directoryOf(tx)
  const named = await namedBy(tx, register, values)
  const whole = { ...withDefaults(register, values, directory), ...derivedOf(register, named, by) }
  const row = fieldsMustFit(register.title, register.fields, whole) as Row
  namesMustBeKnown(register, row, directory)
  whatComesFirstIsNotLater(register, row, Object.keys(row))
  await referencesRunInNoCircle(tx, register, row)
  await answersMustFit(tx, register, row, Object.keys(row))
  // What follows may be what is counted among, and what is counted may be followed from.
  const follow = () => Object.assign(row, followingFrom(register, row, named, by.at, directory))
  follow()
  await countOn(tx, register, row)
  if (register.counts) follow()
  const { agency, region } = await placeOfNew(tx, register, row, by)
  const owner = await whoseIs(tx, register, row, by.actor)
  const id = newId(by.at)
  const names = Object.keys(register.fields)
  const sealed = sealedRow(tx, register, row)
  const declared = Object.fromEntries(names.map((name) => [bareColumnOf(name), sealed[name] ?? null]))
  tx.holds([id])
  tx.add(
    tableOf(register),
    { ...declared, id, agency, region, created_by: owner, created_at: by.at, amended_at: by.at },
    { refused: (error) => unkept(register, error) },
  )
  const made: Row & { id: string } = {
    ...maskedRow(register, row),
    id,
    version: 1,
    agency,
    region,
    createdAt: by.at,
    amendedAt: by.at,
  }
  if (brought) await tieFiles(tx, register.fields, values as Row, by.actor, { kind: 'register', id })
  makeFindable(tx, entryOf(register, made as never, owner))
  await keepVersion(tx, register, made, sealed, by)
  return made as unknown as RecordOf<R>
}

/** Fills in the number that a row has among those that it shares something with. */
async function countOn(tx: Tx, register: Register, row: Row) {
  if (!register.counts) return
  const { field, among } = register.counts
  row[field] = await nextCount(tx, register, field, Object.fromEntries(among.map((name) => [name, row[name]])))
}

/** Whose a new row is, and where: of a nested one whose and where the row above it is. */
async function placeOfNew(tx: Tx, register: Register, row: Row, by: By) {
  const above = await placeAbove(tx, register, row)
  if (above) return above
  const agency = (register.owner ? (row[register.owner] as string | null) : null) ?? by.actor.agency
  return { agency, region: placeOf(register, row, agency, directoryOf(tx)) }
}

/** Where a row is: the place that it names, or its agency's. */
export const placeOf = (register: Register, row: Row, agency: string | null, { agencies }: Directory): string | null =>
  (register.place ? (row[register.place] as string | null) : null) ??
  (agency === null ? null : (agencies.get(agency)?.region ?? null))

/** The ways in which a person may file a new row, each complete, before anything is written. @throws identity/not-granted identity/step-up-needed register/wrong-fields */
function mayCreate(register: Register, values: Row, actor: Actor, directory: Directory): Way[] {
  if (reachOf(actor, register, 'create').size === 0)
    throw identityFaults['not-granted']({ action: '登记', on: register.title })
  sureEnough(actor, register.needs.create)
  return waysToFile(register, values, actor).map(({ filed, ...way }) => {
    const whole = withDefaults(register, filed, directory)
    namesMustBeKnown(register, fieldsMustFit(register.title, register.fields, whole) as Row, directory)
    return { ...way, filed: whole }
  })
}

/** Creates a row on a person's behalf, by the widest of their grants that reaches it. @throws identity/not-granted register/wrong-fields register/duplicate */
export async function createAs<R extends Register>(
  tx: Tx,
  register: R,
  values: NewRecord<R>,
  by: By,
): Promise<RecordOf<R>> {
  const ways = mayCreate(register, values, by.actor, directoryOf(tx))
  await namedRowsMustFit(tx, register, ways[0]?.filed ?? {}, by.actor)
  const lacking: string[] = []
  for (const { scope, filed, filing } of ways) {
    const place = await placeOfNew(tx, register, filed, by)
    if (!covers(by.actor, new Set([scope]), { ...place, person: ownerOf(by.actor) })) continue
    const missing = filing ? await lackingOf(tx, register, filing, filed, by.actor) : []
    if (missing.length === 0) return create(tx, register, filed as NewRecord<R>, by, { brought: true })
    lacking.push(...missing)
  }
  if (lacking.length > 0) throw faults['wrong-fields']({ register: register.title, wrong: lacking })
  throw identityFaults['not-granted']({ action: '登记', on: register.title })
}

/**
 * The same in a transaction that those who register at the same time share.
 * @param kept takes the row in that transaction
 */
export async function createShared<R extends Register>(
  database: Database,
  register: R,
  values: NewRecord<R>,
  by: By,
  kept: (tx: Tx, row: RecordOf<R>) => RecordOf<R>,
): Promise<RecordOf<R>> {
  mayCreate(register, values, by.actor, directoryOf(database))
  return database.share(async (tx) => kept(tx, await createAs(tx, register, values, by)))
}
