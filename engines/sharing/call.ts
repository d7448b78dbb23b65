import type * as z from 'zod'
import { dayOf } from '#kernel/clock'
import { newId, type Row, type Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { noteOf } from '#kernel/field'
import { listedFields } from '#engines/catalogue/run'
import { nobody, type Actor } from '#engines/identity'
import { holdsOf, type Register } from '#engines/register'
import { blindOf, byIds, change, hold, referring } from '#engines/register/run'
import { faults } from './faults.ts'
import type { Sharing } from './index.ts'
import { outsideOf, type Contract } from './rules/a-call-is-within-its-contract.ts'
import { seenOf } from './seen.ts'
import { sourceOf, toldAs, type Source } from './source.ts'

export type Caller = Actor & { person: string }

/** What is asked: of whom or what, and for which matter. */
export interface Asked {
  key: string
  matter: string
  /** Of a question of yes or no, what each field is thought to say. */
  claims?: Record<string, string> | undefined
}

/** What a call is answered by. */
export interface Answered {
  columns: { name: string; title: string }[]
  /** Of a query, each row in words. */
  rows: Record<string, string>[]
  /** Of a question of yes or no, what each claim comes to; null where nothing is held of the key. */
  matches: Record<string, boolean> | null
}

const platform: Actor = { ...nobody, name: '数据共享监测' }

/** A contract with what it says. @throws sharing/no-such */
export async function contractOf(house: House, sharing: Sharing, id: string): Promise<Contract> {
  const row = (await byIds<Register>(house.database, sharing.of, [id])).get(id) as unknown as Row | undefined
  if (!row) throw faults['no-such']()
  const said = (name: keyof Sharing['says']) => row[sharing.says[name]] as never
  return {
    ...{ id, title: String(row[sharing.of.naming]), live: holdsOf(sharing.live, row), consumer: said('consumer') },
    ...{ origin: said('origin'), key: said('key'), way: said('way'), until: said('until'), quota: said('quota') },
    stopped: said('stopped'),
  }
}

/** The fields that a contract lets through, and which of them masked. */
async function letThrough(tx: Tx, { lets }: Sharing, contract: string): Promise<Map<string, boolean>> {
  const rows = (await referring(tx, lets.of, lets.of.under as never, contract)) as unknown as Row[]
  return new Map(rows.map((row) => [String(row[lets.name]), row[lets.masked] === true]))
}

/**
 * Answers a call under a contract. What it lets through is on record before anything is answered, and shown to the person whom it is
 * about; what it does not is refused, and that is on record too.
 * @throws sharing/outside with the reason
 */
export async function answer(
  house: House,
  sharing: Sharing,
  contract: Contract,
  way: 'query' | 'verify',
  asked: Asked,
  by: Caller,
): Promise<Answered> {
  const at = house.clock.now()
  const source = sourceOf(house, contract.origin, contract.key)
  const outside = outsideOf(contract, { way, by, today: dayOf(at), source: source !== undefined })
  if (outside !== undefined || !source) return refuse(house, sharing, contract, outside ?? '', { way, asked, by, at })
  const came = await house.database.write({ all: 'on' }, async (tx) => {
    const listed = await listedFields(tx.query.bind(tx), String(contract.origin))
    if (!listed) return { refused: '这个数据资源没有在目录里发布，或者已经撤下' }
    const agreed = await letThrough(tx, sharing, contract.id)
    // What the catalogue no longer tells of, or withholds, is let through by no contract.
    const lets = new Map([...agreed].filter(([name]) => listed.has(name)))
    for (const name of Object.keys(asked.claims ?? {})) {
      const field = source.fields[name] as z.ZodType | undefined
      if (!lets.has(name) || !field) return { refused: `协议没有给“${name.slice(0, 60)}”这一项` }
      if (noteOf(field).sealed) return { refused: `“${noteOf(field).label}”加密保存，不能核验` }
    }
    if (!(await countOne(tx, contract, at))) return { refused: `今天的 ${contract.quota} 次已经用完` }
    const key = source.keptKey(asked.key)
    const rows = await source.rows(tx, key)
    const call = await record(tx, contract, { way, key, by, at, found: rows.length, refused: null })
    noteLook(tx, source, contract, { id: call, key, lets, asked, by, at })
    await publish(tx, {
      ...{ kind: 'sharing.called', actor: by.person, subject: `contract:${contract.id}`, at },
      about: { call, way, matter: asked.matter, agency: by.agency, fields: [...lets.keys()], found: rows.length },
    })
    await watch(tx, sharing, contract, { key, by, at })
    return { rows, lets }
  })
  if ('refused' in came) return refuse(house, sharing, contract, came.refused as string, { way, asked, by, at })
  return answered(house, source, way, asked, came.rows, came.lets)
}

function answered(
  house: House,
  source: Source,
  way: 'query' | 'verify',
  { claims = {} }: Asked,
  rows: readonly Row[],
  lets: ReadonlyMap<string, boolean>,
): Answered {
  const fields = [...lets.keys()].flatMap((name) => {
    const field = source.fields[name] as z.ZodType | undefined
    return field ? [[name, field] as const] : []
  })
  const columns = fields.map(([name, field]) => ({ name, title: noteOf(field).label }))
  if (way === 'query')
    return {
      columns,
      rows: rows.map((row) =>
        Object.fromEntries(
          fields.map(([name, field]) => [name, toldAs(house, field, row[name], lets.get(name) ?? true)]),
        ),
      ),
      matches: null,
    }
  const same = (name: string, field: z.ZodType, claim: string) =>
    rows.some((row) => isSo(house, field, row[name], claim))
  return {
    columns,
    rows: [],
    matches:
      rows.length === 0
        ? null
        : Object.fromEntries(
            fields.flatMap(([name, field]) =>
              claims[name] === undefined ? [] : [[name, same(name, field, claims[name])]],
            ),
          ),
  }
}

/** Whether a value says, in words, what it is thought to say. */
const isSo = (house: House, field: z.ZodType, value: unknown, claim: string) =>
  toldAs(house, field, value, false).trim() === claim.trim()

/** One more call of a day, unless they are used up: calls that come at once count one by one. */
async function countOne(tx: Tx, { id, quota }: Contract, at: Date): Promise<boolean> {
  const [counted] = await tx.query(
    `insert into sharing.used as u (contract, day, calls) values ($1, $2, 1)
     on conflict (contract, day) do update set calls = u.calls + 1 where u.calls < $3 returning calls`,
    [id, dayOf(at), quota],
  )
  return counted !== undefined
}

interface Recorded {
  way: string
  key: string
  by: Caller
  at: Date
  found: number
  refused: string | null
}

async function record(tx: Tx, { id: contract }: Contract, { way, key, by, at, found, refused }: Recorded) {
  const id = newId(at)
  tx.run(
    `insert into sharing.call (id, contract, way, key, operator, agency, found, refused, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, contract, way, key, by.person, by.agency, found, refused, at],
  )
  return id
}

/** The person whom a call is about finds it among the looks at their data. */
function noteLook(
  tx: Tx,
  source: Source,
  { origin, title }: Contract,
  {
    id,
    key,
    lets,
    asked,
    by,
    at,
  }: { id: string; key: string; lets: ReadonlyMap<string, boolean>; asked: Asked; by: Caller; at: Date },
) {
  if (!source.personal) return
  tx.add('record.look', {
    ...{ id, at, officer: by.person, officer_name: by.name, agency: by.agency },
    ...{ purpose: `${title}：${asked.matter}`.slice(0, 200), register: String(origin).split(':')[1], record: id },
    ...{ fields: [...lets.keys()], citizen: key },
  })
}

/** A sign of abuse stops the contract in the transaction of the call that shows it. */
async function watch(tx: Tx, sharing: Sharing, contract: Contract, call: { key: string; by: Caller; at: Date }) {
  const seen = await seenOf(tx, contract.id, call)
  const sign = sharing.abuse.find(({ holds }) => holds(seen))
  if (!sign) return
  const row = await hold<Register>(tx, sharing.of, contract.id)
  if (!row || (row as unknown as Row)[sharing.says.stopped]) return
  const says = `${call.by.name}：${sign.says}`
  await change(tx, sharing.of, row, { [sharing.says.stopped]: says } as never, { actor: platform, at: call.at })
  await publish(tx, {
    ...{ kind: 'sharing.stopped', actor: 'platform', subject: `contract:${contract.id}`, at: call.at },
    about: { says, ...seen },
  })
}

/** What is outside a contract leaves its trace, and is told why. @throws sharing/outside */
async function refuse(
  house: House,
  sharing: Sharing,
  contract: Contract,
  why: string,
  { way, asked, by, at }: { way: string; asked: Asked; by: Caller; at: Date },
): Promise<never> {
  const key = blindOf(house, 'citizen-number', asked.key)
  await house.database.write({ all: 'on' }, async (tx) => {
    const call = await record(tx, contract, { way, key, by, at, found: 0, refused: why })
    await publish(tx, {
      ...{ kind: 'sharing.refused', actor: by.person, subject: `contract:${contract.id}`, at },
      about: { call, way, why, matter: asked.matter, agency: by.agency },
    })
    await watch(tx, sharing, contract, { key, by, at })
  })
  // Of a contract that is somebody else's not even the name is told.
  if (by.agency !== contract.consumer) throw faults['no-such']()
  throw faults.outside({ contract: contract.title, why })
}
