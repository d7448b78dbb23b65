import { dayOf } from '#kernel/clock'
import type { Row, Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import type { Event, Hearer } from '#kernel/event'
import type { AnyCase } from '#engines/case'
import type { RecordOf, Register } from '#engines/register'
import { change, hold, referring, type By } from '#engines/register/run'
import { faults } from './faults.ts'
import { aboveOf, type Reuse, type ReuseRegisters } from './index.ts'
import { registersIn } from './kit-text.ts'
import { kitsOf } from './pack.ts'
import { keptKit, unpack } from './unpack.ts'

type Edition = RecordOf<ReuseRegisters['edition']>
type Adoption = RecordOf<ReuseRegisters['adoption']>

const reusesOf = (house: House) => [...house.parts<Reuse>('reuse').values()]
const registerOf = ({ subject }: Event) => subject.slice(0, subject.indexOf(':'))
const moved = ({ kind, about }: Event) =>
  kind === 'register.amended' && (about['fields'] as string[]).includes('standing')
const runs = ({ standing }: Adoption) => standing === 'adopted' || standing === 'used'

type Heard = (tx: Tx, event: Event & { by: By }) => Promise<void>

/** What happens when an edition or an adoption moves, and when something happens on rows that came of a kit; in the same transaction. */
export const hears = (house: House): Hearer[] => {
  const over = new Map<string, Heard>(
    reusesOf(house).flatMap((reuse) => [
      [reuse.registers.edition.name, (tx, event) => editionMoves(tx, reuse, event)],
      [reuse.registers.adoption.name, (tx, event) => adoptionMoves(tx, reuse, event)],
    ]),
  )
  return [
    {
      hears: ['register.created', 'register.amended'],
      does: async (tx, event) => over.get(registerOf(event))?.(tx, event as never),
    },
    { hears: ['register.created', 'register.amended', 'case.acted'], does: usesIn(house) },
  ]
}

/** What it refuses such rows by. */
export const guards = (house: House) =>
  reusesOf(house).flatMap(({ registers: { edition, adoption } }) => [
    { over: edition.name, refuses: [faults['not-published'], faults['kit-wrong'], faults['no-such']] },
    { over: adoption.name, refuses: [faults['not-adopted'], faults['kit-wrong'], faults['no-such']] },
  ])

/** A row that others own, held for a moment on behalf of whoever acts. */
async function others<R extends ReuseRegisters[keyof ReuseRegisters]>(tx: Tx, register: R, id: string) {
  tx.holds([id])
  return (await hold(tx, register, id)) as RecordOf<R>
}

/** An edition that is published takes the place of the one before it, and those who run on that are told; one that is retired is offered to nobody. @throws reuse/not-published */
async function editionMoves(tx: Tx, { registers }: Reuse, event: Event & { by: By }) {
  const { practice, edition, adoption } = registers
  const [row, by] = [event.held as Edition, event.by]
  if (!moved(event) || (row.standing !== 'published' && row.standing !== 'retired')) return
  const all = (await referring(tx, edition, 'practice', row.practice)) as Edition[]
  const about = await others(tx, practice, row.practice)
  const adopted = (await referring(tx, adoption, 'practice', row.practice)) as Adoption[]
  const tell = async (notice: Adoption['notice']) => {
    for (const one of adopted) if (runs(one)) await change(tx, adoption, one, { notice }, by)
  }
  if (row.standing === 'published') {
    await kitIsTheirs(tx, registers, row)
    for (const one of all)
      if (one.id !== row.id && one.standing === 'published')
        await change(tx, edition, one, { standing: 'superseded' }, by)
    await change(tx, practice, about, { standing: 'published' }, by)
    return tell('newer')
  }
  if (all.some(({ id, standing }) => id !== row.id && standing === 'published')) return
  await change(tx, practice, about, { standing: 'retired' }, by)
  await tell('retired')
}

/** An edition runs on a kit of whoever publishes it, and the kit is one that can be used here. @throws reuse/not-published reuse/kit-wrong */
async function kitIsTheirs(tx: Tx, { kit }: ReuseRegisters, row: Edition) {
  if (row.kit === null) {
    if (row.evidence.length > 0) return
    throw faults['not-published']({ why: '既没有配置包，也没有说明怎么做的材料' })
  }
  const packed = await others(tx, kit, row.kit)
  if (packed.agency !== row.agency) throw faults['not-published']({ why: '配置包是别的单位的，请用自己单位打的包' })
  await keptKit(tx, row.kit)
}

/** An adoption is asked for by another agency than the publisher's; where it is adopted, the rows of its kit come to be. @throws reuse/not-adopted reuse/kit-wrong identity/not-granted */
async function adoptionMoves(tx: Tx, { registers }: Reuse, event: Event & { by: By }) {
  const { practice, edition, adoption } = registers
  const [row, by] = [event.held as Adoption, event.by]
  if (event.kind === 'register.created') {
    if (row.adopter === null) throw faults['not-adopted']({ why: '采用要由一个单位提出' })
    if (row.adopter === row.publisher) throw faults['not-adopted']({ why: '这是本单位发布的，不用再采用' })
    return
  }
  if (!moved(event)) return
  if (row.standing === 'adopted') {
    const taken = await others(tx, edition, row.edition)
    if (taken.standing !== 'published') throw faults['not-adopted']({ why: '这一版已经停用或有了新版，请采用新版' })
    if (taken.kit) await unpack(tx, taken.kit, row.id, by)
    for (const one of (await referring(tx, adoption, 'practice', row.practice as string)) as Adoption[])
      if (one.id !== row.id && one.adopter === row.adopter && runs(one))
        await change(tx, adoption, one, { standing: 'replaced' }, by)
  }
  if (!['used', 'replaced', 'stopped'].includes(row.standing)) return
  const all = (await referring(tx, adoption, 'practice', row.practice as string)) as Adoption[]
  const users = new Set(all.filter(({ standing }) => standing === 'used').map(({ adopter }) => adopter)).size
  await change(tx, practice, await others(tx, practice, row.practice as string), { users }, by)
}

/** What happens on a row that came of an adoption, or on one that belongs to it, is a day of use; whoever does it. */
function usesIn(house: House): Hearer['does'] {
  const watched = new Set([...kitsOf(house).values()].flatMap((kit) => [...registersIn(kit).keys()]))
  return async (tx, event) => {
    const [register, row] = touched(house, event)
    const above = register && aboveOf(register)
    const ids = [
      ...(register && watched.has(register.name) ? [row.id] : []),
      ...(above && watched.has(above) ? [row[register.under as string] as string] : []),
    ]
    if (ids.length > 0) await isUsed(tx, house, ids, event.by as By)
  }
}

/** The row that something happened on: itself, or as what a case is about. */
function touched(house: House, event: Event): [Register | undefined, Row & { id: string }] {
  const { kind, held } = event
  if (kind !== 'case.acted')
    return [house.parts<Register>('register').get(registerOf(event)), held as Row & { id: string }]
  const { kind: of, record } = held as { kind: string; record: Row & { id: string } }
  return [house.parts<AnyCase>('case').get(of)?.subject, record]
}

/** Counts a day of use where there has been none today. */
async function isUsed(tx: Tx, house: House, ids: readonly string[], by: By) {
  const today = dayOf(by.at)
  const used = await tx.query<{ adoption: string }>(
    `update reuse.made set used_on = $2 where row = any($1::uuid[]) and adoption is not null and made_at < $3
     and used_on is distinct from $2 returning adoption`,
    [ids, today, by.at],
  )
  for (const id of new Set(used.map(({ adoption }) => adoption)))
    for (const { registers } of reusesOf(house)) {
      const row = (await others(tx, registers.adoption, id)) as Adoption | undefined
      if (!row || !runs(row) || row.usedOn === today) continue
      const next = { standing: 'used', usedOn: today, usedDays: row.usedDays + 1 } as const
      await change(tx, registers.adoption, row, next as never, by)
    }
}
