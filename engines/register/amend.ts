import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod'
import type { Row, Tx } from '#kernel/database'
import { noteOf } from '#kernel/field'
import { directoryOf, identityFaults, sureEnough } from '#engines/identity/run'
import { placeOf } from './create.ts'
import { faults } from './faults.ts'
import { tieFiles } from './files.ts'
import { columnOf, holdsOf, sealedFieldsOf, tableOf, type NewRecord, type RecordOf, type Register } from './index.ts'
import { placeAbove, takeAlong } from './nested.ts'
import { isReadable } from './readable.ts'
import { answersMustFit } from './rules/answers-must-fit.ts'
import { fieldsMustFit } from './rules/fields-must-fit.ts'
import { namedRowsMustFit } from './rules/named-rows-must-fit.ts'
import { namesMustBeKnown } from './rules/names-must-be-known.ts'
import { whatComesFirstIsNotLater } from './rules/what-comes-first-is-not-later.ts'
import { maskedRow, sealedRow } from './sealing.ts'
import { entryOf } from './search-entry.ts'
import { makeFindable } from './search.ts'
import { hold, type By } from './store.ts'
import { unkept } from './unkept.ts'
import { keepVersion } from './version.ts'

/** Values as their columns take them. */
const kept = (register: Register, name: string, value: unknown) =>
  noteOf(register.fields[name] as z.ZodType).column === 'jsonb' && value !== null ? JSON.stringify(value) : value

/** A value as JSON carries it: PostgreSQL orders the names within a jsonb in its own way. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))

/** Whose a row is once fields have changed, and where: a row goes with the agency that its owner field names. */
async function ownerAfter(tx: Tx, register: Register, row: RecordOf<Register>, next: Row) {
  if (register.under) {
    const above = register.under in next ? await placeAbove(tx, register, next) : undefined
    return above ?? { agency: row.agency, region: row.region }
  }
  const agency = (register.owner ? (next[register.owner] as string | null | undefined) : undefined) ?? row.agency
  if (agency === row.agency && !(register.place && register.place in next)) return { agency, region: row.region }
  return { agency, region: placeOf(register, { ...row, ...next }, agency, directoryOf(tx)) }
}

/** Writes changed fields as the next version. The row is one the caller holds. @throws register/wrong-fields */
export async function change<R extends Register>(
  tx: Tx,
  register: R,
  row: RecordOf<R>,
  values: Partial<NewRecord<R>>,
  by: By,
): Promise<RecordOf<R>> {
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(register.fields, name))
  if (unknown.length > 0)
    throw faults['wrong-fields']({
      register: register.title,
      wrong: [`没有这样的字段 ${unknown.join('、').slice(0, 100)}`],
    })
  const before = row as unknown as Row
  // A mask that comes back as it was shown changes nothing.
  const sealed = new Set(sealedFieldsOf(register).map(([name]) => name))
  const given = Object.entries(values).filter(([name, value]) => !sealed.has(name) || value !== before[name])
  const fields = Object.fromEntries(given.map(([name]) => [name, register.fields[name] as z.ZodType]))
  const plain = fieldsMustFit(register.title, fields, Object.fromEntries(given)) as Row
  const whole = { ...before, ...plain }
  await answersMustFit(tx, register, whole, Object.keys(plain))
  for (const name of Object.keys(plain)) plain[name] = whole[name]
  const next = sealedRow(tx, { fields }, plain)
  namesMustBeKnown(register, plain, directoryOf(tx))
  const changed = Object.keys(next).filter((name) => !isDeepStrictEqual(asJson(before[name]), asJson(next[name])))
  if (changed.length === 0) return row
  whatComesFirstIsNotLater(register, { ...before, ...plain }, changed)
  const version = row.version + 1
  const { agency, region } = await ownerAfter(tx, register, row, next)
  const sets = changed.map((name, i) => `${columnOf(name)} = $${i + 6}`).join(', ')
  await tx
    .query(
      `update ${tableOf(register)} set ${sets}, version = $2, amended_at = $3, agency = $4, region = $5 where id = $1`,
      [row.id, version, by.at, agency, region, ...changed.map((name) => kept(register, name, next[name]))],
    )
    .catch((error: Error) => {
      throw unkept(register, error)
    })
  const after: Row = { ...before, ...maskedRow({ fields }, plain), version, agency, region, amendedAt: by.at }
  makeFindable(tx, entryOf(register, after as never, null))
  if (agency !== row.agency || region !== row.region) await takeAlong(tx, register, row.id, { agency, region })
  await keepVersion(tx, register, after, Object.fromEntries(changed.map((name) => [name, next[name]])), by)
  return after as unknown as RecordOf<R>
}

/**
 * Corrects a row on a person's behalf.
 * @param version the version the person saw
 * @throws register/not-found register/stale-version register/not-amendable register/not-amendable-now identity/not-granted register/wrong-fields
 */
export async function amendAs<R extends Register>(
  tx: Tx,
  register: R,
  id: string,
  version: number,
  values: Partial<NewRecord<R>>,
  by: By,
): Promise<RecordOf<R>> {
  const row = await hold(tx, register, id)
  if (!row)
    throw (await isReadable(tx, register, id, by.actor))
      ? identityFaults['not-granted']({ action: '修改', on: register.title })
      : faults['not-found']({ register: register.title })
  sureEnough(by.actor, register.needs.amend)
  if (register.amendsWhile && !holdsOf(register.amendsWhile, row)) throw notNow(register, register.amendsWhile, row)
  if (row.version !== version) throw faults['stale-version']({ yours: version, now: row.version })
  const fixed = Object.keys(values).filter(
    (name) => Object.hasOwn(register.fields, name) && !register.amends.includes(name),
  )
  if (fixed.length > 0)
    throw faults['not-amendable']({ fields: fixed.map((name) => noteOf(register.fields[name] as z.ZodType).label) })
  await namedRowsMustFit(tx, register, newlyNamed(row, values), by.actor)
  tx.holds([id])
  const after = await change(tx, register, row, values, by)
  await tieFiles(tx, register.fields, values, by.actor, { kind: 'register', id }, row)
  return after
}

/** The refusal of a correction that comes at another time than its register takes it. */
function notNow({ title, fields }: Register, { field, is }: { field: string; is: readonly string[] }, row: Row) {
  const { label, options = {} } = noteOf(fields[field] as z.ZodType)
  const said = (value: unknown) => options[String(value)] ?? String(value)
  return faults['not-amendable-now']({ register: title, field: label, now: said(row[field]), when: is.map(said) })
}

/** Fields that name another row than before. */
const newlyNamed = (row: Row, values: Row): Row =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== row[name]))
