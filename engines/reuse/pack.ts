import type { Row, Tx } from '#kernel/database'
import { houseOf, type House } from '#kernel/engine'
import { covers, reachOf } from '#engines/identity/run'
import { digestOfText } from '#engines/ledger/run'
import { nameOf, type RecordOf, type Register } from '#engines/register'
import { create, heldByIds, referring, type By } from '#engines/register/run'
import { faults } from './faults.ts'
import { aboveOf, mostRows, type Kit, type Reuse } from './index.ts'
import { mostText, textOf, travelling, type KitText } from './kit-text.ts'

/** The kinds of kit that a city's systems declare, by name. */
export const kitsOf = ({ parts }: Pick<House, 'parts'>): ReadonlyMap<string, Kit> => parts<Kit>('kit')

/** The kind of kit that rows of a register are packed into. */
export const kitOver = (house: Pick<House, 'parts'>, register: string): Kit | undefined =>
  [...kitsOf(house).values()].find(({ of }) => of.name === register)

/** What of a row travels, as JSON carries it. */
const travels = (register: Register, row: RecordOf<Register>): KitText['rows'][number]['values'] =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        travelling(register)
          .map((name) => [name, (row as unknown as Row)[name]])
          .filter(([, value]) => (value ?? null) !== null),
      ),
    ),
  )

/** A row with those that belong to it, as a kit says them. @throws reuse/not-packed */
async function packed(tx: Tx, kit: Kit, row: RecordOf<Register>): Promise<KitText> {
  const rows: KitText['rows'] = []
  const take = async (register: Register, one: RecordOf<Register>, under?: number) => {
    const at = rows.length
    if (at >= mostRows) throw faults['not-packed']({ why: `连同所属的登记超过 ${mostRows} 条` })
    rows.push({ register: register.name, ...(under !== undefined && { under }), values: travels(register, one) })
    for (const nested of kit.with)
      if (aboveOf(nested) === register.name)
        for (const below of await referring(tx, nested, nested.under as never, one.id)) await take(nested, below, at)
  }
  await take(kit.of, row)
  return {
    format: 'yancheng-kit/1',
    kit: kit.name,
    title: [...nameOf(kit.of, row)].slice(0, 200).join('') || kit.title,
    rows,
  }
}

/** Keeps a kit: a row whose digest the log takes in, and the text. @returns the row's id */
export async function keepKit(
  tx: Tx,
  { registers }: Reuse,
  { kit, said, origin }: { kit: Kit; said: KitText; origin: 'packed' | 'brought' },
  by: By,
): Promise<string> {
  const text = textOf(said)
  if (text.length > mostText) throw faults['not-packed']({ why: `内容超过 ${mostText / 10_000} 万字` })
  const { title, rows } = said
  const values = { title, of: kit.title, rows: rows.length, origin, digest: digestOfText(text) }
  const { id } = await create(tx, registers.kit, values, by)
  tx.add('reuse.kit', { id, kit: kit.name, text })
  return id
}

/** Packs a row of one's own agency. @throws reuse/not-packed */
export async function pack(tx: Tx, reuse: Reuse, of: string, id: string, by: By): Promise<string> {
  const kit = kitOver(houseOf(tx), of)
  if (!kit) throw faults['not-packed']({ why: '这一种登记不能打包' })
  const row = (await heldByIds(tx, kit.of, [id])).get(id)
  const owned = row && { agency: row.agency, region: row.region, person: null }
  if (!owned || !covers(by.actor, reachOf(by.actor, kit.of, 'read'), owned))
    throw faults['not-packed']({ why: '这条登记不存在，或者您无权查看它' })
  if (!covers(by.actor, reachOf(by.actor, reuse, 'pack'), owned))
    throw faults['not-packed']({ why: '只有登记它的单位可以打包' })
  return keepKit(tx, reuse, { kit, said: await packed(tx, kit, row), origin: 'packed' }, by)
}
