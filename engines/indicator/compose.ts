import { dayOf, workingDaysLeft } from '#kernel/clock'
import type { Database, Tx } from '#kernel/database'
import { onceByKey } from '#kernel/http'
import { houseOf, type House } from '#kernel/engine'
import { defineJob } from '#kernel/job'
import type { AnyCase } from '#engines/case'
import { board, caseOver, listCases } from '#engines/case/run'
import type { Actor } from '#engines/identity'
import { directoryOf, entitled, identityFaults, reachOf } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { create, read } from '#engines/register/run'
import { faults } from './faults.ts'
import type { Bulletin, BulletinFacts, LateCase } from './index.ts'
import { historyOf, readIndicator } from './read.ts'

interface Asked {
  bulletin: string
  about: string
  month: string
  actor: Actor
}

/** A bulletin by its name. @throws indicator/no-such-bulletin */
export function bulletinNamed(house: House, name: string): Bulletin {
  const bulletin = house.parts<Bulletin>('bulletin').get(name)
  if (!bulletin) throw faults['no-such-bulletin']({ name })
  return bulletin
}

/** The drafting as work that shows progress and ends on the draft. */
export const composeBulletin = defineJob<Asked>({
  name: 'compose-bulletin',
  title: '起草通报',
  run: async (tx, asked, work) => {
    const house = houseOf(tx)
    const bulletin = bulletinNamed(house, asked.bulletin)
    const able = { ...asked, actor: entitled(tx, asked.actor) }
    const made = await compose(tx, bulletin, able, house.clock.now(), (percent, says) => work.progress(percent, says))
    const path = (await caseOver(tx, made.id)) ?? `/lists/${bulletin.into.name}/${made.id}`
    return { says: `${asked.month} 的通报已经起草，请核对修改后印发`, path }
  },
})

/** Counts, and drafts the row. */
export async function compose(
  tx: Tx,
  bulletin: Bulletin,
  asked: Omit<Asked, 'bulletin'>,
  at: Date,
  progress: (percent: number, says: string) => Promise<void> = async () => {},
) {
  await progress(10, '正在汇总')
  const facts = await factsOf(houseOf(tx).database, bulletin, asked, at)
  await progress(70, `汇总了 ${facts.late.length} 件逾期，正在起草`)
  const by = { actor: asked.actor, at }
  return create(tx, bulletin.into, bulletin.compose(facts as never) as never, by)
}

async function factsOf(
  database: Database,
  bulletin: Bulletin,
  { about, month, actor }: Omit<Asked, 'bulletin'>,
  at: Date,
): Promise<BulletinFacts> {
  const within = await read(database, bulletin.about, about, actor)
  const name = (agency: string) => directoryOf(database).agencies.get(agency)?.name ?? agency
  const boards = Object.entries(bulletin.boards).map(async ([key, { of, by }]) => {
    const lines = await board(database, of, actor, by, { within: about })
    return [key, lines.map((line) => ({ ...line, name: name(line.key ?? '') }))] as const
  })
  const numbers = Object.entries(bulletin.indicators).map(async ([key, indicator]) => {
    const [current] = await readIndicator(database, indicator, actor, { within: about })
    const months = await historyOf(database, indicator, actor, about)
    const before = months.findLast((one) => one.month < month)?.number ?? null
    return [key, { now: current?.number ?? null, before }] as const
  })
  return {
    within: within as never,
    month,
    today: dayOf(at),
    boards: Object.fromEntries(await Promise.all(boards)),
    late: await lateCases(database, bulletin.late, actor, at, about, name),
    numbers: Object.fromEntries(await Promise.all(numbers)),
  }
}

async function lateCases(
  database: Database,
  declared: AnyCase,
  actor: Actor,
  now: Date,
  within: string,
  name: (agency: string) => string,
): Promise<LateCase[]> {
  const today = dayOf(now)
  const { rows } = await listCases(database, declared, actor, now, {
    conditions: (bind, called) => [
      `${called('within')} = ${bind(within)}`,
      `${called('closed_at')} is null`,
      `${called('due_on')} < ${bind(today)}`,
    ],
    sort: { column: 'due_on', descending: false, mayBeEmpty: true },
    limit: 500,
  })
  return rows.map((row) => ({
    title: row.title,
    agency: name(row.agency),
    dueOn: row.dueOn as string,
    days: -workingDaysLeft(today, row.dueOn as string),
    state: declared.states[row.state]?.title ?? row.state,
  }))
}

/** Asks for a bulletin to be drafted. @returns the job's id. @throws identity/not-granted register/not-found */
export async function askBulletin(
  { database, jobs, clock }: House,
  bulletin: Bulletin,
  asked: { about: string; month: string },
  actor: Actor & { person: string },
  key: string | undefined,
): Promise<string> {
  if (reachOf(actor, bulletin, 'compose').size === 0)
    throw identityFaults['not-granted']({ action: '起草', on: bulletin.title })
  await read(database, bulletin.about as Register, asked.about, actor)
  const data = { bulletin: bulletin.name, ...asked, actor }
  return database.write({ all: 'on' }, (tx) =>
    onceByKey(tx, actor.person, key, [bulletin.name, asked], () =>
      jobs.send(tx, composeBulletin, data, actor.person, clock.now()),
    ),
  )
}
