import { randomBytes } from 'node:crypto'
import { pagesById, type Database, type Tx } from '#kernel/database'
import { keeper as keeperRoom, wrappedRows, type Keeper } from '#kernel/keeper'
import { columnOf, sealedFieldsOf, tableOf, type Register } from './index.ts'
import { fieldKeys, openValue, sealValue, type FieldKeys } from './sealing.ts'

const everything = { all: 'on' } as const
const boundTo = (version: number) => `field-key.${version}`

/** Where the keys of sealed fields are kept. */
export const fieldKeysWrapped = [
  wrappedRows<{ version: number }>('个人信息字段的密钥', 'record.field_key', ['version'], {
    sealed: ({ version }) => boundTo(version),
  }),
]

/** Reads the keys that fields are sealed under, and uses them; makes the first ones where there are none. */
export async function openFieldKeys(database: Database): Promise<FieldKeys> {
  const keeper = database.rooms.get(keeperRoom)
  const found = () =>
    database.read<{ version: number; sealed: Buffer; master: string }>(
      everything,
      'select version, sealed, master from record.field_key',
    )
  let rows = await found()
  if (rows.length === 0) {
    await add(database, keeper, 0, 32)
    await add(database, keeper, 1, 16)
    rows = await found()
  }
  const opened = await Promise.all(
    rows.map(async ({ version, sealed, master }) => {
      const key = await keeper.unwrap(sealed, boundTo(version), master).catch((cause: unknown) => {
        throw new Error(
          '主密钥不对：它打不开个人信息的字段密钥。请用这座城市原来的 MASTER_KEY_FILE、MASTER_KEY 或 master.secret。',
          { cause },
        )
      })
      return [version, key] as const
    }),
  )
  const versions = new Map(opened.filter(([version]) => version > 0))
  const index = new Map(opened).get(0)
  if (!index) throw new Error('record.field_key has no version 0: restore it from the back-up')
  const keys = { current: Math.max(...versions.keys()), versions, index }
  database.rooms.put(fieldKeys, keys)
  return keys
}

/** Another process may have made it at the same moment. */
async function add(database: Database, keeper: Keeper, version: number, bytes: number) {
  const sealed = await keeper.wrap(randomBytes(bytes), boundTo(version))
  await database.write(everything, (tx) =>
    tx.query(
      'insert into record.field_key (version, sealed, master, at) values ($1, $2, $3, now()) on conflict (version) do nothing',
      [version, sealed, keeper.master],
    ),
  )
}

/** Makes a new key, under which everything is sealed from now on; older ones still open what they sealed. */
export async function rotateFieldKey(database: Database): Promise<FieldKeys> {
  const { current } = await openFieldKeys(database)
  await add(database, database.rooms.get(keeperRoom), current + 1, 16)
  return openFieldKeys(database)
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
  const ask: Tx['query'] = (text, values) => database.read(everything, text, values)
  for (const register of registers) {
    const sealed = sealedFieldsOf(register)
    if (sealed.length === 0) continue
    const table = tableOf(register)
    const older = sealed.map(([name]) => `split_part(${columnOf(name)}, '.', 2) <> $3`).join(' or ')
    const columns = sealed.map(([name]) => `${columnOf(name)} as "${name}"`).join(', ')
    let done = 0
    const text = `select id, ${columns} from ${table} where id > $1 and (${older}) order by id limit $2`
    for await (const rows of pagesById(ask, text, [String(current)], page)) {
      await database.write(everything, async (tx) => {
        for (const row of rows)
          for (const [name, kind] of sealed) {
            const text = row[name]
            if (typeof text !== 'string') continue
            // Whoever amends the row meanwhile has sealed it under the current key.
            const column = columnOf(name)
            await tx.query(`update ${table} set ${column} = $1 where id = $2 and ${column} = $3`, [
              ...[sealValue(tx, kind, openValue(tx, kind, text)), row.id, text],
            ])
          }
      })
      done += rows.length
      if (rows.length > 0) progress(register, done)
    }
  }
}
