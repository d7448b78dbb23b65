import { dayOf, startOf } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { houseOf, type House } from '#kernel/engine'
import type { Hearer } from '#kernel/event'
import { directoryOf, holdersOf, rolesThatMay } from '#engines/identity/run'
import { tell } from '#engines/notice/run'
import { absencesKept, linesOf, listedDuties, type Group, type Line, type LineFault } from './lines.ts'

/** Lines are looked at anew after whatever may change them: an appointment and its end, a line, an absence. */
export function hearsOfLines(house: House): Hearer[] {
  const groups = listedDuties(house)
  if (groups.length === 0) return []
  const soon = (tx: Tx, at: Date, register: string) =>
    tx.add('casework.line_look', { register, at }, { key: ['register'] })
  return [
    {
      hears: ['position.appointed', 'position.ended'],
      does: async (tx, { at }) => groups.forEach(({ register }) => soon(tx, at, register.name)),
    },
    {
      hears: ['register.created', 'register.amended'],
      does: async (tx, { at, subject }) => {
        for (const { register, duties } of groups) {
          const names = [register, ...absencesKept(house, duties).map((one) => one.register)].map(({ name }) => name)
          if (names.some((name) => subject.startsWith(`${name}:`))) soon(tx, at, register.name)
        }
      },
    },
  ]
}

/** Looks at the lines whose time has come: whoever keeps them is told of every fault that is new. @returns how many registers were looked at */
export const lookAtLines = (house: House, now: Date): Promise<number> =>
  house.database.write({ all: 'on' }, async (tx) => {
    const due = await tx.query<{ register: string }>(
      'delete from casework.line_look where register in (select register from casework.line_look where at <= $1 for update skip locked) returning register',
      [now],
    )
    for (const group of listedDuties(house).filter(({ register }) => due.some((one) => one.register === register.name)))
      await look(tx, group, now)
    return due.length
  })

/** The next instant at which lines must be looked at; null when none must. */
export async function nextLookAtLines({ database }: House): Promise<Date | null> {
  const [next] = await database.read<{ at: Date | null }>({}, 'select min(at) as at from casework.line_look')
  return next?.at ?? null
}

async function look(tx: Tx, group: Group, now: Date) {
  const today = dayOf(now)
  const register = group.register.name
  const lines = await linesOf(houseOf(tx), tx, group, today)
  const found = lines.flatMap((line) => line.faults.map((one) => ({ line, ...one })))
  const known = await tx.query<{ line: string; fault: string }>(
    'select line, fault from casework.line_fault where register = $1',
    [register],
  )
  const isKnown = (one: { line: Line; fault: string }) =>
    known.some(({ line, fault }) => line === one.line.id && fault === one.fault)
  const fresh = found.filter((one) => !isKnown(one))
  const still = JSON.stringify(found.map(({ line, fault }) => ({ line: line.id, fault })))
  await tx.query(
    `with still as (select line, fault from json_to_recordset($2::json) as s(line uuid, fault text)),
       gone as (delete from casework.line_fault f where register = $1 and not exists (select from still s where s.line = f.line and s.fault = f.fault))
     insert into casework.line_fault (register, line, fault, since) select $1, line, fault, $3 from still on conflict do nothing`,
    [register, still, today],
  )
  await tellKeepers(tx, group, fresh, now)
  const [next] = lines.flatMap(({ turns }) => turns).toSorted()
  if (next) tx.add('casework.line_look', { register, at: startOf(next) }, { key: ['register'] })
}

/** Whoever may correct every line of a register keeps it. */
async function tellKeepers(tx: Tx, { register }: Group, fresh: readonly ({ line: Line } & LineFault)[], at: Date) {
  if (fresh.length === 0) return
  const roles = rolesThatMay(tx, register, 'amend').filter(({ scope }) => scope === 'all')
  const keepers = await holdersOf(
    tx,
    roles.map(({ role }) => role),
    dayOf(at),
  )
  const { agencies } = directoryOf(tx)
  for (const { line, says } of fresh) {
    const of = agencies.get(line.agency)?.name ?? line.agency
    const message = {
      ...{ kind: 'note' as const, title: `${register.title} · ${of}`, dueAt: null },
      ...{ says: `${line.duty.title}“${line.post}”：${says}`, path: `/lists/${register.name}/${line.id}` },
      about: `${register.name}:${line.id}`,
    }
    tell(tx, keepers, message, at)
  }
}
