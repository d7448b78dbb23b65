import { randomBytes } from 'node:crypto'
import type { Database, Row } from '#kernel/database'
import { columnOf, sealedFieldsOf, tableOf, type Register } from './index.ts'
import { openValue, sealValue, useFieldKeys, type FieldKeys } from './sealing.ts'

/** What keeps the keys themselves: the master key, or a machine that has it. */
export interface Wrapping {
  seal: (secret: Uint8Array, aad: Uint8Array) => Uint8Array
  /** @throws Error when it was sealed under another master key */
  open: (sealed: Uint8Array, aad: Uint8Array) => Uint8Array
}

const everything = { all: 'on' } as const
const aadOf = (version: number) => Buffer.from(`field-key.${version}`)

/** Reads the keys that fields are sealed under, and uses them; makes the first ones where there are none. */
export async function openFieldKeys(database: Database, wrapping: Wrapping): Promise<FieldKeys> {
  const found = () =>
    database.read<{ version: number; sealed: Buffer }>(everything, 'select version, sealed from record.field_key')
  let rows = await found()
  if (rows.length === 0) {
    await add(database, wrapping, 0, 32)
    await add(database, wrapping, 1, 16)
    rows = await found()
  }
  const opened = rows.map(({ version, sealed }) => {
    try {
      return [version, wrapping.open(sealed, aadOf(version))] as const
    } catch (cause) {
      throw new Error(
        '主密钥不对：它打不开个人信息的字段密钥。请用这座城市原来的 MASTER_KEY_FILE、MASTER_KEY 或 master.secret。',
        { cause },
      )
    }
  })
  const versions = new Map(opened.filter(([version]) => version > 0))
  const index = new Map(opened).get(0)
  if (!index) throw new Error('record.field_key has no version 0: restore it from the back-up')
  const keys = { current: Math.max(...versions.keys()), versions, index }
  useFieldKeys(keys)
  return keys
}

/** Another process may have made it at the same moment. */
const add = (database: Database, wrapping: Wrapping, version: number, bytes: number) =>
  database.write(everything, (tx) =>
    tx.query(
      'insert into record.field_key (version, sealed, at) values ($1, $2, now()) on conflict (version) do nothing',
      [version, Buffer.from(wrapping.seal(randomBytes(bytes), aadOf(version)))],
    ),
  )

/** Makes a new key, under which everything is sealed from now on; older ones still open what they sealed. */
export async function rotateFieldKey(database: Database, wrapping: Wrapping): Promise<FieldKeys> {
  const { current } = await openFieldKeys(database, wrapping)
  await add(database, wrapping, current + 1, 16)
  return openFieldKeys(database, wrapping)
}

const page = 200

/**
 * Seals anew under the current key what lies under older ones; may be stopped and started again. Versions of rows stay
 * under the key of their time.
 * @param progress is told how many rows of a register were sealed anew
 */
export async function sealAnew(
  database: Database,
  registers: Iterable<Register>,
  { current }: FieldKeys,
  progress: (register: Register, rows: number) => void,
): Promise<void> {
  for (const register of registers) {
    const sealed = sealedFieldsOf(register)
    if (sealed.length === 0) continue
    const table = tableOf(register)
    const older = sealed.map(([name]) => `split_part(${columnOf(name)}, '.', 2) <> $1`).join(' or ')
    const columns = sealed.map(([name]) => `${columnOf(name)} as "${name}"`).join(', ')
    let [after, done] = ['00000000-0000-0000-0000-000000000000', 0]
    for (;;) {
      const rows: (Row & { id: string })[] = await database.read(
        everything,
        `select id, ${columns} from ${table} where id > $2 and (${older}) order by id limit ${page}`,
        [String(current), after],
      )
      await database.write(everything, async (tx) => {
        for (const row of rows)
          for (const [name, kind] of sealed) {
            const text = row[name]
            if (typeof text !== 'string') continue
            // Whoever amends the row meanwhile has sealed it under the current key.
            const column = columnOf(name)
            await tx.query(`update ${table} set ${column} = $1 where id = $2 and ${column} = $3`, [
              ...[sealValue(kind, openValue(kind, text)), row.id, text],
            ])
          }
      })
      done += rows.length
      if (rows.length > 0) progress(register, done)
      const last = rows.at(-1)
      if (!last || rows.length < page) break
      after = last.id
    }
  }
}
