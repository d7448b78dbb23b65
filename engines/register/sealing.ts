import { noteOf, sealedKinds, type SealedName } from '#kernel/field'
import { mac, open, seal } from '#engines/crypto'
import type * as z from 'zod'
import type { Row } from '#kernel/database'
import { defineRoom, type Rooms } from '#kernel/room'
import { faults } from './faults.ts'
import { columnOf, sealedFieldsOf, type Register } from './index.ts'

/** The keys that fields are sealed under. A version that is no longer current still opens what it sealed. */
export interface FieldKeys {
  current: number
  /** 16 bytes each, by version. */
  versions: ReadonlyMap<number, Uint8Array>
  /** 32 bytes; never rotated, because what is found by it is found for good. */
  index: Uint8Array
}

/** The keys of a city's sealed fields. */
export const fieldKeys = defineRoom<FieldKeys>('field keys')

/** Whatever knows the city's rooms. */
export type Held = { readonly rooms: Rooms }

/** `s1.<key version>.<blind index, 32 hex>.<mask>.<base64url: nonce ‖ ciphertext ‖ tag>` */
const form = /^s1\.(\d{1,9})\.([0-9a-f]{32})\.([^.]{1,40})\.([A-Za-z0-9_-]+)$/

/** Names a value without telling it: equal values have equal names, and only the city can make them. */
export const blindOf = ({ rooms }: Held, kind: SealedName, value: string): string =>
  mac('hmac-sm3', rooms.get(fieldKeys).index, Buffer.from(`${kind}\0${value}`))
    .subarray(0, 16)
    .toString('hex')

/** The blind index of a citizen number, as every row that bears it and every look at one has it. */
export const citizenIndexOf = (city: Held, number: string): string => blindOf(city, 'citizen-number', number)

/** The value as it is kept: enciphered, with its mask and its blind index beside. */
export function sealValue(city: Held, kind: SealedName, value: string): string {
  const { current, versions } = city.rooms.get(fieldKeys)
  const blind = blindOf(city, kind, value)
  const aad = Buffer.from(`${kind}.${blind}`)
  const secret = seal('sm4-gcm', versions.get(current) as Uint8Array, Buffer.from(value), { aad })
  return `s1.${current}.${blind}.${sealedKinds[kind].mask(value)}.${secret.toString('base64url')}`
}

/** The value of a sealed text. @throws register/not-unsealed when it was changed or its key is gone */
export function openValue({ rooms }: Held, kind: SealedName, text: string): string {
  const [, version, blind, , secret] = form.exec(text) ?? []
  const key = rooms.get(fieldKeys).versions.get(Number(version))
  try {
    if (!key) throw new Error('no such key')
    const aad = Buffer.from(`${kind}.${blind}`)
    return open('sm4-gcm', key, Buffer.from(secret as string, 'base64url'), { aad }).toString()
  } catch (cause) {
    throw faults['not-unsealed']({}, cause)
  }
}

/** Whether the key that sealed a text is at hand; another process may have made it since. */
export const hasKeyOf = ({ rooms }: Held, text: string): boolean =>
  rooms.get(fieldKeys).versions.has(Number(form.exec(text)?.[1]))

/** What of a sealed text stays the same under every key: it is what evidence says of it. */
export const lastingOf = (text: unknown): unknown =>
  typeof text === 'string' && form.test(text) ? text.split('.').slice(2, 4).join('.') : text

/** A row's values as they are kept. */
export function sealedRow(city: Held, register: Pick<Register, 'fields'>, row: Row): Row {
  const sealed = sealedFieldsOf(register)
  if (sealed.length === 0) return row
  const kept = { ...row }
  for (const [name, kind] of sealed) if (typeof row[name] === 'string') kept[name] = sealValue(city, kind, row[name])
  return kept
}

/** The same of a row as it is kept. */
export function maskedStored(of: Pick<Register, 'fields'>, kept: Row): Row {
  const told = { ...kept }
  for (const [name] of sealedFieldsOf(of))
    if (typeof kept[name] === 'string') told[name] = kept[name].split('.')[3] ?? ''
  return told
}

/** A row as it is told: of a sealed field its mask. */
export function maskedRow(register: Pick<Register, 'fields'>, row: Row): Row {
  const told = { ...row }
  for (const [name, kind] of sealedFieldsOf(register))
    if (typeof row[name] === 'string') told[name] = sealedKinds[kind].mask(row[name])
  return told
}

/** The changes of a version as they are told: of a sealed field its mask. */
export function maskedVersion(register: Pick<Register, 'fields'>, changes: Row): Row {
  const told = { ...changes }
  for (const [name] of sealedFieldsOf(register))
    if (typeof changes[name] === 'string') told[name] = changes[name].split('.')[3]
  return told
}

/** What a reader selects of a field: of a sealed one its mask, whoever reads; an instant as it stands on the wire. */
export const selected = (register: Register, alias: string, name: string): string => {
  const column = `${alias}.${columnOf(name)}`
  const { sealed, column: type } = noteOf(register.fields[name] as z.ZodType)
  if (type === 'timestamptz') return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return sealed ? `split_part(${column}, '.', 4)` : column
}
