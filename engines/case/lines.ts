import { plusDays } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import type { Duty, Listed, Role } from '#engines/identity'
import { tenuresOf, type Tenure } from '#engines/identity/run'
import { columnOf, tableOf, type RecordOf, type Register } from '#engines/register'
import { selectOf } from '#engines/register/run'
import type { AnyCase } from './index.ts'

/** A duty that is read off a register of this city. */
export type ListedDuty = Duty & { readonly listed: Listed }

/** What is wrong with a line: nobody is in its post, or soon nobody will be; whoever is in it is away and nobody acts; its like has no line. */
export interface LineFault {
  fault: 'vacant' | 'ends' | 'away' | 'alone'
  says: string
}

/** One line of a register that a duty is read off: the post that it names, who is in it, and what is wrong. */
export interface Line {
  id: string
  duty: ListedDuty
  /** Whose work it is, and what tells the line apart from others of the same agency. */
  agency: string
  per: string | null
  postAt: string
  post: string
  /** The row's own place, by which it is seen. */
  row: { agency: string | null; region: string | null }
  /** Who is in the post today. */
  holders: Tenure[]
  faults: LineFault[]
  /** The days after today on which any of this may change. */
  turns: string[]
}

type Absence = Record<'post' | 'postAt' | 'from' | 'until', string>
export type Group = { register: Register; duties: ListedDuty[] }

/** Faults are looked for so many days ahead. */
const ahead = 30

const asListed = (duty: Duty): ListedDuty[] => (duty.listed ? [{ ...duty, listed: duty.listed }] : [])

/** The registers of a city that duties are read off, each with its duties: those that states tell, and those that roles carry. */
export function listedDuties(house: Pick<House, 'parts'>): Group[] {
  const told = [...house.parts<AnyCase>('case').values()].flatMap(({ states }) =>
    Object.values(states).flatMap(({ tells = [] }) => tells),
  )
  const carried = [...house.parts<Role>('role').values()].flatMap(({ duties }) => duties)
  const duties = new Map([...told, ...carried].flatMap(asListed).map((duty) => [duty.name, duty]))
  const registers = house.parts<Register>('register')
  return [...Map.groupBy(duties.values(), ({ listed }) => listed.in.name)].flatMap(([name, found]) => {
    const register = registers.get(name)
    return register ? [{ register, duties: found }] : []
  })
}

const isOf = ({ listed }: ListedDuty, row: RecordOf<Register>) =>
  Object.entries(listed.where).every(([name, value]) => row[name] === value)

/** The lines of a register as they stand on a day. @param tx reads every row, whoever asks */
export async function linesOf(
  house: Pick<House, 'parts'>,
  tx: Pick<Tx, 'ask'>,
  { register, duties }: Group,
  today: string,
): Promise<Line[]> {
  const rows = await tx.ask<RecordOf<Register>>(
    `select ${selectOf(register, 't')} from ${tableOf(register)} t order by t.id limit 5000`,
    [],
  )
  const bare = rows.flatMap((row) =>
    duties.filter((duty) => isOf(duty, row)).map((duty) => ({ duty, row, ...named(duty.listed, row) })),
  )
  const posts = bare.map(({ postAt, post }) => ({ agency: postAt, post }))
  const tenures = await tenuresOf(tx, posts, today, '9999-12-31')
  const absences = await absencesOf(house, tx, duties, today)
  return bare.map(({ duty, row, ...line }) => {
    const mine = tenures.filter(({ agency, post }) => agency === line.postAt && post === line.post)
    const away = absences.filter((one) => one.postAt === line.postAt && one.post === line.post)
    const lacks = duties.filter(
      (other) => !bare.some((one) => one.duty === other && one.agency === line.agency && one.per === line.per),
    )
    return {
      ...{ id: row.id, duty, ...line, row: { agency: row.agency, region: row.region } },
      holders: mine.filter((one) => isIn(one, today)),
      faults: [...faultsOf(mine, away, today), ...lacks.map(alone)],
      turns: turnsOf(mine, away).filter((day) => day > today),
    }
  })
}

const named = ({ agency, postAt, post, per }: Listed, row: RecordOf<Register>) => ({
  ...{ agency: String(row[agency]), postAt: String(row[postAt]), post: String(row[post]) },
  per: per === undefined ? null : String(row[per]),
})

const isIn = ({ from, until }: Tenure, day: string) => from <= day && (until === null || until >= day)

/** Who is away now or later, by the post that they are away from. */
async function absencesOf(
  house: Pick<House, 'parts'>,
  tx: Pick<Tx, 'ask'>,
  duties: readonly ListedDuty[],
  today: string,
): Promise<Absence[]> {
  const found = await Promise.all(
    absencesKept(house, duties).map(async ({ away, register }) => {
      const rows = await tx.ask<RecordOf<Register>>(
        `select ${selectOf(register, 't')} from ${tableOf(register)} t where t.${columnOf(away.until)} >= $1 order by t.id limit 5000`,
        [today],
      )
      return rows.map((row): Absence => ({
        ...{ post: String(row[away.post]), postAt: String(row[away.postAt]) },
        ...{ from: String(row[away.from]), until: String(row[away.until]) },
      }))
    }),
  )
  return found.flat()
}

/** The registers of absences that some duties name, as far as the city has them. */
export function absencesKept(house: Pick<House, 'parts'>, duties: readonly ListedDuty[]) {
  const named = new Map(duties.flatMap(({ listed: { away } }) => (away ? [[away.in.name, away] as const] : [])))
  const registers = house.parts<Register>('register')
  return [...named].flatMap(([name, away]) => {
    const register = registers.get(name)
    return register ? [{ away, register }] : []
  })
}

function faultsOf(mine: readonly Tenure[], away: readonly Absence[], today: string): LineFault[] {
  const days = Array.from({ length: ahead + 1 }, (_, i) => plusDays(today, i))
  const empty = days.find((day) => !mine.some((one) => isIn(one, day)))
  if (empty === today) return [{ fault: 'vacant', says: '无人任职' }]
  const unstood = away.find(({ from, until }) => {
    const first = from > today ? from : today
    return first <= until && days.includes(first) && !mine.some((one) => one.acting && isIn(one, first))
  })
  return [
    ...(empty ? [{ fault: 'ends' as const, says: `${plusDays(empty, -1)}任期届满，此后无人接任` }] : []),
    ...(unstood ? [{ fault: 'away' as const, says: `${unstood.from}至${unstood.until}外出，无人代理` }] : []),
  ]
}

const alone = ({ title }: Duty): LineFault => ({ fault: 'alone', says: `没有列${title}` })

/** The days on which who is in a post, or what is soon to be wrong with it, changes. */
const turnsOf = (mine: readonly Tenure[], away: readonly Absence[]): string[] => [
  ...mine.flatMap(({ from, until }) => [from, ...(until ? [plusDays(until, 1 - ahead), plusDays(until, 1)] : [])]),
  ...away.flatMap(({ from, until }) => [plusDays(from, -ahead), from, plusDays(until, 1)]),
]
